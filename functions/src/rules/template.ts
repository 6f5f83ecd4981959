import { languages } from '../forms/label';
import { type PlaceholderId, placeholders } from '../forms/template-kinds';

/** A template as it was read: an optional piece (`[...]`) holds text and placeholders, and no other piece. */
export type Template = readonly (TemplatePiece | { readonly optional: readonly TemplatePiece[] })[];
type TemplatePiece = { readonly text: string } | { readonly placeholder: PlaceholderId };

/** What can't be read, and where in the text. */
export type SyntaxFault =
  | { readonly code: 'unknown-placeholder'; readonly at: number; readonly name: string }
  | { readonly code: 'unclosed' | 'unopened' | 'nested'; readonly at: number; readonly mark: string };

/** Text for placeholders; what is absent or empty is not known. */
export type TemplateValues = Readonly<Partial<Record<PlaceholderId, string>>>;

const byName = new Map<string, PlaceholderId>(
  placeholderIds().flatMap((id) =>
    languages.map((language) => [nameKey(placeholders[id].label[language]), id] as const),
  ),
);

function placeholderIds(): readonly PlaceholderId[] {
  return Object.keys(placeholders).filter((id): id is PlaceholderId => id in placeholders);
}

/** The placeholder of that name, in whatever language, whether or not a template offers it. */
export function placeholderNamed(name: string): PlaceholderId | undefined {
  return byName.get(nameKey(name));
}

/** Width, case and spaces don't matter in a placeholder's name. */
function nameKey(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}

/** A placeholder, whose name goes no further than its line nor over another mark; or a mark that is none's. */
const tokens = /[{｛]([^{}[\]｛｝［］\n]*)[}｝]|[{}[\]｛｝［］]/g;

/**
 * Reads a template. `{编号}`, `{編號}` and `{number}` are one placeholder, in any language's template and with full-width
 * braces as well; `[...]` is left out where a placeholder in it has no value, and holds no other `[...]`. All faults at
 * once; what has none is read as it stands.
 * @param offered the placeholders that this template may have
 */
export function parseTemplate(
  text: string,
  offered: readonly PlaceholderId[],
): { readonly template: Template; readonly faults: readonly SyntaxFault[] } {
  const template: Template[number][] = [];
  const faults: SyntaxFault[] = [];
  const open: { readonly at: number; readonly mark: string }[] = [];
  let optional: TemplatePiece[] = [];
  let read = 0;
  const add = (piece: TemplatePiece) => (open.length > 0 ? optional : template).push(piece);
  const addText = (to: number) => {
    if (to > read) add({ text: text.slice(read, to) });
  };
  for (const { 0: mark, 1: name, index: at } of text.matchAll(tokens)) {
    addText(at);
    read = at + mark.length;
    if (name !== undefined) {
      const id = placeholderNamed(name);
      if (id && offered.includes(id)) add({ placeholder: id });
      else faults.push({ code: 'unknown-placeholder', at, name });
    } else if (mark === '[' || mark === '［') {
      if (open.length > 0) faults.push({ code: 'nested', at, mark });
      open.push({ at, mark });
    } else if (mark === ']' || mark === '］') {
      if (!open.pop()) faults.push({ code: 'unopened', at, mark });
      else if (open.length === 0) {
        template.push({ optional });
        optional = [];
      }
    } else {
      faults.push({ code: mark === '{' || mark === '｛' ? 'unclosed' : 'unopened', at, mark });
    }
  }
  addText(text.length);
  template.push(...optional);
  return { template, faults: [...faults, ...open.map((mark) => ({ code: 'unclosed', ...mark }) as const)] };
}

/**
 * The template with its placeholders filled in. A line that is empty only because something in it is not known vanishes,
 * and with it one of two empty lines that would then stand together.
 */
export function fillTemplate(template: Template, values: TemplateValues): string {
  const lines: { text: string; lacks: boolean }[] = [{ text: '', lacks: false }];
  const write = (text: string, lacks: boolean) => {
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) lines.push({ text: '', lacks: false });
      const line = lines.at(-1);
      if (!line) continue;
      line.text += part;
      line.lacks ||= lacks;
    }
  };
  const textOf = (piece: TemplatePiece) => ('text' in piece ? piece.text : (values[piece.placeholder] ?? ''));
  for (const piece of template) {
    if ('optional' in piece) {
      const known = piece.optional.every((inner) => 'text' in inner || textOf(inner) !== '');
      write(known ? piece.optional.map(textOf).join('') : '', !known);
    } else {
      const text = textOf(piece);
      write(text, 'placeholder' in piece && text === '');
    }
  }
  return withoutGaps(lines).join('\n').trim();
}

function withoutGaps(lines: readonly { readonly text: string; readonly lacks: boolean }[]): string[] {
  const kept: string[] = [];
  let gap = false;
  for (const { text, lacks } of lines) {
    const empty = text.trim() === '';
    if (empty && lacks) gap = true;
    else if (!(empty && gap && (kept.at(-1) ?? '').trim() === '')) {
      kept.push(text);
      if (!empty) gap = false;
    }
  }
  return kept;
}
