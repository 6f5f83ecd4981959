import { describe, expect, it } from '@jest/globals';
import { BOOK, servedSheetsApi } from './sheets-api-setup';

const world = servedSheetsApi();
const { batchRefusal: refusal } = world;

const note = { cell: { note: 'x' }, fields: 'note' };
const block = (startRowIndex: number, endRowIndex: number) => ({
  sheetId: 0,
  startRowIndex,
  endRowIndex,
  endColumnIndex: 2,
});

describe('a batch', () => {
  it('is carried out whole or not at all, and the fault names the request', async () => {
    const heard: unknown[] = [];
    world.workbook.onChange((change) => heard.push(change));
    const fault = await refusal(
      { addSheet: { properties: { title: '一' } } },
      { repeatCell: { range: { sheetId: 0 }, ...note } },
      { updateSheetProperties: { properties: { sheetId: 0, title: '二' }, fields: 'title' } },
      { addSheet: { properties: { title: '一' } } },
    );
    expect(fault).toBe(
      '400 Invalid requests[3].addSheet: A sheet with the name "一" already exists. Please enter another name.',
    );
    expect(heard).toEqual([]);
  });

  it('must hold at least one request, and each request exactly one kind', async () => {
    expect(await refusal()).toBe('400 Must specify at least one request.');
    expect(await refusal({ addSheet: {} }, {})).toBe('400 Invalid requests[1]: No request set.');
    expect(await refusal({ addSheet: {}, deleteSheet: { sheetId: 7 } })).toBe(
      "400 Invalid value at 'requests[0]' (oneof), oneof field 'kind' is already set. Cannot set 'deleteSheet'",
    );
  });

  it('with a kind that is not built here is answered 501', async () => {
    expect(await refusal({ addSheet: {} }, { addBanding: {} })).toBe(
      '501 local Sheets stand-in: addBanding is not implemented',
    );
  });

  it('with more than 10 million cells in the spreadsheet is refused', async () => {
    expect(await refusal({ appendDimension: { sheetId: 0, dimension: 'ROWS', length: 2_000_000 } })).toBe(
      '400 Invalid requests[0].appendDimension: ' +
        'This action would increase the number of cells in the workbook above the limit of 10000000 cells.',
    );
    const half = { gridProperties: { rowCount: 500_000, columnCount: 10 } };
    expect(await refusal({ addSheet: { properties: half } }, { addSheet: { properties: half } })).toMatch(
      '400 Invalid requests[1].addSheet: This action would increase the number of cells',
    );
  });
});

describe('merges and last sheets', () => {
  it('a merge that would cut another is refused', async () => {
    await world.batch({ mergeCells: { range: block(0, 3), mergeType: 'MERGE_ALL' } });
    expect(await refusal({ mergeCells: { range: block(2, 5), mergeType: 'MERGE_ALL' } })).toMatch(
      'You must select all cells in a merged range to merge or unmerge them.',
    );
    const frozen = {
      properties: { gridProperties: { frozenRowCount: 1 } },
      fields: 'gridProperties.frozenRowCount',
    };
    expect(await refusal({ updateSheetProperties: frozen })).toMatch(
      "You can't freeze rows which contain only part of a merged cell.",
    );
  });

  it('the last sheet can neither be deleted nor hidden', async () => {
    expect(await refusal({ deleteSheet: { sheetId: 7 } }, { deleteSheet: { sheetId: 0 } })).toBe(
      "400 Invalid requests[1].deleteSheet: You can't remove all the sheets in a document.",
    );
    const hide = (sheetId: number) => ({
      updateSheetProperties: { properties: { sheetId, hidden: true }, fields: 'hidden' },
    });
    expect(await refusal(hide(0), hide(7))).toMatch("You can't hide all the sheets in a document.");
  });
});

describe('what the workbook cannot keep is refused rather than lost', () => {
  it.each([
    [
      {
        repeatCell: {
          range: block(0, 1),
          cell: { userEnteredFormat: { textFormat: { italic: true } } },
          fields: '*',
        },
      },
      'userEnteredFormat.textFormat.italic',
    ],
    [
      {
        repeatCell: {
          range: block(0, 1),
          cell: { userEnteredFormat: { padding: { top: 3 } } },
          fields: 'userEnteredFormat',
        },
      },
      'userEnteredFormat.padding',
    ],
    [
      { repeatCell: { range: block(0, 1), cell: {}, fields: 'userEnteredFormat.padding' } },
      'userEnteredFormat.padding',
    ],
    [{ repeatCell: { range: block(0, 1), cell: {}, fields: 'pivotTable' } }, 'writing CellData.pivotTable'],
    [
      { setDataValidation: { range: block(0, 1), rule: { condition: { type: 'BOOLEAN' } } } },
      'data validation BOOLEAN',
    ],
    [
      { setBasicFilter: { filter: { range: block(0, 3), sortSpecs: [{ dimensionIndex: 0 }] } } },
      'setBasicFilter.sortSpecs',
    ],
    [{ addSheet: { properties: { sheetType: 'OBJECT' } } }, 'sheetType OBJECT'],
  ])('%j', async (request, what) => {
    expect(await refusal(request)).toBe(`501 local Sheets stand-in: ${what} is not implemented`);
  });
});

it('the Google client throws with the index and the kind of the refused request', async () => {
  const requests = [{ addSheet: {} }, { deleteSheet: { sheetId: 9 } }];
  const call = world.client().batchUpdate({ spreadsheetId: BOOK, requestBody: { requests } });
  await expect(call).rejects.toMatchObject({
    status: 400,
    message: 'Invalid requests[1].deleteSheet: No sheet with id: 9',
  });
});
