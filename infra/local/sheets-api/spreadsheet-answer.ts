import type { GridRange, SheetProperties, Workbook } from '../workbook/workbook-types';
import { parseA1 } from './a1-range';
import { cellMessage } from './cell-data';
import { gridRangeMessage, overlaps } from './grid-range';
import { protectionMessage } from './range-rule-requests';
import { propertiesMessage } from './sheet-requests';
import type { GridData, Sheet, Spreadsheet } from './sheets-types';

/**
 * The spreadsheet as spreadsheets.get answers it. With ranges, only their sheets are answered, and only the merges
 * and cells inside of them. Throws 400 for a range that cannot be found.
 */
export function spreadsheetMessage(
  workbook: Workbook,
  ranges: readonly string[],
  includeGridData: boolean,
): Spreadsheet {
  const wanted = ranges.map((text) => parseA1(text, workbook));
  const sheets = workbook.sheets().flatMap((sheet) => {
    const parts = wanted.filter((range) => range.sheet === sheet).map(({ range }) => range);
    if (wanted.length > 0 && parts.length === 0) return [];
    const whole = { row: 0, column: 0, rows: sheet.rowCount, columns: sheet.columnCount };
    return [sheetMessage(workbook, sheet, parts.length > 0 ? parts : [whole], includeGridData)];
  });
  return {
    spreadsheetId: workbook.id,
    properties: {
      title: workbook.title,
      locale: workbook.locale,
      timeZone: workbook.timeZone,
      autoRecalc: 'ON_CHANGE',
    },
    sheets,
    spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${workbook.id}/edit`,
  };
}

function sheetMessage(
  workbook: Workbook,
  sheet: SheetProperties,
  parts: readonly GridRange[],
  includeGridData: boolean,
): Sheet {
  const merges = sheet.merges.filter((merge) => parts.some((part) => overlaps(part, merge)));
  return {
    properties: propertiesMessage(workbook, sheet),
    ...(includeGridData && { data: parts.map((part) => gridData(workbook, sheet, part)) }),
    ...(merges.length > 0 && { merges: merges.map((merge) => gridRangeMessage(sheet.id, merge)) }),
    ...(sheet.protections.length > 0 && {
      protectedRanges: sheet.protections.map((protection) => protectionMessage(sheet, protection)),
    }),
    ...(sheet.charts.length > 0 && {
      charts: sheet.charts.map(({ id, spec, position }) => ({
        chartId: id,
        spec: Object(spec),
        position: Object(position),
      })),
    }),
    ...(sheet.conditionalFormats.length > 0 && { conditionalFormats: sheet.conditionalFormats.map(Object) }),
    ...(sheet.basicFilter !== undefined && { basicFilter: Object(sheet.basicFilter) }),
  };
}

/** Rows without anything in them are answered as {}, and trailing ones are left out. */
function gridData(workbook: Workbook, sheet: SheetProperties, range: GridRange): GridData {
  const lines = Array.from({ length: range.rows }, (_, r) => {
    const cells = Array.from({ length: range.columns }, (_, c) =>
      cellMessage(workbook.cell(sheet.id, range.row + r, range.column + c)),
    );
    return cells.slice(0, cells.findLastIndex((cell) => Object.keys(cell).length > 0) + 1);
  });
  const filled = lines.slice(0, lines.findLastIndex((line) => line.length > 0) + 1);
  const dimension = (size: number, hidden: boolean) => ({
    pixelSize: size,
    ...(hidden && { hiddenByUser: true }),
  });
  return {
    ...(range.row > 0 && { startRow: range.row }),
    ...(range.column > 0 && { startColumn: range.column }),
    ...(filled.length > 0 && { rowData: filled.map((line) => (line.length > 0 ? { values: line } : {})) }),
    rowMetadata: Array.from({ length: range.rows }, (_, at) =>
      dimension(sheet.rowHeights[range.row + at] ?? 21, sheet.hiddenRows.includes(range.row + at)),
    ),
    columnMetadata: Array.from({ length: range.columns }, (_, at) =>
      dimension(
        sheet.columnWidths[range.column + at] ?? 100,
        sheet.hiddenColumns.includes(range.column + at),
      ),
    ),
  };
}
