import type { GridRange } from '../workbook/workbook-types';
import type { RequestHandlers } from './batch-update';
import { findRange, overlaps, within } from './grid-range';
import { checkProtection } from './protected-cells';
import { invalid } from './sheets-api-error';

const BY_API = { by: 'api' } as const;

/** Of each merge only the upper left cell keeps its value. */
export const mergeCells: RequestHandlers['mergeCells'] = (
  { workbook, account },
  { range: given, mergeType },
) => {
  if (mergeType === undefined) throw invalid('mergeType must be specified.');
  const { sheet, range } = findRange(workbook, given);
  checkProtection(sheet, account, range);
  checkWholeMerges(sheet.merges, range);
  const cut = (start: number, length: number, edge: number) => start < edge && edge < start + length;
  if (cut(range.row, range.rows, sheet.frozenRows))
    throw invalid("You can't merge frozen and non-frozen rows.");
  if (cut(range.column, range.columns, sheet.frozenColumns)) {
    throw invalid("You can't merge frozen and non-frozen columns.");
  }
  const added = partsOf(range, mergeType).filter(({ rows, columns }) => rows * columns > 1);
  for (const part of added) {
    const kept = workbook.cell(sheet.id, part.row, part.column);
    const { value, formula } = kept;
    const empty = Array.from({ length: part.rows }, () => Array.from({ length: part.columns }, () => null));
    workbook.setValues(sheet.id, part.row, part.column, empty, BY_API);
    workbook.enter(sheet.id, part.row, part.column, [[{ value, ...(formula && { formula }) }]], BY_API);
  }
  const others = sheet.merges.filter((merge) => !overlaps(merge, range));
  workbook.setSheet(sheet.id, { merges: [...others, ...added] }, BY_API);
  return {};
};

export const unmergeCells: RequestHandlers['unmergeCells'] = ({ workbook, account }, { range: given }) => {
  const { sheet, range } = findRange(workbook, given);
  checkProtection(sheet, account, range);
  checkWholeMerges(sheet.merges, range);
  workbook.setSheet(sheet.id, { merges: sheet.merges.filter((merge) => !overlaps(merge, range)) }, BY_API);
  return {};
};

function checkWholeMerges(merges: readonly GridRange[], range: GridRange): void {
  if (merges.every((merge) => !overlaps(merge, range) || within(merge, range))) return;
  throw invalid('You must select all cells in a merged range to merge or unmerge them.');
}

function partsOf(range: GridRange, mergeType: string): GridRange[] {
  if (mergeType === 'MERGE_ROWS') {
    return Array.from({ length: range.rows }, (_, at) => ({ ...range, row: range.row + at, rows: 1 }));
  }
  if (mergeType === 'MERGE_COLUMNS') {
    return Array.from({ length: range.columns }, (_, at) => ({
      ...range,
      column: range.column + at,
      columns: 1,
    }));
  }
  return [range];
}
