import { describe, expect, it } from '@jest/globals';
import { servedSheetsApi } from './sheets-api-setup';

const world = servedSheetsApi();
const { batchRefusal: refusal } = world;

const note = { cell: { note: 'x' }, fields: 'note' };
const rows = (startIndex: number, endIndex: number) => ({
  sheetId: 0,
  dimension: 'ROWS',
  startIndex,
  endIndex,
});
const block = (startRowIndex: number, endRowIndex: number) => ({
  sheetId: 0,
  startRowIndex,
  endRowIndex,
  endColumnIndex: 2,
});

describe.each([
  ['an unknown sheet', { deleteSheet: { sheetId: 9 } }, 'No sheet with id: 9'],
  [
    'an unknown sheet',
    { updateSheetProperties: { properties: { sheetId: 9 }, fields: 'title' } },
    'No sheet with id: 9',
  ],
  ['an unknown sheet', { repeatCell: { range: { sheetId: 9 }, ...note } }, 'No grid with id: 9'],
  ['an unknown sheet', { clearBasicFilter: { sheetId: 9 } }, 'No grid with id: 9'],
  ['a taken id', { addSheet: { properties: { sheetId: 7 } } }, 'A sheet with the id 7 already exists.'],
  [
    'a taken title',
    { addSheet: { properties: { title: "it's" } } },
    'A sheet with the name "it\'s" already exists.',
  ],
  [
    'a taken title',
    { updateSheetProperties: { properties: { sheetId: 7, title: '订单' }, fields: 'title' } },
    'A sheet with the name "订单" already exists. Please enter another name.',
  ],
  ['a title of 101 characters', { addSheet: { properties: { title: 'x'.repeat(101) } } }, 'name of 1 to 100'],
  ['a place outside', { addSheet: { properties: { index: 5 } } }, 'Sheet index 5 is out of range'],
  [
    'a mask without the counts that it names',
    {
      updateSheetProperties: {
        properties: { gridProperties: { frozenRowCount: 1 } },
        fields: 'gridProperties',
      },
    },
    "You can't delete all the rows on the sheet.",
  ],
  [
    'freezing every row',
    {
      updateSheetProperties: {
        properties: { gridProperties: { frozenRowCount: 20 } },
        fields: 'gridProperties.frozenRowCount',
      },
    },
    "You can't freeze all visible rows on the sheet.",
  ],
  [
    'no mask',
    { repeatCell: { range: { sheetId: 0 }, cell: {} } },
    "At least one field must be listed in 'fields'.",
  ],
  ['no mask', { updateCells: { range: { sheetId: 0 } } }, "At least one field must be listed in 'fields'."],
  [
    'no mask',
    { updateSheetProperties: { properties: { title: 'x' } } },
    "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)",
  ],
  [
    'no mask',
    { updateDimensionProperties: { range: rows(0, 1), properties: { pixelSize: 9 }, fields: '' } },
    "At least one field must be listed in 'fields'.",
  ],
  [
    'an unknown field in a mask',
    { repeatCell: { range: { sheetId: 0 }, cell: {}, fields: 'notes' } },
    'Invalid field: notes',
  ],
  [
    'an unknown field in a mask',
    { repeatCell: { range: { sheetId: 0 }, cell: {}, fields: 'userEnteredFormat(bold)' } },
    'Invalid field: userEnteredFormat.bold',
  ],
  [
    'a range that starts behind the last row',
    {
      repeatCell: {
        range: { sheetId: 0, startRowIndex: 20, startColumnIndex: 0, endColumnIndex: 2 },
        ...note,
      },
    },
    "Range ('订单'!A21:B) exceeds grid limits. Max rows: 20, max columns: 6",
  ],
  ['a range that runs backwards', { repeatCell: { range: block(3, 2), ...note } }, 'must not be before'],
  [
    'a fraction of a row',
    { repeatCell: { range: block(0.5, 2), ...note } },
    "Invalid value at 'startRowIndex' (TYPE_INT32), 0.5",
  ],
  [
    'more cells than the range',
    { updateCells: { range: block(0, 1), rows: [{}, {}], fields: 'note' } },
    'Attempting to write row: 1, beyond the last requested row of: 0',
  ],
  [
    'cells behind the last column',
    { updateCells: { start: { sheetId: 0, columnIndex: 5 }, rows: [{ values: [{}, {}] }], fields: 'note' } },
    'Attempting to write column: 6, beyond the last requested column of: 5',
  ],
  [
    'too long a text',
    {
      repeatCell: {
        range: block(0, 1),
        cell: { userEnteredValue: { stringValue: 'x'.repeat(50_001) } },
        fields: '*',
      },
    },
    'more than the maximum of 50000 characters',
  ],
  [
    'two values in one cell',
    {
      repeatCell: {
        range: block(0, 1),
        cell: { userEnteredValue: { stringValue: 'x', numberValue: 1 } },
        fields: '*',
      },
    },
    "oneof field 'value' is already set",
  ],
  [
    'a number format without its type',
    {
      repeatCell: {
        range: block(0, 1),
        cell: { userEnteredFormat: { numberFormat: { pattern: '0' } } },
        fields: '*',
      },
    },
    'numberFormat.type must be specified.',
  ],
  [
    'an empty list of choices',
    { setDataValidation: { range: block(0, 1), rule: { condition: { type: 'ONE_OF_LIST' } } } },
    'at least one',
  ],
  [
    'sorting outside the range',
    { sortRange: { range: block(0, 3), sortSpecs: [{ dimensionIndex: 4 }] } },
    'must be inside the range',
  ],
  [
    'deleting every row',
    { deleteDimension: { range: rows(0, 20) } },
    "You can't delete all the rows on the sheet.",
  ],
  [
    'deleting rows that are not there',
    { deleteDimension: { range: rows(18, 22) } },
    "Cannot delete a row that doesn't exist. Tried to delete row index 20 but there are only 20 rows.",
  ],
  [
    'inserting behind the last row',
    { insertDimension: { range: rows(20, 21) } },
    'range.startIndex[20] must be less than the grid size [20]',
  ],
  [
    'no dimension',
    { insertDimension: { range: { startIndex: 0, endIndex: 1 } } },
    'dimension must be specified.',
  ],
  ['an unknown chart', { updateChartSpec: { chartId: 5, spec: {} } }, 'No chart with id: 5'],
  ['an unknown chart', { deleteEmbeddedObject: { objectId: 5 } }, 'No embedded object with id: 5'],
  [
    'a chart drawn from an unknown sheet',
    {
      addChart: {
        chart: {
          spec: { basicChart: { domains: [{ domain: { sourceRange: { sources: [{ sheetId: 9 }] } } }] } },
          position: { overlayPosition: { anchorCell: { sheetId: 0 } } },
        },
      },
    },
    'No grid with id: 9',
  ],
  [
    'an unknown protection',
    { deleteProtectedRange: { protectedRangeId: 3 } },
    'No protected range with id: 3',
  ],
  [
    'a rule without a range',
    { addConditionalFormatRule: { rule: { booleanRule: {} } } },
    'rule.ranges must have at least one range.',
  ],
])('%s', (_, request, message) => {
  it(`is refused: ${JSON.stringify(request).slice(0, 70)}`, async () => {
    const fault = await refusal(request);
    expect(fault).toMatch(`400 Invalid requests[0].${Object.keys(request)[0]}: `);
    expect(fault).toMatch(message);
  });
});
