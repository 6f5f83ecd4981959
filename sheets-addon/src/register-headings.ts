import type { RegisterColumn } from '../../functions/src/forms/register-layout';

/** The columns in the order of the tab; undefined where a person has added one. */
export type Columns = readonly (RegisterColumn | undefined)[];

/** Neighbouring columns of one group; `cut`: the part behind the line where the frozen columns end. */
export type Part = Readonly<Growing>;
type Growing = { group: string; from: number; count: number; width: number; cut: boolean };

/** A merged cell may not lie across the line where the frozen columns end: a group that does comes in two parts. */
export function headingParts(columns: Columns, frozen: number): readonly Part[] {
  const parts: Growing[] = [];
  columns.forEach((column, at) => {
    const { group = '', width = 0, hidden = false } = column ?? {};
    const last = parts[parts.length - 1];
    const goesOn = last?.group === group;
    const shown = hidden ? 0 : width;
    if (last && goesOn && at !== frozen) {
      last.count += 1;
      last.width += shown;
    } else parts.push({ group, from: at + 1, count: 1, width: shown, cut: goesOn });
  });
  return parts;
}

/** Where a group had to be cut, its title stands before the cut, so that it stays in view. */
export function isFirstPart({ cut }: Part): boolean {
  return !cut;
}

/** By when it is to be filled is a sentence: it stands in the part that has more room for it. */
export function isWidestPart(parts: readonly Part[], part: Part): boolean {
  const at = parts.indexOf(part);
  const [before, after] = [parts[at - 1], parts[at + 1]];
  if (part.cut && before) return part.width > before.width;
  return !after?.cut || after.width <= part.width;
}

export function headingLine(
  columns: Columns,
  parts: readonly Part[],
  textOf: (column: RegisterColumn) => string,
): string[] {
  const begins = new Set(parts.map(({ from }) => from));
  return columns.map((column, at) => (column && begins.has(at + 1) ? textOf(column) : ''));
}

const fillByCharacter = 12;
const fillByLine = 16;

/** Of the row of sentences, in pixels: two lines, more where a sentence needs them. */
export function fillByHeight(columns: Columns, parts: readonly Part[]): number {
  const lines = parts.map(({ from, width }) => {
    const perLine = Math.max(1, Math.floor((width - 6) / fillByCharacter));
    return Math.ceil(fullWidths(columns[from - 1]?.fillBy ?? '') / perLine);
  });
  return 4 + fillByLine * Math.max(2, ...lines);
}

/** Two letters of the Latin alphabet are as wide as one Chinese character. */
function fullWidths(text: string): number {
  return [...text].reduce((width, letter) => width + (letter < '\u0100' ? 0.5 : 1), 0);
}
