import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { SheetTab } from '../ports';

type Request = sheets_v4.Schema$Request;
type Existing = sheets_v4.Schema$SheetProperties;

const headingColor = { rgbColor: { red: 0.91, green: 0.94, blue: 0.98 } };
const formatFields = 'userEnteredFormat(textFormat.bold,backgroundColorStyle,wrapStrategy,verticalAlignment)';
/** As the register shows money. */
const moneyFormat = { type: 'NUMBER', pattern: '#,##0.00' };

/**
 * One batch that makes the tabs that are absent and rewrites all: values (whatever stood there before and is not
 * written again is cleared), headings, number formats, widths and frozen rows. The grid grows as needed and is never shrunk, since
 * people may keep notes beside it on purpose; charts and protections stay.
 */
export function tabRequests(existing: readonly Existing[], tabs: readonly SheetTab[]): Request[] {
  const taken = new Set(existing.map(({ sheetId }) => sheetId ?? 0));
  return tabs.flatMap((tab) => {
    const found = existing.find(({ title }) => title === tab.title);
    const sheetId = found?.sheetId ?? freeId(taken);
    taken.add(sheetId);
    const properties = { sheetId, title: tab.title, gridProperties: gridOf(tab, found) };
    const fields = 'gridProperties(rowCount,columnCount,frozenRowCount)';
    return [
      found ? { updateSheetProperties: { properties, fields } } : { addSheet: { properties } },
      {
        updateCells: {
          range: { sheetId },
          rows: tab.rows.map(rowData),
          fields: 'userEnteredValue,userEnteredFormat.numberFormat',
        },
      },
      { repeatCell: { range: { sheetId }, cell: { userEnteredFormat: bodyFormat }, fields: formatFields } },
      ...spans(tab).map(({ from, to, heading }) => ({
        repeatCell: {
          range: { sheetId, startRowIndex: from, endRowIndex: to },
          cell: { userEnteredFormat: heading ? headingFormat : sentenceFormat },
          fields: formatFields,
        },
      })),
      ...(tab.money ?? []).map(({ row, rows, column }) => ({
        repeatCell: {
          range: {
            sheetId,
            startRowIndex: row,
            endRowIndex: row + rows,
            startColumnIndex: column,
            endColumnIndex: column + 1,
          },
          cell: { userEnteredFormat: { numberFormat: moneyFormat } },
          fields: 'userEnteredFormat.numberFormat',
        },
      })),
      ...tab.columnWidths.map((pixelSize, column) => ({
        updateDimensionProperties: {
          range: { sheetId, dimension: 'COLUMNS', startIndex: column, endIndex: column + 1 },
          properties: { pixelSize },
          fields: 'pixelSize',
        },
      })),
    ];
  });
}

/**
 * Rows below the last one that holds anything. Not `values.append`: that looks for a table, and begins at the table's
 * first column, which need not be the tab's. Formats and dropdowns that the empty rows had stay.
 */
export function appendRequest(
  { sheetId }: Existing,
  rows: readonly (readonly (string | number)[])[],
): Request {
  const lines = rows.map((row) => ({
    values: row.map((cell) => (cell === '' ? {} : { userEnteredValue: enteredValue(cell) })),
  }));
  return { appendCells: { sheetId: sheetId ?? 0, rows: lines, fields: 'userEnteredValue' } };
}

const bodyFormat = { wrapStrategy: 'CLIP', verticalAlignment: 'TOP' };
const sentenceFormat = { wrapStrategy: 'OVERFLOW_CELL', verticalAlignment: 'TOP' };
const headingFormat = {
  ...sentenceFormat,
  textFormat: { bold: true },
  backgroundColorStyle: headingColor,
};

/** Not all rows of a grid can be frozen, so there is always one more. */
function gridOf(tab: SheetTab, found: Existing | undefined) {
  const columns = Math.max(1, tab.columnWidths.length, ...tab.rows.map((row) => row.length));
  return {
    rowCount: Math.max(found?.gridProperties?.rowCount ?? 0, tab.rows.length, tab.headerRows + 1),
    columnCount: Math.max(found?.gridProperties?.columnCount ?? 0, columns),
    frozenRowCount: tab.headerRows,
  };
}

function rowData(row: readonly (string | number)[]): sheets_v4.Schema$RowData {
  return { values: row.map((cell) => ({ userEnteredValue: enteredValue(cell) })) };
}

function enteredValue(cell: string | number): sheets_v4.Schema$ExtendedValue {
  return typeof cell === 'number' ? { numberValue: cell } : { stringValue: cell };
}

type Span = { readonly from: number; to: number; readonly heading: boolean };

/** Runs of heading rows, and of rows that are one sentence and may run over the cells to their right. */
function spans({ rows, headerRows, headingRows = [] }: SheetTab): Span[] {
  const headings = new Set(headingRows);
  const result: Span[] = [];
  for (const [row, cells] of rows.entries()) {
    const heading = row < headerRows || headings.has(row);
    if (!heading && cells.length !== 1) continue;
    const last = result.at(-1);
    if (last && last.to === row && last.heading === heading) last.to = row + 1;
    else result.push({ from: row, to: row + 1, heading });
  }
  return result;
}

function freeId(taken: ReadonlySet<number>): number {
  let id = 1;
  while (taken.has(id)) id += 1;
  return id;
}
