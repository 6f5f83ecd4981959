import type { PlacedField } from '../forms/form';
import { type Language, languages } from '../forms/label';
import { accept, plain, type Reading, refuse } from './parse-reading';

/** An option by its label in any language, whatever the case, spacing and width of its letters. Gives the option's id. */
export function parseChoice(
  field: PlacedField,
  typed: string | number | boolean,
  language: Language,
): Reading<string> {
  const options = Object.entries(field.options ?? {});
  const wanted = letters(String(typed));
  const found = options.find(([, label]) => languages.some((each) => letters(label[each]) === wanted));
  if (found) return accept(found[0]);
  const separator = language === 'en' ? ', ' : '、';
  return refuse('unknown-option', {
    options: options.map(([, label]) => label[language]).join(separator),
  });
}

const yes = ['是', '对', '對', '有', '√', '✓', '✔', '☑', 'y', 'yes', 'true', 't'];
const no = [
  ...['否', '不', '不是', '不对', '不對', '无', '無', '没有', '沒有', '没', '沒'],
  ...['×', 'x', '✗', '✘', '✕', '✖', 'n', 'no', 'false', 'f'],
];

export function parseYesNo(typed: string | number | boolean): Reading<boolean> {
  const wanted = letters(String(typed));
  if (yes.includes(wanted)) return accept(true);
  return no.includes(wanted) ? accept(false) : refuse('neither-yes-nor-no');
}

function letters(text: string): string {
  return plain(text).toLowerCase().replace(/\s/g, '');
}
