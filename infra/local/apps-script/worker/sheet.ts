import type { GridRange, SheetChange } from '../../workbook/workbook-types';
import type { Enumerations } from './enumerations';
import type { Book, Sheet } from './parts';
import { written } from './range-values';
import { sheetShape } from './sheet-shape';

/** `Sheet`: its name and place, its ranges and its content. */
export function sheetService(book: Book, names: Enumerations, id: number): Sheet {
  const { call } = book;
  const self = (): Sheet => sheet;
  const get = () => call('sheet', id);
  const change = (properties: SheetChange) => {
    call('setSheet', id, properties);
    return self();
  };
  const whole = (): GridRange => {
    const { rowCount, columnCount } = get();
    return { row: 0, column: 0, rows: rowCount, columns: columnCount };
  };
  const rangeAt = (wanted: GridRange) => {
    const { sheetId, ...at } = call('range', id, wanted);
    return book.range(sheetId, at);
  };
  const sheet = book.strict<Sheet>('Sheet', {
    getName: () => get().title,
    getSheetName: () => get().title,
    setName: (name) => change({ title: name }),
    getSheetId: () => id,
    getIndex: () => call('sheets').findIndex((one) => one.id === id) + 1,
    getParent: () => book.spreadsheet(),
    getRange: (first: string | number, column: number = 1, rows: number = 1, columns: number = 1) => {
      if (typeof first === 'number') return rangeAt({ row: first - 1, column: column - 1, rows, columns });
      const { sheetId, ...at } = call('rangeByAddress', id, first);
      return book.range(sheetId, at);
    },
    getDataRange: () => {
      const { rows, columns } = call('dataSize', id);
      return book.range(id, { row: 0, column: 0, rows: Math.max(1, rows), columns: Math.max(1, columns) });
    },
    getLastRow: () => call('dataSize', id).rows,
    getLastColumn: () => call('dataSize', id).columns,
    getMaxRows: () => get().rowCount,
    getMaxColumns: () => get().columnCount,
    appendRow: (contents) => {
      const { rows } = call('dataSize', id);
      const { rowCount, columnCount } = get();
      if (rows === rowCount) call('insertRows', id, rowCount, 1);
      if (contents.length > columnCount)
        call('insertColumns', id, columnCount, contents.length - columnCount);
      call('setValues', id, { row: rows, column: 0, rows: 1, columns: contents.length }, [
        [...contents].map(written),
      ]);
      return self();
    },
    clear: () => {
      call('clear', id, whole(), 'contents and formats');
      return self();
    },
    clearContents: () => {
      call('clear', id, whole(), 'contents');
      return self();
    },
    clearNotes: () => {
      call('setLook', id, whole(), { note: undefined });
      return self();
    },
    /** Sorts the rows below the frozen ones. */
    sort: (column: number, ascending: boolean = true) => {
      const { frozenRows, rowCount, columnCount } = get();
      const range = { row: frozenRows, column: 0, rows: rowCount - frozenRows, columns: columnCount };
      call('sort', id, range, [{ column: column - 1, ascending }]);
      return self();
    },
    protect: () => book.protection(id, call('protect', id, 'sheet')),
    getProtections: (type) =>
      call('protections', id)
        .filter(({ range }) => (range === 'sheet') === (type === names.protectionTypes.SHEET))
        .map((protection) => book.protection(id, protection.id)),
    activate: () => {
      call('activate', { sheetId: id, row: 0, column: 0, rows: 1, columns: 1 });
      return self();
    },
    getActiveRange: () => {
      const { sheetId, ...at } = call('active');
      return sheetId === id ? book.range(id, at) : book.range(id, { row: 0, column: 0, rows: 1, columns: 1 });
    },
    ...sheetShape(book, id, get, change, self),
  });
  return sheet;
}
