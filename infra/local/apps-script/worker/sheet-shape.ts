import type { SheetChange, SheetProperties } from '../../workbook/workbook-types';
import { type FormatRule, ruleOf } from './conditional-format';
import type { Book, Sheet } from './parts';

/** `Sheet`: rows and columns, widths, frozen and hidden parts, tab colour. */
export function sheetShape(
  { call }: Book,
  id: number,
  get: () => SheetProperties,
  change: (properties: SheetChange) => Sheet,
  self: () => Sheet,
) {
  const insertRows = (before: number, count: number) => {
    call('insertRows', id, before, count);
    return self();
  };
  const insertColumns = (before: number, count: number) => {
    call('insertColumns', id, before, count);
    return self();
  };
  const mustBePositions = (what: 'rowCount' | 'columnCount', first: number, count: number) => {
    const last = first + count - 1;
    if (Number.isInteger(first) && Number.isInteger(count) && first >= 1 && count >= 1 && last <= get()[what])
      return;
    throw new Error('Those positions are outside the dimensions of the sheet.');
  };
  const positions = (first: number, count: number) =>
    Array.from({ length: count }, (_, at) => first - 1 + at);
  const sizes = (first: number, count: number, size: number) =>
    Object.fromEntries(positions(first, count).map((at) => [at, size]));
  const setWidths = (first: number, count: number, width: number) => {
    mustBePositions('columnCount', first, count);
    return change({ columnWidths: { ...get().columnWidths, ...sizes(first, count, width) } });
  };
  const setHeights = (first: number, count: number, height: number) => {
    mustBePositions('rowCount', first, count);
    return change({ rowHeights: { ...get().rowHeights, ...sizes(first, count, height) } });
  };

  return {
    insertRowsAfter: (after: number, count: number) => insertRows(after, count),
    insertRowAfter: (after: number) => insertRows(after, 1),
    insertRowsBefore: (before: number, count: number) => insertRows(before - 1, count),
    insertColumnsAfter: (after: number, count: number) => insertColumns(after, count),
    insertColumnsBefore: (before: number, count: number) => insertColumns(before - 1, count),
    deleteRows: (first: number, count: number) => call('deleteRows', id, first - 1, count),
    deleteRow: (row: number) => {
      call('deleteRows', id, row - 1, 1);
      return self();
    },
    getFrozenRows: () => get().frozenRows,
    getFrozenColumns: () => get().frozenColumns,
    setFrozenRows: (rows: number) => {
      if (rows > 0) mustBePositions('rowCount', 1, rows);
      change({ frozenRows: rows });
    },
    setFrozenColumns: (columns: number) => {
      if (columns > 0) mustBePositions('columnCount', 1, columns);
      change({ frozenColumns: columns });
    },
    getColumnWidth: (column: number) => get().columnWidths[column - 1] ?? 100,
    setColumnWidth: (column: number, width: number) => setWidths(column, 1, width),
    setColumnWidths: (first: number, count: number, width: number) => setWidths(first, count, width),
    setRowHeight: (row: number, height: number) => setHeights(row, 1, height),
    setRowHeights: (first: number, count: number, height: number) => setHeights(first, count, height),
    hideColumns: (first: number, count: number = 1) => {
      mustBePositions('columnCount', first, count);
      change({ hiddenColumns: [...new Set([...get().hiddenColumns, ...positions(first, count)])] });
    },
    showColumns: (first: number, count: number = 1) => {
      const shown = positions(first, count);
      change({ hiddenColumns: get().hiddenColumns.filter((column) => !shown.includes(column)) });
    },
    isColumnHiddenByUser: (column: number) => get().hiddenColumns.includes(column - 1),
    hideRows: (first: number, count: number = 1) => {
      mustBePositions('rowCount', first, count);
      change({ hiddenRows: [...new Set([...get().hiddenRows, ...positions(first, count)])] });
    },
    showRows: (first: number, count: number = 1) => {
      const shown = positions(first, count);
      change({ hiddenRows: get().hiddenRows.filter((row) => !shown.includes(row)) });
    },
    isRowHiddenByUser: (row: number) => get().hiddenRows.includes(row - 1),
    isSheetHidden: () => get().hidden,
    hideSheet: () => {
      const visible = call('sheets').filter(({ hidden }) => !hidden);
      if (visible.length === 1 && visible[0]?.id === id) {
        throw new Error("You can't hide all the sheets in a document.");
      }
      return change({ hidden: true });
    },
    showSheet: () => change({ hidden: false }),
    getTabColor: () => get().tabColor ?? null,
    setTabColor: (color: string | null) => change({ tabColor: color ?? undefined }),
    hasHiddenGridlines: () => get().hiddenGridlines ?? false,
    setHiddenGridlines: (hiddenGridlines: boolean) => change({ hiddenGridlines }),
    setConditionalFormatRules: (rules: FormatRule[]) => {
      change({ conditionalFormats: [...rules].map(ruleOf) });
    },
    clearConditionalFormatRules: () => {
      change({ conditionalFormats: [] });
    },
  } satisfies Partial<Sheet>;
}
