import type { Language } from '../forms/label';
import { draftFields, templatesForm } from '../forms/settings-templates';
import { optionSeparator } from './parse-choice';
import type { StoredRecord, Values } from './record';
import type { Settings } from './settings';
import { slotOfRow, withDerived } from './template-record';
import { refusedDrafts } from './template-refused';

/**
 * What a template's row shows. Of a draft that was refused there is nothing to preview: the text in use stands there,
 * and it is said that it is that, also where an earlier draft was in order.
 */
export function templateShown(record: StoredRecord, settings: Settings): Values {
  const { values, refused } = record;
  const slot = slotOfRow(record);
  const bad = refusedDrafts(refused);
  if (!slot || bad.length === 0) return values;
  const rest = Object.fromEntries(
    Object.entries(values).filter(([id]) => !bad.some((part) => draftFields[part] === id)),
  );
  const { smsPreview, smsCost, emailPreview } = withDerived(slot, rest, settings);
  const language = settings.staffLanguage;
  const say = wording[language];
  const badLetter = bad.filter((part) => part !== 'sms');
  const isMixed = (['subject', 'body'] as const).some((part) => rest[draftFields[part]] !== undefined);
  const named = badLetter
    .map((part) => templatesForm.field(draftFields[part])?.label[language] ?? part)
    .join(optionSeparator[language]);
  return {
    ...values,
    ...(bad.includes('sms')
      ? { smsPreview: `${say.inUse(say.draft)}\n${smsPreview}`, smsCost: `${say.costInUse}${smsCost}` }
      : {}),
    ...(badLetter.length > 0
      ? {
          emailPreview: `${isMixed ? say.mixed(named, badLetter.includes('subject')) : say.inUse(named)}\n\n${emailPreview}`,
        }
      : {}),
  };
}

type Wording = {
  readonly draft: string;
  /** Said above the text in use, or the whole letter. */
  readonly inUse: (drafts: string) => string;
  /** Said above a letter of which one part is in use and the other a draft. */
  readonly mixed: (draft: string, isSubject: boolean) => string;
  /** Said before what the text in use costs. */
  readonly costInUse: string;
};

const wording = {
  'zh-CN': {
    draft: '草稿',
    inUse: (drafts) => `${drafts}有误，未生效；仍在使用：`,
    mixed: (draft, isSubject) =>
      isSubject
        ? `${draft}有误，未生效；下面的标题仍是现用的，正文是草稿：`
        : `${draft}有误，未生效；下面的标题是草稿，正文仍是现用的：`,
    costInUse: '现用短信：',
  },
  'zh-TW': {
    draft: '草稿',
    inUse: (drafts) => `${drafts}有誤，未生效；仍在使用：`,
    mixed: (draft, isSubject) =>
      isSubject
        ? `${draft}有誤，未生效；下面的標題仍是現用的，內文是草稿：`
        : `${draft}有誤，未生效；下面的標題是草稿，內文仍是現用的：`,
    costInUse: '現用簡訊：',
  },
  en: {
    draft: 'SMS draft',
    inUse: (drafts) => `Something is wrong with the ${drafts}: not in use. Still in use:`,
    mixed: (draft, isSubject) =>
      isSubject
        ? `Something is wrong with the ${draft}: not in use. Below: the subject still in use, the draft of the text.`
        : `Something is wrong with the ${draft}: not in use. Below: the draft of the subject, the text still in use.`,
    costInUse: 'SMS in use: ',
  },
} as const satisfies Record<Language, Wording>;
