import { describe, expect, it } from '@jest/globals';
import { BOOK, servedSheetsApi } from './sheets-api-setup';

const world = servedSheetsApi();
const { update, sheetOf } = world;

describe('sheets', () => {
  it('a sheet is added, changed, moved and deleted', async () => {
    const [added] = await update({
      addSheet: {
        properties: {
          title: '彙總',
          sheetId: 42,
          index: 0,
          gridProperties: { rowCount: 30, columnCount: 8, frozenRowCount: 2 },
          tabColorStyle: { rgbColor: { red: 1, green: 0.8 } },
        },
      },
    });
    expect(added?.addSheet?.properties).toMatchObject({ sheetId: 42, index: 0, sheetType: 'GRID' });
    expect(world.workbook.sheet(42)).toMatchObject({ rowCount: 30, frozenRows: 2, tabColor: '#ffcc00' });
    await update({
      updateSheetProperties: {
        properties: {
          sheetId: 42,
          title: '异常',
          index: 2,
          gridProperties: { rowCount: 40, frozenColumnCount: 1 },
        },
        fields: 'title,index,gridProperties(rowCount,frozenColumnCount)',
      },
    });
    expect(world.workbook.sheets().map(({ title }) => title)).toEqual(['订单', "It's", '异常']);
    expect(world.workbook.sheet(42)).toMatchObject({
      rowCount: 40,
      columnCount: 8,
      frozenRows: 2,
      frozenColumns: 1,
    });
    await update({ deleteSheet: { sheetId: 42 } });
    expect(world.workbook.sheet(42)).toBeUndefined();
  });

  it('a sheet without a title gets a free one, in the language of the spreadsheet', async () => {
    const replies = await update({ addSheet: {} }, { addSheet: {} });
    expect(replies.map((reply) => reply.addSheet?.properties?.title)).toEqual(['工作表3', '工作表4']);
  });

  it('spreadsheets.get answers properties, and cells only when asked for', async () => {
    const client = world.client();
    const plain = (await client.get({ spreadsheetId: BOOK })).data;
    expect(plain.properties).toMatchObject({ title: '跟单', timeZone: 'Asia/Shanghai', locale: 'zh_CN' });
    expect(plain.sheets?.map(({ properties, data }) => [properties?.title, data])).toEqual([
      ['订单', undefined],
      ["It's", undefined],
    ]);
    const one = (await client.get({ spreadsheetId: BOOK, ranges: ['订单!A2:B9'], includeGridData: true }))
      .data;
    expect(one.sheets).toHaveLength(1);
    expect(one.sheets?.[0]?.data?.[0]).toMatchObject({
      startRow: 1,
      rowData: [
        {
          values: [{ formattedValue: 'D-1' }, { userEnteredValue: { numberValue: 3 }, formattedValue: '3' }],
        },
        { values: [{ formattedValue: 'D-2' }, { effectiveValue: { numberValue: 12 } }] },
      ],
    });
    const masked = await sheetOf('订单', 'data.rowData.values.formattedValue');
    expect(masked?.data?.[0]).toEqual({
      rowData: [
        { values: [{ formattedValue: '编号' }, { formattedValue: '数量' }, { formattedValue: '备注' }] },
        { values: [{ formattedValue: 'D-1' }, { formattedValue: '3' }] },
        { values: [{ formattedValue: 'D-2' }, { formattedValue: '12' }, { formattedValue: '急' }] },
      ],
    });
  });
});

describe('rows and columns', () => {
  const span = (startIndex: number, endIndex: number, dimension = 'ROWS') => ({
    sheetId: 0,
    dimension,
    startIndex,
    endIndex,
  });

  it('are appended, inserted and deleted', async () => {
    await update(
      { appendDimension: { sheetId: 0, dimension: 'ROWS', length: 5 } },
      { insertDimension: { range: span(1, 3) } },
      { insertDimension: { range: span(1, 2, 'COLUMNS'), inheritFromBefore: true } },
      { deleteDimension: { range: span(0, 1) } },
    );
    expect(world.workbook.sheet(0)).toMatchObject({ rowCount: 26, columnCount: 7 });
    expect(world.workbook.values(0, { row: 0, column: 0, rows: 4, columns: 3 })).toEqual([
      [null, null, null],
      [null, null, null],
      ['D-1', null, 3],
      ['D-2', null, 12],
    ]);
  });

  it('inserted rows look like those behind them unless they inherit from before', async () => {
    world.workbook.setCells(0, { row: 0, column: 0, rows: 1, columns: 6 }, { bold: true }, { by: 'script' });
    await update(
      { insertDimension: { range: span(1, 2) } },
      { insertDimension: { range: span(1, 2), inheritFromBefore: true } },
    );
    expect([0, 1, 2, 3].map((row) => world.workbook.cell(0, row, 0).bold)).toEqual([
      true,
      true,
      undefined,
      undefined,
    ]);
  });

  it('get sizes and are hidden and shown', async () => {
    await update(
      {
        updateDimensionProperties: {
          range: span(0, 2, 'COLUMNS'),
          properties: { pixelSize: 60 },
          fields: 'pixelSize',
        },
      },
      {
        updateDimensionProperties: {
          range: span(2, 4),
          properties: { hiddenByUser: true },
          fields: 'hiddenByUser',
        },
      },
      { updateDimensionProperties: { range: span(3, 4), properties: {}, fields: 'hiddenByUser' } },
    );
    expect(world.workbook.sheet(0)).toMatchObject({ columnWidths: { 0: 60, 1: 60 }, hiddenRows: [2] });
    await update({ autoResizeDimensions: { dimensions: span(0, 2, 'COLUMNS') } });
    const widths = world.workbook.sheet(0)?.columnWidths;
    expect(widths).toEqual({ 0: 42, 1: 42 });
  });
});

describe('what lies over the cells', () => {
  const block = { sheetId: 0, startRowIndex: 0, endRowIndex: 2, startColumnIndex: 0, endColumnIndex: 2 };

  it('merged cells keep the upper left value, and can be unmerged', async () => {
    await update({ mergeCells: { range: block, mergeType: 'MERGE_ALL' } });
    expect((await sheetOf('订单', 'merges'))?.merges).toEqual([block]);
    expect(world.workbook.values(0, { row: 0, column: 0, rows: 2, columns: 2 })).toEqual([
      ['编号', null],
      [null, null],
    ]);
    await update({ unmergeCells: { range: block } });
    expect((await sheetOf('订单', 'merges'))?.merges).toBeUndefined();
    await update({ mergeCells: { range: block, mergeType: 'MERGE_ROWS' } });
    expect(world.workbook.sheet(0)?.merges).toHaveLength(2);
  });

  it('protections name their editors and can be removed by the id that was answered', async () => {
    const [reply] = await update({
      addProtectedRange: { protectedRange: { range: { sheetId: 0 }, description: '系统' } },
    });
    const id = reply?.addProtectedRange?.protectedRange?.protectedRangeId;
    expect((await sheetOf('订单', 'protectedRanges'))?.protectedRanges).toEqual([
      {
        protectedRangeId: id,
        range: { sheetId: 0 },
        description: '系统',
        editors: { users: ['owner@example.test', 'robot@example.test'] },
      },
    ]);
    expect(
      (await world.send('PUT', `/${BOOK}/values/A1?valueInputOption=RAW`, { values: [['x']] }, 'token-clerk'))
        .status,
    ).toBe(400);
    await update({ deleteProtectedRange: { protectedRangeId: id ?? -1 } });
    expect(world.workbook.sheet(0)?.protections).toEqual([]);
  });

  it('charts are kept as they were sent, changed and removed', async () => {
    const spec = {
      title: '每周',
      basicChart: { chartType: 'COLUMN', domains: [{ domain: { sourceRange: { sources: [block] } } }] },
    };
    const position = { overlayPosition: { anchorCell: { sheetId: 0, rowIndex: 3, columnIndex: 1 } } };
    const [reply] = await update({ addChart: { chart: { spec, position } } });
    const chartId = reply?.addChart?.chart?.chartId ?? -1;
    expect((await sheetOf('订单', 'charts'))?.charts).toEqual([{ chartId, spec, position }]);
    await update({ updateChartSpec: { chartId, spec: { ...spec, title: '每月' } } });
    expect((await sheetOf('订单', 'charts(spec(title))'))?.charts).toEqual([{ spec: { title: '每月' } }]);
    await update({ deleteEmbeddedObject: { objectId: chartId } });
    expect((await sheetOf('订单', 'charts'))?.charts).toBeUndefined();
  });

  it('conditional formats and the filter are kept', async () => {
    const rule = {
      ranges: [block],
      booleanRule: { condition: { type: 'NOT_BLANK' }, format: { textFormat: { bold: true } } },
    };
    await update(
      { addConditionalFormatRule: { rule, index: 0 } },
      { setBasicFilter: { filter: { range: block } } },
    );
    expect(await sheetOf('订单', 'conditionalFormats,basicFilter')).toMatchObject({
      conditionalFormats: [rule],
      basicFilter: { range: block },
    });
    await update(
      { deleteConditionalFormatRule: { sheetId: 0, index: 0 } },
      { clearBasicFilter: { sheetId: 0 } },
    );
    expect(await sheetOf('订单', 'conditionalFormats,basicFilter')).toEqual({
      properties: { title: '订单' },
    });
  });
});
