import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { BOOK, servedSheetsApi } from './sheets-api-setup';

const world = servedSheetsApi();
const at = (range: string) => ({ spreadsheetId: BOOK, range });

describe('reading values through the Google client', () => {
  it('answers a range with its title quoted, empty cells as "" and trailing empty cells and rows left out', async () => {
    const { data } = await world.client().values.get(at('订单!A1:F20'));
    expect(data).toEqual({
      range: "'订单'!A1:F20",
      majorDimension: 'ROWS',
      values: [
        ['编号', '数量', '备注'],
        ['D-1', '3'],
        ['D-2', '12', '急'],
      ],
    });
  });

  it('answers an empty range without values', async () => {
    const { data } = await world.client().values.get(at("'It''s'!B2:C3"));
    expect(data).toEqual({ range: "'It''s'!B2:C3", majorDimension: 'ROWS' });
  });

  it('answers unformatted numbers and whole columns, column by column when asked', async () => {
    const { data } = await world.client().values.get({
      ...at('订单!A:B'),
      majorDimension: 'COLUMNS',
      valueRenderOption: 'UNFORMATTED_VALUE',
    });
    expect(data.range).toBe("'订单'!A1:B20");
    expect(data.values).toEqual([
      ['编号', 'D-1', 'D-2'],
      ['数量', 3, 12],
    ]);
  });

  it('answers dates as shown, as serial numbers, or as text where that is asked for', async () => {
    const client = world.client();
    world.workbook.enter(0, 5, 0, [[{ value: 46097.5, format: 'yyyy-mm-dd h:mm' }]], { by: 'script' });
    const read = async (options: object) =>
      (await client.values.get({ ...at('订单!A6'), ...options })).data.values?.[0]?.[0];
    expect(await read({})).toBe('2026-03-16 12:00');
    expect(await read({ valueRenderOption: 'UNFORMATTED_VALUE' })).toBe(46097.5);
    expect(
      await read({ valueRenderOption: 'UNFORMATTED_VALUE', dateTimeRenderOption: 'FORMATTED_STRING' }),
    ).toBe('2026-03-16 12:00');
  });

  it('answers several ranges in one call, in the order asked', async () => {
    const { data } = await world
      .client()
      .values.batchGet({ spreadsheetId: BOOK, ranges: ['订单!2:2', "'It''s'", 'A1'] });
    expect(data.valueRanges?.map(({ range, values }) => [range, values])).toEqual([
      ["'订单'!A2:F2", [['D-1', '3']]],
      ["'It''s'!A1:C5", undefined],
      ["'订单'!A1", [['编号']]],
    ]);
    expect(world.counts()).toEqual({ reads: 1, writes: 0 });
  });

  it('answers only the fields that are asked for', async () => {
    const { data } = await world.client().values.get({ ...at('订单!A1:B1'), fields: 'values' });
    expect(data).toEqual({ values: [['编号', '数量']] });
  });
});

describe('writing values through the Google client', () => {
  const write = (values: unknown[][], valueInputOption: string, range = '订单!A5') =>
    world.client().values.update({ ...at(range), valueInputOption, requestBody: { values } });
  const read = async (range: string, valueRenderOption: string) =>
    (await world.client().values.get({ ...at(range), valueRenderOption })).data.values;

  it('RAW keeps text as text: no formula, no number, no date', async () => {
    await write([['=1+1', '0911', '2026/3/15', 7, true]], 'RAW');
    expect(await read('订单!A5:E5', 'FORMULA')).toEqual([['=1+1', '0911', '2026/3/15', 7, true]]);
    expect(await read('订单!A5:E5', 'FORMATTED_VALUE')).toEqual([['=1+1', '0911', '2026/3/15', '7', 'TRUE']]);
  });

  it('RAW gives back whatever text was written, also what looks like a formula, a number or a date', async () => {
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.constantFrom("'x", '+1', '1e5', 'TRUE', '3月15日', '50%', ' ', '=IMPORTXML("x")', '@a'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(texts, { minLength: 1, maxLength: 6 }), async (line) => {
        world.now = new Date(world.now.getTime() + 60_000);
        await write([line], 'RAW', '订单!A5:F5');
        expect((await read('订单!A5:F5', 'FORMATTED_VALUE'))?.[0]?.slice(0, line.length)).toEqual(line);
      }),
      { numRuns: 40 },
    );
  });

  it('USER_ENTERED reads text as if it were typed', async () => {
    await write([['=1+1', '0911', '2026/3/15', "'0911"]], 'USER_ENTERED');
    expect(world.workbook.cell(0, 4, 0)).toEqual({ value: '=1+1', formula: true });
    expect(await read('订单!A5:D5', 'UNFORMATTED_VALUE')).toEqual([['#ERROR!', 911, 46096, '0911']]);
    expect(await read('订单!A5:D5', 'FORMATTED_VALUE')).toEqual([['#ERROR!', '911', '2026/3/15', '0911']]);
  });

  it('USER_ENTERED keeps what is typed into a cell of text format', async () => {
    world.workbook.setCells(0, { row: 4, column: 0, rows: 1, columns: 2 }, { format: '@' }, { by: 'script' });
    await write([['=1+1', '0911']], 'USER_ENTERED');
    expect(await read('订单!A5:B5', 'UNFORMATTED_VALUE')).toEqual([['=1+1', '0911']]);
  });

  it('leaves cells where null was sent and empties those where "" was sent', async () => {
    const { data } = await write([[null, ''], ['D-9']], 'RAW', '订单!A3');
    expect(await read('订单!A3:C4', 'UNFORMATTED_VALUE')).toEqual([['D-2', '', '急'], ['D-9']]);
    expect(data).toEqual({
      spreadsheetId: BOOK,
      updatedRange: "'订单'!A3:B4",
      updatedRows: 2,
      updatedColumns: 2,
      updatedCells: 2,
    });
  });

  it('writes column by column when asked, and answers what it wrote when asked', async () => {
    const { data } = await world.client().values.update({
      ...at('订单!A5:B6'),
      valueInputOption: 'RAW',
      includeValuesInResponse: true,
      requestBody: { majorDimension: 'COLUMNS', values: [['a', 'b'], ['c']] },
    });
    expect(data.updatedData?.values).toEqual([['a', 'c'], ['b']]);
  });

  it('writes several ranges in one call', async () => {
    const { data } = await world.client().values.batchUpdate({
      spreadsheetId: BOOK,
      requestBody: {
        valueInputOption: 'RAW',
        data: [
          { range: '订单!A10:B10', values: [['x', 1]] },
          { range: "'It''s'!A1", values: [['y'], ['z']] },
        ],
      },
    });
    expect(data).toMatchObject({ totalUpdatedCells: 4, totalUpdatedRows: 3, totalUpdatedSheets: 2 });
    expect(world.counts()).toEqual({ reads: 0, writes: 1 });
  });

  it('appends behind the table it finds and grows the grid', async () => {
    const append = async (range: string, values: unknown[][]) =>
      (await world.client().values.append({ ...at(range), valueInputOption: 'RAW', requestBody: { values } }))
        .data;
    expect(await append('订单!A1', [['D-3', 4, '缓']])).toMatchObject({
      tableRange: "'订单'!A1:C3",
      updates: { updatedRange: "'订单'!A4:C4", updatedCells: 3 },
    });
    const many = Array.from({ length: 7 }, (_, row) => [row]);
    expect(await append("'It''s'!A1", many)).toMatchObject({ updates: { updatedRange: "'It''s'!A1:A7" } });
    expect(world.workbook.sheet(7)).toMatchObject({ rowCount: 7, columnCount: 3 });
  });

  it('clears values and leaves formats and notes', async () => {
    world.workbook.setCells(
      0,
      { row: 1, column: 0, rows: 1, columns: 1 },
      { note: '旧', bold: true },
      { by: 'script' },
    );
    const one = await world.client().values.clear({ ...at('订单!A2:B2'), requestBody: {} });
    expect(one.data).toEqual({ spreadsheetId: BOOK, clearedRange: "'订单'!A2:B2" });
    const two = await world
      .client()
      .values.batchClear({ spreadsheetId: BOOK, requestBody: { ranges: ['订单!C:C', '订单!3:3'] } });
    expect(two.data.clearedRanges).toEqual(["'订单'!C1:C20", "'订单'!A3:F3"]);
    expect(await read('订单!A1:F20', 'UNFORMATTED_VALUE')).toEqual([['编号', '数量']]);
    expect(world.workbook.cell(0, 1, 0)).toEqual({ value: null, note: '旧', bold: true });
  });

  it('changes come from the api, so that they raise no edit triggers', async () => {
    const origins: string[] = [];
    world.workbook.onChange((change) => origins.push(change.origin.by));
    await write([['x']], 'USER_ENTERED');
    await world.batch({ addSheet: { properties: { title: '彙總' } } });
    expect(new Set(origins)).toEqual(new Set(['api']));
  });

  it('tests may change the workbook between a read and a write', async () => {
    const stop = world.api?.beforeWrite(() =>
      world.workbook.sort(0, { row: 1, column: 0, rows: 2, columns: 3 }, 0, false, { by: 'script' }),
    );
    await read('订单!A1:C3', 'UNFORMATTED_VALUE');
    expect(world.workbook.cell(0, 1, 0).value).toBe('D-1');
    await write([['x']], 'RAW');
    expect(world.workbook.cell(0, 1, 0).value).toBe('D-2');
    stop?.();
    world.workbook.sort(0, { row: 1, column: 0, rows: 2, columns: 3 }, 0, true, { by: 'script' });
    await write([['y']], 'RAW');
    expect(world.workbook.cell(0, 1, 0).value).toBe('D-1');
  });
});
