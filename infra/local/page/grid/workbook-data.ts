import type { IWorkbookData, IWorksheetData } from '@univerjs/core';
import { columnOf, type Mirror, rowOf, type SheetMirror } from '../sync/mirror';
import { contentOf, DEFAULT_STYLE, styleOf, styleOver } from './cell-style';
import { dropdownRules } from './dropdown-rules';
import { isShaded } from './locked-cells';
import { COLUMN_WIDTH, fittingHeights, ROW_HEIGHT } from './row-heights';

/** Pixels; a note shows whole, about 18 Chinese characters a line. */
const NOTE = { width: 280, charactersPerLine: 18, line: 20, frame: 36 };

export const univerSheetId = (id: number): string => `s${id}`;
export const sheetIdOf = (univerId: string): number => Number(univerId.slice(1));

/** The whole workbook as Univer loads it. */
export function workbookData(mirror: Mirror, id: string, name: string): Partial<IWorkbookData> {
  const sheets = mirror.order().flatMap((sheetId) => mirror.sheet(sheetId) ?? []);
  return {
    id,
    name,
    sheetOrder: sheets.map((sheet) => univerSheetId(sheet.properties.id)),
    sheets: Object.fromEntries(sheets.map((sheet) => [univerSheetId(sheet.properties.id), sheetData(sheet)])),
    resources: [
      {
        name: 'SHEET_DATA_VALIDATION_PLUGIN',
        data: bySheet(sheets, (sheet) => dropdownRules(sheet)),
      },
      { name: 'SHEET_NOTE_PLUGIN', data: bySheet(sheets, notesOf) },
    ],
  };
}

/** One tab as Univer holds it, without dropdowns and notes, which it keeps elsewhere. */
export function sheetData(sheet: SheetMirror): IWorksheetData {
  const { properties, columns } = sheet;
  const lastRow = properties.rowCount - 1;
  const columnStyles = columns.map((look, column) => styleOf(look, isShaded(properties, lastRow, column)));
  const cellData: IWorksheetData['cellData'] = {};
  for (const [place, state] of sheet.cells) {
    const [row, column] = [rowOf(place), columnOf(place)];
    const { v, t } = contentOf(state);
    const style = styleOver(
      styleOf(state.look, isShaded(properties, row, column)),
      columnStyles[column] ?? {},
    );
    const line = cellData[row] ?? {};
    cellData[row] = line;
    line[column] = { ...(v === null ? {} : { v, t }), s: style };
  }
  const rowData = rowDataOf(sheet);
  for (const [row, ah] of fittingHeights(sheet)) rowData[row] = { ah, ...rowData[row] };
  return {
    id: univerSheetId(properties.id),
    name: properties.title,
    tabColor: properties.tabColor ?? '',
    hidden: properties.hidden ? 1 : 0,
    freeze: freezeOf(sheet),
    rowCount: properties.rowCount,
    columnCount: properties.columnCount,
    zoomRatio: 1,
    scrollTop: 0,
    scrollLeft: 0,
    defaultStyle: DEFAULT_STYLE,
    defaultColumnWidth: COLUMN_WIDTH,
    defaultRowHeight: ROW_HEIGHT,
    mergeData: mergesOf(sheet),
    cellData,
    rowData,
    columnData: columnDataOf(sheet),
    rowHeader: { width: 46 },
    columnHeader: { height: 22 },
    showGridlines: properties.hiddenGridlines ? 0 : 1,
    gridlinesColor: '#e4e8ee',
    rightToLeft: 0,
  };
}

export function freezeOf({ properties: { frozenRows, frozenColumns } }: SheetMirror) {
  return {
    xSplit: frozenColumns,
    ySplit: frozenRows,
    startRow: frozenRows === 0 ? -1 : frozenRows,
    startColumn: frozenColumns === 0 ? -1 : frozenColumns,
  };
}

export function mergesOf({ properties }: SheetMirror) {
  return properties.merges.map(({ row, column, rows, columns }) => ({
    startRow: row,
    endRow: row + rows - 1,
    startColumn: column,
    endColumn: column + columns - 1,
  }));
}

/** Heights and hiding that were set, without what wrapped text needs. */
export function rowDataOf({ properties }: SheetMirror): IWorksheetData['rowData'] {
  const rows: IWorksheetData['rowData'] = {};
  for (const [row, height] of Object.entries(properties.rowHeights)) rows[Number(row)] = { h: height, ia: 0 };
  for (const row of properties.hiddenRows) rows[row] = { ...rows[row], hd: 1 };
  return rows;
}

export function columnDataOf({ properties, columns }: SheetMirror): IWorksheetData['columnData'] {
  const hidden = new Set(properties.hiddenColumns);
  return Object.fromEntries(
    columns.map((look, column) => {
      const style = styleOf(look, isShaded(properties, properties.rowCount - 1, column));
      return [
        column,
        {
          w: properties.columnWidths[column] ?? COLUMN_WIDTH,
          hd: hidden.has(column) ? 1 : 0,
          s: Object.keys(style).length === 0 ? null : style,
        },
      ];
    }),
  );
}

export function noteOf(row: number, column: number, note: string) {
  return { id: `note-${row}-${column}`, row, col: column, note, show: false, ...noteSize(note) };
}

function notesOf(sheet: SheetMirror) {
  const notes: Record<number, Record<number, ReturnType<typeof noteOf>>> = {};
  for (const [place, { note }] of sheet.cells) {
    const [row, column] = [rowOf(place), columnOf(place)];
    if (note !== '') notes[row] = { ...notes[row], [column]: noteOf(row, column, note) };
  }
  return notes;
}

function bySheet(sheets: readonly SheetMirror[], of: (sheet: SheetMirror) => unknown): string {
  return JSON.stringify(
    Object.fromEntries(sheets.map((sheet) => [univerSheetId(sheet.properties.id), of(sheet)])),
  );
}

function noteSize(note: string): { width: number; height: number } {
  const lines = note.split('\n').map((line) => Math.max(1, Math.ceil(line.length / NOTE.charactersPerLine)));
  return { width: NOTE.width, height: NOTE.frame + NOTE.line * lines.reduce((sum, count) => sum + count, 0) };
}
