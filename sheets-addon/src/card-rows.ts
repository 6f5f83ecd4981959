import { type CardBlock, type CardLayout, cardLayout } from '../../functions/src/forms/card-layout';
import type { Form } from '../../functions/src/forms/form';
import { registerLayout } from '../../functions/src/forms/register-layout';
import { language } from './texts';

/** The card's columns (from 1). The first is hidden: it says which blanks stand in the row. */
export const cardColumns = { ids: 1, who: 2, left: 3, right: 5, fillBy: 7, count: 7 } as const;
export const cardWidths: readonly number[] = [40, 76, 122, 138, 122, 138, 124];

type CardBlank = { readonly field: string; readonly label: string };

export type CardRow =
  | { readonly kind: 'title' | 'footnote'; readonly text: string }
  | { readonly kind: 'heading'; readonly texts: readonly [string, string, string] }
  | { readonly kind: 'stage' | 'sentence' | 'remark'; readonly block: CardBlock; readonly text: string }
  /** One blank over the whole width, or two side by side. */
  | { readonly kind: 'blanks'; readonly block: CardBlock; readonly blanks: readonly CardBlank[] };

/** The card line by line, as the paper has it: head, then a block per stage, then the footnotes. */
export function cardRows(form: Form): readonly CardRow[] {
  const layout = cardLayout(form, language);
  return [
    { kind: 'title', text: layout.title },
    ...layout.blocks.flatMap((block) => [
      ...(block.id === 'head' ? headRows(form, block) : stageRows(form, block)),
      ...(block.id === 'head' ? [headingRow(layout)] : []),
    ]),
    ...layout.footnotes.map((text): CardRow => ({ kind: 'footnote', text })),
  ];
}

function headingRow(layout: CardLayout): CardRow {
  return { kind: 'heading', texts: layout.headings };
}

/** The record's number comes first; what the register's derived columns say comes last. */
function headRows(form: Form, block: CardBlock): CardRow[] {
  const titles = new Map(registerLayout(form, language).columns.map((column) => [column.id, column.title]));
  const derived = (id: string): CardBlank => ({ field: id, label: titles.get(id) ?? id });
  return [
    ...blankRows(form, block, [derived('number'), ...blanksOf(block)]),
    { kind: 'blanks', block, blanks: [derived('state'), derived('due')] },
    { kind: 'blanks', block, blanks: [derived('next')] },
  ];
}

function stageRows(form: Form, block: CardBlock): CardRow[] {
  const sentences = block.lines.flatMap((line): CardRow[] =>
    line.kind === 'sentence' ? [{ kind: line.remark ? 'remark' : 'sentence', block, text: line.text }] : [],
  );
  return [
    { kind: 'stage', block, text: block.title },
    ...blankRows(form, block, blanksOf(block)),
    ...sentences,
  ];
}

function blanksOf(block: CardBlock): CardBlank[] {
  return block.lines.flatMap((line) =>
    line.kind === 'blank' ? [{ field: line.field, label: line.label }] : [],
  );
}

/** Two blanks to a line as on paper; tables of lines and long texts have a line of their own. */
function blankRows(form: Form, block: CardBlock, blanks: readonly CardBlank[]): CardRow[] {
  const rows: CardBlank[][] = [];
  let open: CardBlank[] | undefined;
  for (const blank of blanks) {
    if (open && !isWide(form, blank)) {
      open.push(blank);
      open = undefined;
    } else {
      const row = [blank];
      rows.push(row);
      open = isWide(form, blank) ? undefined : row;
    }
  }
  return rows.map((row) => ({ kind: 'blanks', block, blanks: row }));
}

const longText = 160;

function isWide(form: Form, { field }: CardBlank): boolean {
  const { kind, width = 0 } = form.field(field) ?? { kind: 'text' };
  return kind === 'lines' || (kind === 'text' && width >= longText);
}

/** Whether a block of lines (a stage, the head) begins there. */
export function startsBlock(rows: readonly CardRow[], at: number): boolean {
  const [row, before] = [rows[at], rows[at - 1]];
  if (!row || !('block' in row)) return false;
  return !(before && 'block' in before && before.block === row.block);
}

/** Where a blank's text stands on the card; its label is in the cell to the left. */
export type CardPlace = { readonly field: string; readonly row: number; readonly column: number };

export function cardPlaces(rows: readonly CardRow[]): readonly CardPlace[] {
  return rows.flatMap((row, at) =>
    row.kind === 'blanks'
      ? row.blanks.map(({ field }, side) => ({
          field,
          row: at + 1,
          column: (side === 0 ? cardColumns.left : cardColumns.right) + 1,
        }))
      : [],
  );
}

/** What stands in the hidden column beside the row. */
export function cardRowIds(row: CardRow): string {
  return row.kind === 'blanks' ? row.blanks.map((blank) => blank.field).join(' ') : '';
}
