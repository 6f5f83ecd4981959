import { type CardRow, startsBlock } from './card-rows';

const lineHeight = 13;
const labelCharacters = 9;
const sentenceCharacters = 46;

/** In pixels. A stage's last line also gives the column 填写要求 what it still needs. */
export function cardRowHeight(rows: readonly CardRow[], at: number): number {
  const row = rows[at];
  if (!row) return 0;
  return heightOf(row) + (endsBlock(rows, at) ? roomForDeadline(rows, row) : 0);
}

/** Room for the printed text, as full-width characters fill the cell. */
function heightOf(row: CardRow): number {
  if (row.kind === 'title') return 32;
  const [longest, perLine] =
    row.kind === 'blanks'
      ? [Math.max(...row.blanks.map((blank) => blank.label.length)), labelCharacters]
      : [row.kind === 'heading' ? 1 : row.text.length, sentenceCharacters];
  return 5 + lineHeight * Math.ceil(longest / perLine);
}

function endsBlock(rows: readonly CardRow[], at: number): boolean {
  return at + 1 === rows.length || startsBlock(rows, at + 1) || !('block' in (rows[at + 1] ?? {}));
}

const fillByCharacters = 10;
const fillByLineHeight = 16;
/** The deadline, and how it stands. */
const deadlineLines = 2;

/** What a stage's lines lack in height for the paper's own words with the deadline under them. */
function roomForDeadline(rows: readonly CardRow[], last: CardRow): number {
  if (!('block' in last) || last.block.id === 'head') return 0;
  const lines = Math.ceil(last.block.fillBy.length / fillByCharacters) + deadlineLines;
  const has = rows
    .filter((row) => 'block' in row && row.block === last.block)
    .reduce((height, row) => height + heightOf(row), 0);
  return Math.max(0, 2 + fillByLineHeight * lines - has);
}
