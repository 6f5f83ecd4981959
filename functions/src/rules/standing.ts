import type { Standing } from '../forms/edit-contract';
import type { Form } from '../forms/form';
import type { Language } from '../forms/label';
import { optionSeparator } from './parse-choice';
import { missingFields, type StageFacts } from './stage-order';

/**
 * What is said of a row of a settings tab that is saved but not in effect, because something required is missing;
 * undefined for every other row. A row that holds from a later day is in order.
 */
export function standingOf(form: Form, record: StageFacts, language: Language): Standing | undefined {
  if (!form.settings) return undefined;
  const missing = missingFields(form, 'head', record).map(({ label }) => label[language]);
  if (missing.length === 0) return undefined;
  return {
    text: notInEffect[language],
    note: stillMissing[language](missing.join(optionSeparator[language])),
  };
}

const notInEffect: Record<Language, string> = { 'zh-CN': '未生效', 'zh-TW': '未生效', en: 'Not in effect' };
const stillMissing: Record<Language, (fields: string) => string> = {
  'zh-CN': (fields) => `还缺 ${fields}，补齐后才生效。`,
  'zh-TW': (fields) => `還缺 ${fields}，補齊後才生效。`,
  en: (fields) => `Still missing: ${fields}. It takes effect once they are filled in.`,
};
