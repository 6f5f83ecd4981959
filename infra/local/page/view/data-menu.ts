import type { RowsAction, SelectedRange } from '../sync/server';
import type { MenuEntry } from './menu-bar';

/** What people can do to rows; the grid's own menus ask for the first three. */
export type RowsWish = 'above' | 'below' | 'delete' | 'ascending' | 'descending';

/** `count` new rows, or else as many as are selected. */
export function rowsAction(wish: RowsWish, selected: SelectedRange, count = selected.rows): RowsAction {
  const { sheetId, row, rows, column } = selected;
  switch (wish) {
    case 'above':
      return { action: 'insert', sheetId, before: row, count };
    case 'below':
      return { action: 'insert', sheetId, before: row + rows, count };
    case 'delete':
      return { action: 'delete', sheetId, from: row, count: rows };
    case 'ascending':
    case 'descending':
      return { action: 'sort', sheetId, column, ascending: wish === 'ascending' };
  }
}

/** The menu that stands before the add-on's own: rows of the tab that is open. */
export function dataMenu(choose: (wish: RowsWish) => void): MenuEntry {
  const entry = (label: string, wish: RowsWish): MenuEntry => ({ label, choose: () => choose(wish) });
  return {
    label: '数据',
    entries: [
      entry('在上方插入行', 'above'),
      entry('在下方插入行', 'below'),
      entry('删除所选行', 'delete'),
      { separator: true },
      entry('按所选列升序排列', 'ascending'),
      entry('按所选列降序排列', 'descending'),
    ],
  };
}
