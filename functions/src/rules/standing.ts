import type { Standing } from '../forms/edit-contract';
import type { Form, PlacedField } from '../forms/form';
import type { Language } from '../forms/label';
import { optionSeparator } from './parse-choice';
import type { StoredRecord } from './record';
import { refusedSettings } from './refused-settings';
import { missingFields, type StageFacts } from './stage-order';

/**
 * What is said of a row of a settings tab that is saved but not in effect, because something required is missing or
 * what it depends on was refused; undefined for every other row. A row that holds from a later day is in order.
 */
export function standingOf(
  form: Form,
  record: StageFacts & Partial<Pick<StoredRecord, 'refused'>>,
  language: Language,
): Standing | undefined {
  if (!form.settings) return undefined;
  const named = (fields: readonly PlacedField[]) =>
    fields.map(({ label }) => label[language]).join(optionSeparator[language]);
  const missing = missingFields(form, 'head', record);
  const refused = refusedSettings(form, record);
  if (missing.length === 0 && refused.length === 0) return undefined;
  const notes = [
    ...(missing.length > 0 ? [stillMissing[language](named(missing))] : []),
    ...(refused.length > 0 ? [toMend[language](named(refused))] : []),
  ];
  return { text: notInEffect[language], note: notes.join(language === 'en' ? ' ' : '') };
}

const notInEffect: Record<Language, string> = { 'zh-CN': '未生效', 'zh-TW': '未生效', en: 'Not in effect' };
const stillMissing: Record<Language, (fields: string) => string> = {
  'zh-CN': (fields) => `还缺 ${fields}，补齐后才生效。`,
  'zh-TW': (fields) => `還缺 ${fields}，補齊後才生效。`,
  en: (fields) => `Still missing: ${fields}. It takes effect once they are filled in.`,
};
const toMend: Record<Language, (fields: string) => string> = {
  'zh-CN': (fields) => `${fields} 有误，改好后这一行才生效。`,
  'zh-TW': (fields) => `${fields} 有誤，改好後這一列才生效。`,
  en: (fields) => `Something is wrong with ${fields}. The row takes effect once that is mended.`,
};
