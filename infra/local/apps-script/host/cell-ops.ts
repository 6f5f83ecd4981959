import { displayText, UNCOMPUTED } from '../../workbook/display';
import type { Attribute } from '../../workbook/grid';
import type { Cell, GridRange, Origin, Workbook } from '../../workbook/workbook-types';
import type { Execution } from '../execution';
import { entryOf, valueForScript, type Written } from './cell-dates';
import { isProtectedFrom, PROTECTED } from './protected-cells';

const BY_SCRIPT: Origin = { by: 'script' };
const NO_LOOK = {
  format: undefined,
  background: undefined,
  color: undefined,
  bold: undefined,
  fontSize: undefined,
  align: undefined,
  verticalAlign: undefined,
  wrap: undefined,
  border: undefined,
};

export type Look = { [K in Attribute]?: Cell[K] | undefined };
export type SortColumn = { column: number; ascending: boolean };

/** Reading and writing cells. A script meets protected cells with the authority of its effective user. */
export function cellOps(workbook: Workbook, execution: Execution, year: () => number) {
  const mustBeFree = (sheetId: number, range: GridRange) => {
    const sheet = workbook.sheet(sheetId);
    if (sheet !== undefined && isProtectedFrom(execution.effectiveUser, sheet, range)) {
      throw new Error(PROTECTED);
    }
  };
  const read = <T>(sheetId: number, range: GridRange, of: (cell: Cell) => T): T[][] => {
    return Array.from({ length: range.rows }, (_, row) =>
      Array.from({ length: range.columns }, (__, column) =>
        of(workbook.cell(sheetId, range.row + row, range.column + column)),
      ),
    );
  };
  const zone = workbook.timeZone;

  return {
    values: (sheetId: number, range: GridRange) =>
      read(sheetId, range, (cell) => valueForScript(cell, zone, UNCOMPUTED)),
    displayValues: (sheetId: number, range: GridRange) => read(sheetId, range, displayText),
    formulas: (sheetId: number, range: GridRange) =>
      read(sheetId, range, (cell) => (cell.formula ? String(cell.value) : '')),
    looks: (sheetId: number, range: GridRange) =>
      read(sheetId, range, ({ value: _, formula: __, ...look }) => look),
    setValues: (sheetId: number, range: GridRange, values: readonly (readonly Written[])[]) => {
      mustBeFree(sheetId, range);
      const thisYear = year();
      const entries = values.map((line, row) =>
        line.map((value, column) =>
          entryOf(value, workbook.cell(sheetId, range.row + row, range.column + column), zone, thisYear),
        ),
      );
      workbook.enter(sheetId, range.row, range.column, entries, BY_SCRIPT);
    },
    setLook: (sheetId: number, range: GridRange, change: Look) => {
      mustBeFree(sheetId, range);
      workbook.setCells(sheetId, range, change, BY_SCRIPT);
    },
    setLooks: <K extends Attribute>(
      sheetId: number,
      range: GridRange,
      key: K,
      values: readonly (readonly (Cell[K] | undefined)[])[],
    ) => {
      mustBeFree(sheetId, range);
      workbook.setAttributes(sheetId, range.row, range.column, key, values, BY_SCRIPT);
    },
    clear: (sheetId: number, range: GridRange, what: 'contents' | 'contents and formats') => {
      mustBeFree(sheetId, range);
      workbook.atomically(() => {
        const blank = Array.from({ length: range.rows }, () =>
          Array.from({ length: range.columns }, () => ({ value: null })),
        );
        workbook.enter(sheetId, range.row, range.column, blank, BY_SCRIPT);
        if (what === 'contents and formats') workbook.setCells(sheetId, range, NO_LOOK, BY_SCRIPT);
      });
    },
    /** By the first column first: sorts by the last one and, as sorting keeps the order of equals, works forward. */
    sort: (sheetId: number, range: GridRange, columns: readonly SortColumn[]) => {
      mustBeFree(sheetId, range);
      workbook.atomically(() => {
        for (const { column, ascending } of columns.toReversed()) {
          workbook.sort(sheetId, range, column, ascending, BY_SCRIPT);
        }
      });
    },
  };
}
