import type { PlacedField } from '../forms/form';
import { type Language, labelSeparators, languages } from '../forms/label';
import { accept, plain, type Reading, refuse } from './parse-reading';

/** An option by its label or other name in any language, whatever the case, spacing and width of its letters. Gives the option's id. */
export function parseChoice(
  field: PlacedField,
  typed: string | number | boolean,
  language: Language,
): Reading<string> {
  const wanted = letters(String(typed));
  const names = [field.options ?? {}, field.alsoTyped ?? {}].flatMap((each) => Object.entries(each));
  const found = names.find(([, label]) => languages.some((each) => letters(label[each]) === wanted));
  return found ? accept(found[0]) : unknownOption(field, language);
}

/**
 * Several options by their labels in any language or their ids, with 、 , ; / or white space between. Gives the ids in
 * the order of the form, each once, with commas between.
 */
export function parseChoices(
  field: PlacedField,
  typed: string | number | boolean,
  language: Language,
): Reading<string> {
  const ids = Object.keys(field.options ?? {});
  const byName = optionsByName(field);
  const chosen = new Set<string>();
  for (const part of plain(typed).split(labelSeparators)) {
    const words = part.split(' ').filter((word) => word !== '');
    const reading = readOptions(words, byName);
    if ('unknown' in reading) return unknownOption(field, language, { typed: reading.unknown });
    for (const id of reading.ids) chosen.add(id);
  }
  if (chosen.size === 0) return unknownOption(field, language);
  return accept(ids.filter((id) => chosen.has(id)).join(','));
}

/** What stands between options where several are shown or listed. */
export const optionSeparator: Record<Language, string> = { 'zh-CN': '、', 'zh-TW': '、', en: ', ' };

function optionsByName(field: PlacedField): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(field.options ?? {}).flatMap(([id, label]) =>
      [id, ...languages.map((each) => label[each])].map((name): [string, string] => [letters(name), id]),
    ),
  );
}

/** Labels have spaces in them and between them: from the left, the longest run of words that is one label. */
function readOptions(
  words: readonly string[],
  byName: ReadonlyMap<string, string>,
): { readonly ids: readonly string[] } | { readonly unknown: string } {
  const longest = Math.max(...[...byName.keys()].map((name) => name.length));
  const ids: string[] = [];
  let start = 0;
  while (start < words.length) {
    let found: { readonly id: string; readonly end: number } | undefined;
    let name = '';
    for (let end = start; end < words.length && name.length <= longest; end += 1) {
      name += letters(words[end] ?? '');
      const id = byName.get(name);
      if (id !== undefined) found = { id, end: end + 1 };
    }
    if (!found) return { unknown: ids.length === 0 ? words.join(' ') : words.slice(start).join(' ') };
    ids.push(found.id);
    start = found.end;
  }
  return { ids };
}

function unknownOption(field: PlacedField, language: Language, details: { typed?: string } = {}) {
  const options = Object.values(field.options ?? {}).map((label) => label[language]);
  return refuse('unknown-option', { ...details, options: options.join(optionSeparator[language]) });
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
