import type { SheetProperties, Workbook } from '../workbook/workbook-types';
import type { RequestHandlers } from './batch-update';
import { colorOf, hexOf } from './colors';
import { type FieldMask, requiredMask, touches } from './field-mask';
import { checkIndex, findGrid } from './grid-range';
import { checkProtection } from './protected-cells';
import { invalid, notImplemented } from './sheets-api-error';
import type { ApiSheetProperties } from './sheets-types';

const BY_API = { by: 'api' } as const;
type SheetChange = Partial<Omit<SheetProperties, 'id'>>;

export const addSheet: RequestHandlers['addSheet'] = ({ workbook }, { properties: given = {} }) => {
  refuseOtherTypes(given);
  const { sheetId, index } = given;
  if (sheetId !== undefined && workbook.sheet(checkIndex('sheetId', sheetId)) !== undefined) {
    throw invalid(`A sheet with the id ${sheetId} already exists. Please use another id.`);
  }
  if (index !== undefined) checkSheetIndex(workbook, index, workbook.sheets().length);
  const title = given.title ?? freeTitle(workbook);
  checkTitle(workbook, title);
  const added = workbook.addSheet(
    {
      ...lookOf(given, () => true),
      title,
      rowCount: checkIndex('rowCount', given.gridProperties?.rowCount ?? 1000),
      columnCount: checkIndex('columnCount', given.gridProperties?.columnCount ?? 26),
      ...(sheetId !== undefined && { id: sheetId }),
      ...(index !== undefined && { index }),
    },
    BY_API,
  );
  checkFrozen(added);
  return { addSheet: { properties: propertiesMessage(workbook, added) } };
};

export const deleteSheet: RequestHandlers['deleteSheet'] = ({ workbook, account }, { sheetId = 0 }) => {
  const sheet = workbook.sheet(sheetId);
  if (sheet === undefined) throw invalid(`No sheet with id: ${sheetId}`);
  checkProtection(sheet, account, { row: 0, column: 0, rows: sheet.rowCount, columns: sheet.columnCount });
  if (workbook.sheets().length === 1) throw invalid("You can't remove all the sheets in a document.");
  workbook.deleteSheet(sheetId, BY_API);
  return {};
};

export const updateSheetProperties: RequestHandlers['updateSheetProperties'] = (
  { workbook, account },
  { properties: given = {}, fields },
) => {
  const mask = requiredMask(fields, 'SheetProperties');
  const sheet = workbook.sheet(given.sheetId ?? 0);
  if (sheet === undefined) throw invalid(`No sheet with id: ${given.sheetId ?? 0}`);
  refuseOtherTypes(given);
  const change = changeOf(given, mask);
  if (change.title !== undefined) checkTitle(workbook, change.title, sheet.id);
  const shrinks =
    (change.rowCount ?? Infinity) < sheet.rowCount || (change.columnCount ?? Infinity) < sheet.columnCount;
  if (shrinks || change.title !== undefined) checkProtection(sheet, account);
  if (sheet.tabColor !== undefined && change.tabColor === undefined && touches(mask, 'tabColor')) {
    throw notImplemented('removing a tabColor');
  }
  workbook.setSheet(sheet.id, change, BY_API);
  checkFrozen(findGrid(workbook, sheet.id));
  if (workbook.sheets().every(({ hidden }) => hidden))
    throw invalid("You can't hide all the sheets in a document.");
  if (given.index !== undefined && touches(mask, 'index')) {
    checkSheetIndex(workbook, given.index, workbook.sheets().length - 1);
    workbook.moveSheet(sheet.id, given.index, BY_API);
  }
  return {};
};

/** A sheet's properties as the API answers them. */
export function propertiesMessage(workbook: Workbook, sheet: SheetProperties): ApiSheetProperties {
  const tabColor = colorOf(sheet.tabColor);
  return {
    sheetId: sheet.id,
    title: sheet.title,
    index: workbook.sheets().findIndex((other) => other.id === sheet.id),
    sheetType: 'GRID',
    gridProperties: {
      rowCount: sheet.rowCount,
      columnCount: sheet.columnCount,
      ...(sheet.frozenRows > 0 && { frozenRowCount: sheet.frozenRows }),
      ...(sheet.frozenColumns > 0 && { frozenColumnCount: sheet.frozenColumns }),
      ...(sheet.hiddenGridlines && { hideGridlines: true }),
    },
    ...(sheet.hidden && { hidden: true }),
    ...(tabColor && { tabColor, tabColorStyle: { rgbColor: tabColor } }),
  };
}

/** What the masked properties set, in the workbook's own words; a field that is named but not given gets its default. */
function changeOf(given: ApiSheetProperties, mask: FieldMask): SheetChange {
  const { title = '', gridProperties: grid = {} } = given;
  const wants = (path: string) => touches(mask, path);
  const { rowCount = 0, columnCount = 0 } = grid;
  if (wants('gridProperties.rowCount') && checkIndex('rowCount', rowCount) === 0) {
    throw invalid("You can't delete all the rows on the sheet.");
  }
  if (wants('gridProperties.columnCount') && checkIndex('columnCount', columnCount) === 0) {
    throw invalid("You can't delete all the columns on the sheet.");
  }
  return {
    ...lookOf(given, wants),
    ...(wants('title') && { title }),
    ...(wants('gridProperties.rowCount') && { rowCount }),
    ...(wants('gridProperties.columnCount') && { columnCount }),
  };
}

function lookOf(given: ApiSheetProperties, wants: (path: string) => boolean): SheetChange {
  const { hidden = false, gridProperties: grid = {} } = given;
  const tabColor = hexOf(given.tabColorStyle, given.tabColor);
  const {
    frozenRowCount: frozenRows = 0,
    frozenColumnCount: frozenColumns = 0,
    hideGridlines = false,
  } = grid;
  checkIndex('frozenRowCount', frozenRows);
  checkIndex('frozenColumnCount', frozenColumns);
  return {
    ...(wants('hidden') && { hidden }),
    ...(tabColor !== undefined && (wants('tabColor') || wants('tabColorStyle')) && { tabColor }),
    ...(wants('gridProperties.frozenRowCount') && { frozenRows }),
    ...(wants('gridProperties.frozenColumnCount') && { frozenColumns }),
    ...(wants('gridProperties.hideGridlines') && { hiddenGridlines: hideGridlines }),
  };
}

function refuseOtherTypes({
  sheetType,
  rightToLeft,
  dataSourceSheetProperties,
  gridProperties,
}: ApiSheetProperties) {
  if (sheetType !== undefined && sheetType !== 'GRID') throw notImplemented(`sheetType ${sheetType}`);
  if (rightToLeft) throw notImplemented('rightToLeft');
  if (dataSourceSheetProperties) throw notImplemented('dataSourceSheetProperties');
  if (gridProperties?.columnGroupControlAfter || gridProperties?.rowGroupControlAfter) {
    throw notImplemented('gridProperties of groups');
  }
}

function checkTitle(workbook: Workbook, title: string, exceptId?: number): void {
  const same = (sheet: SheetProperties) => sheet.title.toLowerCase() === title.toLowerCase();
  if (!workbook.sheets().some((sheet) => same(sheet) && sheet.id !== exceptId)) return;
  throw invalid(`A sheet with the name "${title}" already exists. Please enter another name.`);
}

function checkSheetIndex(workbook: Workbook, index: number, last: number): void {
  if (checkIndex('index', index) <= last) return;
  throw invalid(`Sheet index ${index} is out of range: there are ${workbook.sheets().length} sheets.`);
}

function checkFrozen({ frozenRows, frozenColumns, rowCount, columnCount, merges }: SheetProperties): void {
  if (frozenRows >= rowCount) throw invalid("You can't freeze all visible rows on the sheet.");
  if (frozenColumns >= columnCount) throw invalid("You can't freeze all visible columns on the sheet.");
  const cut = (start: number, length: number, edge: number) => start < edge && edge < start + length;
  if (merges.some((merge) => cut(merge.row, merge.rows, frozenRows))) {
    throw invalid("You can't freeze rows which contain only part of a merged cell.");
  }
  if (merges.some((merge) => cut(merge.column, merge.columns, frozenColumns))) {
    throw invalid("You can't freeze columns which contain only part of a merged cell.");
  }
}

function freeTitle(workbook: Workbook): string {
  const titles = new Set(workbook.sheets().map((sheet) => sheet.title));
  const word = workbook.locale.startsWith('zh') ? '工作表' : 'Sheet';
  let number = titles.size + 1;
  while (titles.has(`${word}${number}`)) number += 1;
  return `${word}${number}`;
}
