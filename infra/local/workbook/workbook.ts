import {
  blockSize,
  cellAt,
  dataSizeOf,
  mapCells,
  mustFit,
  oncePerCell,
  sorted,
  type Tab,
  withAttributes,
  withEntry,
} from './grid';
import { mustBeGrid, resized, withColumns, withoutRows, withRows } from './rows-and-columns';
import { parseSavedWorkbook, type SavedWorkbook, savedSheet, tabOf } from './saved-workbook';
import { BLANK_SHEET, changedSheet } from './sheet-properties';
import type { Cell, GridRange, Origin, SheetProperties, Workbook, WorkbookChange } from './workbook-types';

/** A new workbook has one empty tab, as in Google Sheets. `locale` is written as there: zh_CN, zh_TW, en_US. */
export function createWorkbook(about: {
  id: string;
  title: string;
  timeZone: string;
  locale: string;
}): Workbook {
  const first = { ...BLANK_SHEET, id: 0, title: about.locale.startsWith('zh') ? '工作表1' : 'Sheet1' };
  return workbookOf(about, [{ properties: first, rows: [] }]);
}

/** The workbook that `save` described. Throws, naming the place, when the value is no such description. */
export function loadWorkbook(saved: unknown): Workbook {
  const { sheets, ...about } = parseSavedWorkbook(saved);
  return workbookOf(about, sheets.map(tabOf));
}

type About = Omit<SavedWorkbook, 'sheets'>;

function workbookOf(about: About, initial: readonly Tab[]): Workbook {
  let tabs = initial;
  let highestId = Math.max(...tabs.map((tab) => tab.properties.id));
  /** Changes that listeners hear of when the outermost `atomically` has ended; undefined outside of one. */
  let waiting: WorkbookChange[] | undefined;
  const listeners = new Set<(change: WorkbookChange) => void>();

  const tell = (change: WorkbookChange) => {
    if (waiting !== undefined) waiting.push(change);
    else for (const listener of [...listeners]) listener(change);
  };
  const find = (id: number) => tabs.find((tab) => tab.properties.id === id);
  const get = (id: number): Tab => {
    const tab = find(id);
    if (tab === undefined) throw new RangeError(`There is no sheet with the id ${id}`);
    return tab;
  };
  const put = (tab: Tab) => {
    tabs = tabs.map((old) => (old.properties.id === tab.properties.id ? tab : old));
  };
  const putCells = (tab: Tab, range: GridRange, origin: Origin) => {
    put(tab);
    tell({ kind: 'cells', sheetId: tab.properties.id, range, origin });
  };
  const putSheet = (tab: Tab, origin: Origin) => {
    put(tab);
    tell({ kind: 'sheet', sheetId: tab.properties.id, origin });
  };
  const mustBeFreeTitle = (title: string, exceptId?: number) => {
    if (title === '' || title.length > 100)
      throw new RangeError('A sheet needs a name of 1 to 100 characters.');
    const same = (tab: Tab) => tab.properties.title.toLowerCase() === title.toLowerCase();
    if (tabs.some((tab) => same(tab) && tab.properties.id !== exceptId)) {
      throw new RangeError(`A sheet with the name "${title}" already exists. Please enter another name.`);
    }
  };

  return {
    ...about,
    sheets: () => tabs.map((tab) => tab.properties),
    sheet: (id) => find(id)?.properties,
    sheetByTitle: (title) => tabs.find((tab) => tab.properties.title === title)?.properties,
    addSheet: ({ index = tabs.length, ...given }, origin) => {
      mustBeFreeTitle(given.title);
      const properties: SheetProperties = { ...BLANK_SHEET, ...given, id: given.id ?? highestId + 1 };
      if (find(properties.id) !== undefined) throw new RangeError(`The sheet id ${properties.id} is taken.`);
      mustBeGrid(properties);
      tabs = tabs.toSpliced(index, 0, { properties, rows: [] });
      highestId = Math.max(highestId, properties.id);
      tell({ kind: 'sheets', origin });
      return properties;
    },
    deleteSheet: (id, origin) => {
      const tab = get(id);
      if (tabs.length === 1) throw new RangeError("You can't remove all the sheets in a document.");
      tabs = tabs.filter((other) => other !== tab);
      tell({ kind: 'sheets', origin });
    },
    moveSheet: (id, index, origin) => {
      const tab = get(id);
      tabs = tabs.filter((other) => other !== tab).toSpliced(index, 0, tab);
      tell({ kind: 'sheets', origin });
    },
    setSheet: (id, change, origin) => {
      const tab = get(id);
      if (change.title !== undefined) mustBeFreeTitle(change.title, id);
      putSheet(resized({ ...tab, properties: changedSheet(tab.properties, change) }), origin);
    },
    cell: (id, row, column) => {
      const tab = get(id);
      mustFit(tab, { row, column, rows: 1, columns: 1 });
      return { ...cellAt(tab, row, column) };
    },
    values: (id, range) => {
      const tab = get(id);
      mustFit(tab, range);
      return Array.from({ length: range.rows }, (_, row) =>
        Array.from(
          { length: range.columns },
          (_, column) => cellAt(tab, range.row + row, range.column + column).value,
        ),
      );
    },
    dataSize: (id) => dataSizeOf(get(id)),
    setValues: (id, row, column, values, origin) => {
      const range = blockSize(row, column, values);
      const written = mapCells(get(id), range, (cell, r, c) =>
        withEntry(cell, { value: values[r]?.[c] ?? null }),
      );
      putCells(written, range, origin);
    },
    enter: (id, row, column, entries, origin) => {
      const range = blockSize(row, column, entries);
      const written = mapCells(get(id), range, (cell, r, c) =>
        withEntry(cell, entries[r]?.[c] ?? { value: null }),
      );
      putCells(written, range, origin);
    },
    setCells: (id, range, change, origin) =>
      putCells(
        mapCells(
          get(id),
          range,
          oncePerCell((cell) => withAttributes(cell, change)),
        ),
        range,
        origin,
      ),
    setAttributes: (id, row, column, key, values, origin) => {
      const range = blockSize(row, column, values);
      const changes = new Map<unknown, (cell: Cell) => Cell>();
      const changed = (cell: Cell, r: number, c: number): Cell => {
        const value = values[r]?.[c];
        const change = changes.get(value) ?? oncePerCell((old) => withAttributes(old, { [key]: value }));
        changes.set(value, change);
        return change(cell);
      };
      putCells(mapCells(get(id), range, changed), range, origin);
    },
    sort: (id, range, column, ascending, origin) =>
      putCells(sorted(get(id), range, column, ascending), range, origin),
    insertRows: (id, before, count, origin) => putSheet(withRows(get(id), before, count), origin),
    deleteRows: (id, from, count, origin) => putSheet(withoutRows(get(id), from, count), origin),
    insertColumns: (id, before, count, origin) => putSheet(withColumns(get(id), before, count), origin),
    atomically: (work) => {
      const before = { tabs, highestId, changes: waiting };
      waiting = [];
      try {
        const result = work();
        const changes = waiting;
        waiting = before.changes;
        for (const change of changes) tell(change);
        return result;
      } catch (error) {
        tabs = before.tabs;
        highestId = before.highestId;
        waiting = before.changes;
        throw error;
      }
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    save: () => ({
      ...about,
      sheets: tabs.map(savedSheet),
    }),
  };
}
