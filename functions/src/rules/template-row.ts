import type { Problem } from '../forms/edit-contract';
import type { Language } from '../forms/label';
import { draftFields, templatesForm } from '../forms/settings-templates';
import type { TemplatePart, TemplateSlot, TemplateTexts } from '../forms/template-kinds';
import type { Attempt, CellRefusal } from './cell-refusal';
import { companyName } from './company-name';
import { optionSeparator } from './parse-choice';
import type { Staff, StoredRecord, Values } from './record';
import type { Settings } from './settings';
import { settingsMessages } from './settings-messages';
import type { SettingsRow } from './settings-rows';
import { toMinute } from './settle-record';
import { templateFaults } from './template-faults';
import { slotOfRow, templateParts, textsOf, withDerived, withValues } from './template-record';
import { refusedDrafts } from './template-refused';
import { builtIn, slotId } from './templates';

/** A cell as it was typed, and what has become of the cells before it. */
export type SettingsAttempt = Attempt & {
  readonly refused: StoredRecord['refused'];
  readonly problems: readonly Problem[];
  readonly settings: Settings;
};

/** What is wrong with a draft, all of it at once; or why the row's drafts are not put into effect. */
export function templateRefusal(attempt: SettingsAttempt): CellRefusal | undefined {
  const { record, field, value, editor, settings } = attempt;
  const language = editor.language;
  const slot = slotOfRow(record);
  if (!slot) return { code: 'no-such-template', message: settingsMessages.noSuchTemplate[language]() };
  const part = templateParts.find((one) => draftFields[one] === field.id);
  if (part) return draftRefusal(slot, part, String(value), language, settings);
  return field.id === 'action' && value === 'enable' ? enableRefusal(slot, attempt) : undefined;
}

function draftRefusal(
  slot: TemplateSlot,
  part: TemplatePart,
  text: string,
  language: Language,
  settings: Settings,
): CellRefusal | undefined {
  const faults = templateFaults(slot, part, text, companyName(settings, slot.language));
  const [first] = faults;
  const between = language === 'en' ? ' ' : '';
  return first && { code: first.code, message: faults.map(({ message }) => message[language]).join(between) };
}

/** Drafts are put into effect by somebody who has seen them, and as far as they are all in order. */
function enableRefusal(
  slot: TemplateSlot,
  { record, values, refused, problems, row, editor, settings }: SettingsAttempt,
): CellRefusal | undefined {
  const language = editor.language;
  const named = (parts: readonly TemplatePart[]): string =>
    parts
      .map((part) => templatesForm.field(draftFields[part])?.label[language] ?? part)
      .join(optionSeparator[language]);
  const known = refusedDrafts(refused);
  const bad = templateParts.filter(
    (part) => known.includes(part) || problems.some((problem) => problem.field === draftFields[part]),
  );
  if (bad.length > 0)
    return { code: 'draft-refused', message: settingsMessages.draftRefused[language](named(bad)) };
  const drafts = templateParts.filter((part) => values[draftFields[part]] !== undefined);
  if (drafts.length === 0) return { code: 'no-draft', message: settingsMessages.noDraft[language]() };
  const unseen = drafts.filter((part) => {
    const mark = record.marks[draftFields[part]];
    return mark && mark.revision > row.revision && mark.by !== editor.email;
  });
  if (unseen.length > 0)
    return { code: 'draft-unseen', message: settingsMessages.draftUnseen[language](named(unseen)) };
  // Good when it was typed; another version of the program, or another name of the company, may think otherwise.
  const outdated = drafts.filter((part) =>
    draftRefusal(slot, part, textsOf(values, 'with-drafts')[part], language, settings),
  );
  return outdated.length === 0
    ? undefined
    : { code: 'draft-outdated', message: settingsMessages.draftOutdated[language](named(outdated)) };
}

/**
 * A template's row after an edit of its drafts or its 操作: what that calls for is done, 操作 is empty again, and preview
 * and cost are those of what stands there now. Texts in effect change by 操作 alone.
 */
export function enactedTemplate(
  record: StoredRecord,
  { editor, editedAt, now, settings }: Enacting,
): StoredRecord {
  const slot = slotOfRow(record);
  if (!slot) return record;
  const { action, ...values } = record.values;
  const acted =
    action === 'enable'
      ? withTexts(slot, withoutDrafts(values), textsOf(values, 'with-drafts'), { editor, now })
      : action === 'restore'
        ? withTexts(slot, values, builtIn(slot), { editor, now })
        : values;
  const who = { by: editor.email, at: editedAt };
  return withValues(record, withDerived(slot, acted, settings), who);
}

/** As messages read it from the settings; undefined where the built-in texts are in effect, which are not stored there. */
export function templateSetting(record: StoredRecord): SettingsRow | undefined {
  const slot = slotOfRow(record);
  if (!slot || record.values.source !== 'modified') return undefined;
  return {
    kind: 'templates',
    values: { slot: slotId(slot), ...textsOf(record.values, 'in-effect') },
    enteredAt: record.createdAt,
    number: record.number,
  };
}

type Enacting = {
  readonly editor: Staff;
  readonly editedAt: string;
  readonly now: string;
  readonly settings: Settings;
};

/** With these texts in effect from now on; who puts into effect what is so already changes nothing. */
function withTexts(
  slot: TemplateSlot,
  values: Values,
  texts: TemplateTexts,
  { editor, now }: Pick<Enacting, 'editor' | 'now'>,
): Values {
  if (areSame(texts, textsOf(values, 'in-effect'))) return values;
  const source = areSame(texts, builtIn(slot)) ? 'built-in' : 'modified';
  return { ...values, ...texts, source, enabledAt: toMinute(now), enabledBy: editor.name };
}

function areSame(one: TemplateTexts, other: TemplateTexts): boolean {
  return templateParts.every((part) => one[part] === other[part]);
}

function withoutDrafts(values: Values): Values {
  const drafts: readonly string[] = Object.values(draftFields);
  return Object.fromEntries(Object.entries(values).filter(([id]) => !drafts.includes(id)));
}
