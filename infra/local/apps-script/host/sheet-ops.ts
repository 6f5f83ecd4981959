import { a1Of, columnLetters, parseA1 } from '../../sheets-api/a1-range';
import { overlaps, within } from '../../sheets-api/grid-range';
import type {
  GridRange,
  Origin,
  SheetChange,
  SheetProperties,
  Workbook,
} from '../../workbook/workbook-types';
import type { Execution, SheetRange } from '../execution';
import { isProtectedFrom, PROTECTED } from './protected-cells';

const BY_SCRIPT: Origin = { by: 'script' };

/** The spreadsheet, its tabs, their rows and columns, and which of it is active. */
export function sheetOps(workbook: Workbook, execution: Execution, ownerEmail: string) {
  const get = (id: number): SheetProperties => {
    const sheet = workbook.sheet(id);
    if (sheet === undefined) throw new Error(`Sheet ${id} not found`);
    return sheet;
  };
  const change = (id: number, properties: SheetChange) => workbook.setSheet(id, properties, BY_SCRIPT);
  const mustBeFree = (id: number, range?: GridRange) => {
    if (isProtectedFrom(execution.effectiveUser, get(id), range)) throw new Error(PROTECTED);
  };

  return {
    about: () => {
      const { id, title, timeZone, locale } = workbook;
      return { id, title, timeZone, locale, ownerEmail };
    },
    sheets: () => workbook.sheets(),
    sheet: get,
    sheetByTitle: (title: string) => workbook.sheetByTitle(title),
    dataSize: (id: number) => workbook.dataSize(id),
    addSheet: (title: string | undefined, index: number | undefined) => {
      const { id } = workbook.addSheet(
        { title: title ?? freeTitle(workbook), ...(index === undefined ? {} : { index }) },
        BY_SCRIPT,
      );
      execution.active = firstCell(id);
      return id;
    },
    deleteSheet: (id: number) => {
      mustBeFree(id);
      workbook.deleteSheet(id, BY_SCRIPT);
      const first = workbook.sheets()[0];
      if (execution.active.sheetId === id && first !== undefined) execution.active = firstCell(first.id);
    },
    moveSheet: (id: number, index: number) => workbook.moveSheet(id, index, BY_SCRIPT),
    setSheet: change,
    insertRows: (id: number, before: number, count: number) => {
      mustBeFree(id);
      workbook.insertRows(id, before, count, BY_SCRIPT);
    },
    insertColumns: (id: number, before: number, count: number) => {
      mustBeFree(id);
      workbook.insertColumns(id, before, count, BY_SCRIPT);
    },
    deleteRows: (id: number, from: number, count: number) => {
      mustBeFree(id, { row: from, column: 0, rows: count, columns: get(id).columnCount });
      workbook.deleteRows(id, from, count, BY_SCRIPT);
    },
    /** Throws as Google does unless the range lies within the grid. */
    range: (id: number, range: GridRange): SheetRange => {
      const { rowCount, columnCount } = get(id);
      if (range.rows < 1) throw new Error('The number of rows in the range must be at least 1.');
      if (range.columns < 1) throw new Error('The number of columns in the range must be at least 1.');
      if (!within(range, { row: 0, column: 0, rows: rowCount, columns: columnCount })) {
        throw new Error('The coordinates of the range are outside the dimensions of the sheet.');
      }
      return { sheetId: id, ...range };
    },
    rangeByAddress: (id: number, address: string): SheetRange => {
      try {
        const { sheet, range } = parseA1(
          address.includes('!') ? address : `${quoted(get(id).title)}!${address}`,
          workbook,
        );
        return { sheetId: sheet.id, ...range };
      } catch {
        throw new Error('Range not found');
      }
    },
    address: (range: GridRange): string => a1Of('', range).replace(/^.*!/, ''),
    columnName: columnLetters,
    active: () => execution.active,
    activate: (range: SheetRange) => {
      get(range.sheetId);
      execution.active = range;
    },
    /** Merges that the range holds are taken up; one that it cuts is refused, as in Google Sheets. */
    merge: (id: number, range: GridRange, by: 'all' | 'rows') => {
      mustBeFree(id, range);
      const others = mergesOutside(get(id), range);
      const lines = Array.from({ length: range.rows }, (_, row) => ({
        ...range,
        row: range.row + row,
        rows: 1,
      }));
      const merged = by === 'all' ? [range] : lines;
      workbook.atomically(() => {
        change(id, { merges: [...others, ...merged] });
        for (const merge of merged) keepFirstValue(workbook, id, merge);
      });
    },
    unmerge: (id: number, range: GridRange) => {
      mustBeFree(id, range);
      change(id, { merges: mergesOutside(get(id), range) });
    },
  };
}

function firstCell(sheetId: number): SheetRange {
  return { sheetId, row: 0, column: 0, rows: 1, columns: 1 };
}

function quoted(title: string): string {
  return `'${title.replaceAll("'", "''")}'`;
}

function freeTitle(workbook: Workbook): string {
  const base = workbook.locale.startsWith('zh') ? '工作表' : 'Sheet';
  for (let count = workbook.sheets().length + 1; ; count += 1) {
    if (workbook.sheetByTitle(`${base}${count}`) === undefined) return `${base}${count}`;
  }
}

function mergesOutside(sheet: SheetProperties, range: GridRange): GridRange[] {
  const others = sheet.merges.filter((merge) => !within(merge, range));
  if (others.some((merge) => overlaps(merge, range))) {
    throw new Error('You must select all cells in a merged range to merge or unmerge them.');
  }
  return others;
}

function keepFirstValue(workbook: Workbook, id: number, range: GridRange): void {
  const values = workbook
    .values(id, range)
    .map((line, row) => line.map((value, column) => (row === 0 && column === 0 ? value : null)));
  workbook.setValues(id, range.row, range.column, values, BY_SCRIPT);
}
