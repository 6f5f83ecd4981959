import { type Language, label } from '../forms/label';
import { staffForm } from '../forms/settings-staff';
import { draftFields, templatesForm } from '../forms/settings-templates';
import {
  placeholders,
  placeholdersOf,
  type TemplatePart,
  type TemplateSlot,
  type TemplateTexts,
  templateKinds,
} from '../forms/template-kinds';
import { sameValue } from './change';
import { companyName } from './company-name';
import { noticeWords } from './notice-texts';
import type { StoredRecord, Values } from './record';
import { newRecord } from './row-claim';
import type { Settings } from './settings';
import { smsCostText } from './sms-cost-text';
import { templatePreview } from './template-preview';
import { builtIn, slotId, slotOf } from './templates';

/** `now` is business time in UTC. */
type Making = { readonly now: string; readonly settings: Settings };

/** The key of a slot's row: keys hold no `~`, and no slot's id holds a `_`. */
export function templateKey(slot: TemplateSlot): string {
  return slotId(slot).replaceAll('~', '_');
}

/** Undefined for a row of another version, which knew a message that this one does not. */
export function slotOfRow({ key }: Pick<StoredRecord, 'key'>): TemplateSlot | undefined {
  return slotOf(key.replaceAll('_', '~'));
}

/** A slot's row as the system makes it: with the built-in texts in effect, and no draft. */
export function templateRecord(
  slot: TemplateSlot,
  number: string,
  { now, settings, spreadsheetId }: Making & { readonly spreadsheetId: string },
): StoredRecord {
  const row = { key: templateKey(slot), editId: '', revision: 0, editedAt: now, cells: {} };
  const context = { editedAt: now, now, settings, staff: [], spreadsheetId };
  const begun = newRecord(templatesForm, row, { number, batch: 1 }, context);
  const values = withDerived(slot, { ...builtIn(slot), source: 'built-in' }, settings);
  const made = withValues({ ...begun, revision: 1 }, values, { by: 'system', at: now });
  return { ...made, done: true, rowWanted: true, toSheet: true };
}

/**
 * A row as this version and these settings have it: names, preview and cost anew, and the built-in texts unless somebody
 * has changed them. Undefined when it says all that already.
 */
export function refreshedTemplate(record: StoredRecord, { now, settings }: Making): StoredRecord | undefined {
  const slot = slotOfRow(record);
  if (!slot) return undefined;
  const texts = record.values.source === 'modified' ? {} : { ...builtIn(slot), source: 'built-in' };
  const values = withDerived(slot, { ...record.values, ...texts }, settings);
  const after = withValues({ ...record, revision: record.revision + 1 }, values, { by: 'system', at: now });
  const changed = Object.keys(values).some((id) => !sameValue(record.values[id], values[id]));
  return changed ? { ...after, updatedAt: now, toSheet: true } : undefined;
}

/** The values with all that follows from them: the slot's names, and preview and cost of each draft, else of the text in effect. */
export function withDerived(slot: TemplateSlot, values: Values, settings: Settings): Values {
  const say = settings.staffLanguage;
  const preview = templatePreview(slot, textsOf(values, 'with-drafts'), {
    company: companyName(settings, slot.language),
    servicePhone: settings.servicePhone,
    smsPrices: settings.smsPrices,
  });
  return {
    ...values,
    notice: templateKinds[slot.kind][say],
    recipient: noticeWords(say).recipients[slot.recipient],
    language: languageName(slot.language, say),
    smsPreview: withLean(preview.sms, preview.lean.sms, '\n', say),
    smsCost: smsCostText(preview, say),
    emailPreview: withLean(`${preview.subject}\n\n${preview.body.trim()}`, preview.lean.email, '\n\n', say),
    placeholders: placeholdersOf[slot.kind]
      .map((id) => `{${placeholders[id].label[slot.language]}}`)
      .join(' '),
  };
}

/** Said before what is left of a text where something has no content. */
const leanest = label('内容最少时：', '內容最少時：', 'With least to say: ');

function withLean(text: string, lean: string, between: string, language: Language): string {
  return lean === '' ? text : `${text}${between}${leanest[language]}${lean}`;
}

/** The record with these values instead of its own, each that differs marked with its revision. */
export function withValues(
  record: StoredRecord,
  values: Values,
  who: { readonly by: string; readonly at: string },
): StoredRecord {
  const mark = { revision: record.revision, ...who };
  const changed = Object.keys({ ...record.values, ...values }).filter(
    (id) => !sameValue(record.values[id], values[id]),
  );
  return {
    ...record,
    values: { ...values },
    marks: { ...record.marks, ...Object.fromEntries(changed.map((id) => [id, mark])) },
  };
}

export const templateParts = ['sms', 'subject', 'body'] as const satisfies readonly TemplatePart[];

/** The texts in effect, or what they become with the drafts. */
export function textsOf(values: Values, of: 'in-effect' | 'with-drafts'): TemplateTexts {
  const text = (part: TemplatePart): string =>
    String((of === 'with-drafts' ? values[draftFields[part]] : undefined) ?? values[part] ?? '');
  return { sms: text('sms'), subject: text('subject'), body: text('body') };
}

function languageName(language: Language, say: Language): string {
  return staffForm.field('language')?.options?.[language]?.[say] ?? language;
}
