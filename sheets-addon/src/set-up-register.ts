import type { Form } from '../../functions/src/forms/form';
import {
  headerRows,
  type RegisterColumn,
  type RegisterLayout,
  registerLayout,
} from '../../functions/src/forms/register-layout';
import { readOnlyColor } from './colors';
import {
  type Columns,
  fillByHeight,
  headingLine,
  headingParts,
  isFirstPart,
  isWidestPart,
} from './register-headings';
import { firstDataRow } from './register-rows';
import { allProtections, dropdownOf, rangeProtections, type Sheet, type Spreadsheet } from './sheet-access';
import { runsOf } from './sheet-block';
import { language } from './texts';

const dataRows = 1000;
const protectedBy = 'gendan';

/**
 * Whether whoever runs this may write the header rows of the form's tab. Asked before anything is done: inserting a
 * column is allowed to everybody, giving it its heading is not.
 */
export function mayChangeHeadings(spreadsheet: Spreadsheet, form: Form): boolean {
  const sheet = spreadsheet.getSheetByName(registerLayout(form, language).tab);
  return (sheet ? allProtections(sheet) : []).every(
    (protection) =>
      protection.isWarningOnly() || protection.getRange().getRow() > headerRows.count || protection.canEdit(),
  );
}

/**
 * Makes the form's register tab, or brings an existing one up to date: columns stay where people have moved them, new
 * fields are added at the end, and what is typed stays.
 */
export function setUpRegister(spreadsheet: Spreadsheet, form: Form): Sheet {
  const layout = registerLayout(form, language);
  const sheet = spreadsheet.getSheetByName(layout.tab) ?? spreadsheet.insertSheet(layout.tab);
  const before = idsIn(sheet);
  const known = new Map(layout.columns.map((column) => [column.id, column]));
  const fresh = layout.columns.filter((column) => !before.includes(column.id));
  const placed = withSystemColumns(sheet, layout, before);
  const added = fresh.filter(({ id }) => !placed.includes(id));
  const ids = [...placed, ...added.map(({ id }) => id)];
  const columns = ids.map((id) => known.get(id));

  growTo(sheet, headerRows.count + dataRows, ids.length);
  writeHeader(sheet, layout, ids, columns, before.length === 0);
  formatColumns(sheet, columns, fresh, layout.tallRows ? 'top' : 'middle');
  protect(sheet, columns);
  return sheet;
}

/**
 * A column of the system that came later stands beside the one that the layout has it after: at the end, behind all
 * fields, nobody would see it. An empty column without a name there is what is left of an attempt that was broken off.
 */
function withSystemColumns(
  sheet: Sheet,
  layout: RegisterLayout,
  before: readonly string[],
): readonly string[] {
  const ids = [...before];
  layout.columns.forEach(({ id, group }, at) => {
    const neighbour = layout.columns[at - 1];
    const place = neighbour ? ids.indexOf(neighbour.id) + 1 : 0;
    if (group !== 'system' || ids.includes(id) || place === 0) return;
    const isLeft = ids[place] === '' && isEmptyColumn(sheet, place + 1);
    if (!isLeft) sheet.insertColumnsAfter(place, 1);
    ids.splice(place, isLeft ? 1 : 0, id);
  });
  return ids;
}

function isEmptyColumn(sheet: Sheet, column: number): boolean {
  const cells = sheet.getRange(1, column, sheet.getMaxRows(), 1).getValues();
  return cells.every(([cell]) => cell === '');
}

/** The hidden header row, without the empty cells at its end. */
function idsIn(sheet: Sheet): string[] {
  const count = sheet.getLastColumn();
  if (count === 0) return [];
  return (sheet.getRange(headerRows.ids + 1, 1, 1, count).getValues()[0] ?? []).map(String);
}

function growTo(sheet: Sheet, rows: number, columns: number): void {
  const [hasRows, hasColumns] = [sheet.getMaxRows(), sheet.getMaxColumns()];
  if (hasRows < rows) sheet.insertRowsAfter(hasRows, rows - hasRows);
  if (hasColumns < columns) sheet.insertColumnsAfter(hasColumns, columns - hasColumns);
}

function writeHeader(
  sheet: Sheet,
  layout: RegisterLayout,
  ids: readonly string[],
  columns: Columns,
  isNew: boolean,
): void {
  const frozen = isNew ? layout.frozenColumns : sheet.getFrozenColumns();
  const parts = headingParts(columns, frozen);
  const fillByParts = parts.filter((part) => isWidestPart(parts, part));
  const header = sheet.getRange(1, 1, headerRows.count, columns.length);
  header.breakApart();
  header.setValues([
    [...ids],
    headingLine(columns, parts.filter(isFirstPart), (column) => column.groupTitle),
    headingLine(columns, fillByParts, (column) => column.fillBy),
    columns.map((column) => column?.title ?? ''),
  ]);
  header.setWrap(true);
  header.setVerticalAlignment('middle');
  header.setFontWeight('bold');
  sheet.setFrozenRows(headerRows.count);
  sheet.setFrozenColumns(frozen);
  sheet.hideRows(headerRows.ids + 1);
  sheet.setRowHeight(headerRows.stage + 1, 30);
  sheet.setRowHeight(headerRows.fillBy + 1, fillByHeight(columns, fillByParts));
  sheet.setRowHeight(headerRows.label + 1, 42);
  const fillBy = sheet.getRange(headerRows.fillBy + 1, 1, 1, columns.length);
  fillBy.setFontWeight('normal');
  fillBy.setFontSize(9);
  for (const { group, from, count } of parts) {
    sheet.getRange(2, from, headerRows.count - 1, count).setBackground(colorOf(layout, group));
    for (const row of [headerRows.stage, headerRows.fillBy])
      if (count > 1) sheet.getRange(row + 1, from, 1, count).merge();
  }
}

const systemColor = '#e8eaed';
const stageColors = ['#dfe9f5', '#e6f0e4'];

/** Two calm colours in turn, so that one sees where a stage ends. */
function colorOf(layout: RegisterLayout, group: string): string {
  const groups = [...new Set(layout.columns.map((column) => column.group))];
  return group === 'system' || group === ''
    ? systemColor
    : (stageColors[groups.indexOf(group) % 2] ?? systemColor);
}

function formatColumns(
  sheet: Sheet,
  columns: Columns,
  fresh: readonly RegisterColumn[],
  vertical: 'top' | 'middle',
): void {
  columns.forEach((column, at) => {
    if (!column) return;
    const cells = sheet.getRange(firstDataRow, at + 1, dataRows, 1);
    if (column.dropdown) cells.setDataValidation(dropdownOf(column.dropdown));
    if (!fresh.includes(column)) return;
    sheet.setColumnWidth(at + 1, column.width);
    cells.setNumberFormat(column.numberFormat);
    cells.setVerticalAlignment(vertical);
    if (column.wrap) cells.setWrap(true);
    if (column.readOnly) cells.setBackground(readOnlyColor);
    if (column.hidden) sheet.hideColumns(at + 1);
  });
}

/**
 * The header rows for its owner only. Columns that the system writes only ask back: the menu runs as the person who
 * uses it, and must be able to write them.
 */
function protect(sheet: Sheet, columns: Columns): void {
  for (const protection of rangeProtections(sheet))
    if (protection.getDescription().startsWith(protectedBy)) protection.remove();
  const header = sheet.getRange(1, 1, headerRows.count, columns.length).protect();
  header.setDescription(`${protectedBy}: header`);
  header.removeEditors(header.getEditors().map((user) => user.getEmail()));
  const readOnly = columns.flatMap((column, at) => (column?.readOnly ? [at + 1] : []));
  for (const { from, count } of runsOf(readOnly)) {
    const cells = sheet.getRange(firstDataRow, from, sheet.getMaxRows() - headerRows.count, count);
    cells.protect().setDescription(`${protectedBy}: system`).setWarningOnly(true);
  }
}
