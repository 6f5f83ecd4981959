import type { CellState, SheetMirror } from '../sync/mirror';
import { columnOf, placeOf, rowOf } from '../sync/mirror';
import { FONT, FONT_SIZE } from './cell-style';

export const ROW_HEIGHT = 26;
export const COLUMN_WIDTH = 100;
const PIXELS_PER_POINT = 4 / 3;
/** Univer's distance from one line of text to the next, in parts of the font's size, and its margins in pixels. */
const LINE = 1.48;
const MARGIN = { across: 6, down: 6 };

const pen = document.createElement('canvas').getContext('2d');

/** How high a row must be to show its wrapped text. A row whose height was set, or has none, keeps its height. */
export function fittingHeight(sheet: SheetMirror, row: number): number {
  const { properties, columns } = sheet;
  const set = properties.rowHeights[row];
  if (set !== undefined) return set;
  return columns.reduce((height, _, column) => {
    const state = sheet.cells.get(placeOf(row, column));
    if (state === undefined || state.look.wrap !== true || isMerged(sheet, row, column)) return height;
    return Math.max(height, textHeight(state, properties.columnWidths[column] ?? COLUMN_WIDTH));
  }, ROW_HEIGHT);
}

/** The rows of a tab that wrapped text makes higher than the others. */
export function fittingHeights(sheet: SheetMirror): Map<number, number> {
  const rows = new Set<number>();
  for (const [place, { look, value }] of sheet.cells) {
    if (look.wrap === true && typeof value === 'string' && columnOf(place) < sheet.columns.length)
      rows.add(rowOf(place));
  }
  const heights = [...rows].map((row) => [row, fittingHeight(sheet, row)] as const);
  return new Map(heights.filter(([, height]) => height > ROW_HEIGHT));
}

function isMerged({ properties }: SheetMirror, row: number, column: number): boolean {
  return properties.merges.some(
    (merge) =>
      row >= merge.row &&
      row < merge.row + merge.rows &&
      column >= merge.column &&
      column < merge.column + merge.columns,
  );
}

function textHeight({ value, look }: CellState, columnWidth: number): number {
  if (typeof value !== 'string' || pen === null) return ROW_HEIGHT;
  const size = (look.fontSize ?? FONT_SIZE) * PIXELS_PER_POINT;
  pen.font = `${look.bold ? 'bold ' : ''}${size}px ${FONT}`;
  const width = Math.max(1, columnWidth - MARGIN.across);
  const lines = value
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil((pen?.measureText(line).width ?? 0) / width)), 0);
  return lines === 1 ? ROW_HEIGHT : Math.ceil(lines * size * LINE) + MARGIN.down;
}
