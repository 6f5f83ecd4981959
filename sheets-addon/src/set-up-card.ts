import type { Form } from '../../functions/src/forms/form';
import { registerLayout } from '../../functions/src/forms/register-layout';
import { cardRowHeight } from './card-heights';
import {
  type CardRow,
  cardColumns,
  cardPlaces,
  cardRowIds,
  cardRows,
  cardWidths,
  startsBlock,
} from './card-rows';
import { cardTitle } from './card-tabs';
import { readOnlyColor } from './colors';
import { dropdownOf, type Sheet, type Spreadsheet } from './sheet-access';
import { language } from './texts';

/** Lays out the form's card as the paper looks. A card that is laid out already is left as it is. */
export function setUpCard(spreadsheet: Spreadsheet, form: Form): void {
  const rows = cardRows(form);
  const title = cardTitle(form);
  const sheet = spreadsheet.getSheetByName(title) ?? spreadsheet.insertSheet(title);
  if (isLaidOut(sheet, rows)) return;
  const grid = sheet.getRange(1, 1, sheet.getMaxRows(), sheet.getMaxColumns());
  grid.breakApart();
  grid.clear();
  trim(sheet, rows.length);
  writeTexts(sheet, rows);
  mergeBlocks(sheet, rows);
  drawRows(sheet, rows);
  formatBlanks(sheet, form, rows);
  cardWidths.forEach((width, at) => {
    sheet.setColumnWidth(at + 1, width);
  });
  sheet.hideColumns(cardColumns.ids);
  sheet.setHiddenGridlines(true);
}

function isLaidOut(sheet: Sheet, rows: readonly CardRow[]): boolean {
  const last = sheet.getLastRow();
  if (last !== rows.length) return false;
  const ids = sheet.getRange(2, cardColumns.ids, last - 1, 1).getValues();
  return rows.slice(1).every((row, at) => ids[at]?.[0] === cardRowIds(row));
}

/** Only the card is on the tab, so that it prints on one page. */
function trim(sheet: Sheet, rows: number): void {
  const has = sheet.getMaxRows();
  if (has > rows) sheet.deleteRows(rows + 1, has - rows);
  if (has < rows) sheet.insertRowsAfter(has, rows - has);
}

function writeTexts(sheet: Sheet, rows: readonly CardRow[]): void {
  const lines = rows.map((row, at) => {
    const begun = 'block' in row && startsBlock(rows, at) ? row.block : undefined;
    const who = begun && begun.id !== 'head' ? begun.who : '';
    const fillBy = begun?.fillBy ?? '';
    switch (row.kind) {
      case 'title':
      case 'footnote':
        return ['', row.text, '', '', '', '', ''];
      case 'heading':
        return ['', row.texts[0], row.texts[1], '', '', '', row.texts[2]];
      case 'blanks':
        return [cardRowIds(row), who, row.blanks[0]?.label ?? '', '', row.blanks[1]?.label ?? '', '', fillBy];
      default:
        return ['', who, row.text, '', '', '', fillBy];
    }
  });
  const all = sheet.getRange(1, 1, rows.length, cardColumns.count);
  all.setNumberFormat('@');
  all.setValues(lines);
  all.setWrap(true);
  all.setVerticalAlignment('middle');
  all.setFontSize(9);
}

/** 责任人 and 填写要求 go over a whole block, sentences over the middle, title and footnotes over the width. */
function mergeBlocks(sheet: Sheet, rows: readonly CardRow[]): void {
  const middle = cardColumns.fillBy - cardColumns.left;
  rows.forEach((row, at) => {
    if (row.kind === 'title' || row.kind === 'footnote') {
      sheet.getRange(at + 1, cardColumns.who, 1, cardColumns.count - 1).merge();
    } else if (row.kind !== 'blanks') {
      sheet.getRange(at + 1, cardColumns.left, 1, middle).merge();
    } else if (row.blanks.length === 1) {
      sheet.getRange(at + 1, cardColumns.left + 1, 1, middle - 1).merge();
    }
    if (!('block' in row) || !startsBlock(rows, at)) return;
    const count = rows.filter((other) => 'block' in other && other.block === row.block).length;
    if (count < 2) return;
    sheet.getRange(at + 1, cardColumns.who, count, 1).merge();
    sheet.getRange(at + 1, cardColumns.fillBy, count, 1).merge();
  });
}

const headingColor = '#e8eaed';
const stageColor = '#eef3f9';
const printedColor = '#5f6368';

function drawRows(sheet: Sheet, rows: readonly CardRow[]): void {
  sheet
    .getRange(2, cardColumns.who, rows.length - 1, cardColumns.count - 1)
    .setBorder(true, true, true, true, true, true);
  sheet.getRange(2, cardColumns.who, rows.length - 1, 1).setHorizontalAlignment('center');
  rows.forEach((row, at) => {
    const line = sheet.getRange(at + 1, cardColumns.who, 1, cardColumns.count - 1);
    const middle = sheet.getRange(at + 1, cardColumns.left, 1, 1);
    sheet.setRowHeight(at + 1, cardRowHeight(rows, at));
    switch (row.kind) {
      case 'title':
        line.setFontSize(14).setFontWeight('bold').setHorizontalAlignment('center');
        break;
      case 'heading':
        line.setFontWeight('bold').setHorizontalAlignment('center').setBackground(headingColor);
        break;
      case 'stage':
        middle.setFontWeight('bold').setBackground(stageColor);
        break;
      case 'sentence':
      case 'footnote':
        line.setFontSize(8);
        middle.setFontColor(printedColor);
        break;
      case 'remark':
        middle.setFontSize(8).setFontWeight('bold');
        break;
      default:
        break;
    }
  });
}

function formatBlanks(sheet: Sheet, form: Form, rows: readonly CardRow[]): void {
  const columns = new Map(registerLayout(form, language).columns.map((column) => [column.id, column]));
  for (const { field, row, column } of cardPlaces(rows)) {
    const { dropdown, readOnly = false } = columns.get(field) ?? {};
    const cell = sheet.getRange(row, column);
    if (dropdown) cell.setDataValidation(dropdownOf(dropdown));
    if (readOnly) cell.setBackground(readOnlyColor);
  }
}
