import { isProtectedFrom } from '../apps-script/host/protected-cells';
import type { Workbook } from '../workbook/workbook-types';
import type { RowsRequest } from './requests';

/**
 * Inserts, deletes or sorts rows as the grid's own menus do; raises no edit triggers, as in Google Sheets.
 * Sorting takes all rows below the frozen ones. Returns why it was refused, or undefined.
 */
export function changeRows(workbook: Workbook, request: RowsRequest): string | undefined {
  const sheet = workbook.sheet(request.sheetId);
  if (sheet === undefined) return '这个工作表已经不在了。';
  const origin = { by: 'user', email: request.user } as const;
  switch (request.action) {
    case 'insert':
      if (request.before > sheet.rowCount) return '行号超出了表格。';
      if (isProtectedFrom(request.user, sheet)) return '这个工作表受保护,不能插入行。';
      workbook.insertRows(sheet.id, request.before, request.count, origin);
      return undefined;
    case 'delete': {
      const range = { row: request.from, column: 0, rows: request.count, columns: sheet.columnCount };
      if (request.from + request.count > sheet.rowCount) return '行号超出了表格。';
      if (request.from < sheet.frozenRows) return '表头行不能删除。';
      if (request.count >= sheet.rowCount - sheet.frozenRows) return '至少要保留一行。';
      if (isProtectedFrom(request.user, sheet, range)) return '这些行里有受保护的单元格,不能删除。';
      workbook.deleteRows(sheet.id, request.from, request.count, origin);
      return undefined;
    }
    case 'sort': {
      const rows = sheet.rowCount - sheet.frozenRows;
      const range = { row: sheet.frozenRows, column: 0, rows, columns: sheet.columnCount };
      if (request.column >= sheet.columnCount || rows < 1) return '没有可以排序的行。';
      if (isProtectedFrom(request.user, sheet, range)) return '表里有受保护的单元格,不能排序。';
      workbook.sort(sheet.id, range, request.column, request.ascending, origin);
      return undefined;
    }
  }
}
