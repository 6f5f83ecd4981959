import { describe, expect, it } from '@jest/globals';
import { BOOK, servedSheetsApi } from './sheets-api-setup';

const world = servedSheetsApi();
const { refusal } = world;
const put = (range: string, values: unknown, query = '?valueInputOption=RAW') =>
  refusal('PUT', `/${BOOK}/values/${encodeURIComponent(range)}${query}`, { values });

describe('ranges', () => {
  it.each([
    '没有!A1',
    '订单!A0',
    '订单!A1:B2:C3',
    '订单!',
    "'订单!A1",
    '订单!A',
    '订单!A:3',
    '订单!A1B',
    '!A1',
  ])('%s cannot be parsed', async (range) => {
    expect(await refusal('GET', `/${BOOK}/values/${encodeURIComponent(range)}`)).toEqual({
      status: 400,
      name: 'INVALID_ARGUMENT',
      message: `Unable to parse range: ${range}`,
    });
  });

  it.each([
    ['订单!A21', "'订单'!A21"],
    ['订单!G1', "'订单'!G1"],
    ['订单!A1:A21', "'订单'!A1:A21"],
    ['订单!a21:zz', "'订单'!A21:ZZ"],
  ])('%s leaves the grid', async (range, named) => {
    expect((await refusal('GET', `/${BOOK}/values/${encodeURIComponent(range)}`)).message).toBe(
      `Range (${named}) exceeds grid limits. Max rows: 20, max columns: 6`,
    );
    expect((await put(range, [['x']])).message).toMatch('exceeds grid limits');
  });

  it('values that do not fit the named range are refused', async () => {
    expect((await put('订单!A5:B6', [['a', 'b', 'c']])).message).toBe(
      "Requested writing within range ['订单'!A5:B6], but tried writing to column [C]",
    );
    expect((await put('订单!A5:B6', [['a'], ['b'], ['c']])).message).toBe(
      "Requested writing within range ['订单'!A5:B6], but tried writing to row [7]",
    );
    expect((await put("'It''s'!B4", [['a'], ['b'], ['c']])).message).toBe(
      "Requested writing within range ['It''s'!B4], but tried writing to row [6]",
    );
  });

  it('the range in the body must be the one in the address', async () => {
    const body = { range: '订单!B1', values: [['x']] };
    expect(await refusal('PUT', `/${BOOK}/values/A1?valueInputOption=RAW`, body)).toMatchObject({
      status: 400,
    });
  });
});

describe('values', () => {
  it('valueInputOption is required and must be a known one', async () => {
    const message = "'valueInputOption' is required but not specified";
    expect((await put('A1', [['x']], '')).message).toBe(message);
    expect((await refusal('POST', `/${BOOK}/values/A1:append`, { values: [['x']] })).message).toBe(message);
    expect((await refusal('POST', `/${BOOK}/values:batchUpdate`, { data: [] })).message).toBe(message);
    expect((await put('A1', [['x']], '?valueInputOption=RAWX')).message).toBe(
      'Invalid value at \'value_input_option\' (type.googleapis.com/google.apps.sheets.v4.ValueInputOption), "RAWX"',
    );
  });

  it('values that are no list of lists are refused', async () => {
    expect((await put('A1', ['x', 'y'])).message).toBe(
      'Invalid value at \'data.values[0]\' (type.googleapis.com/google.protobuf.ListValue), "x"\n' +
        'Invalid value at \'data.values[1]\' (type.googleapis.com/google.protobuf.ListValue), "y"',
    );
  });

  it('lists and objects as values are refused', async () => {
    expect((await put('A1', [['x', ['y']]])).message).toMatch('Invalid values[0][1]: list_value');
    expect((await put('A1', [[{ stringValue: 'x' }]])).message).toMatch('Invalid values[0][0]: struct_value');
  });

  it('more than 50,000 characters in a cell are refused, as RAW and as USER_ENTERED', async () => {
    for (const option of ['RAW', 'USER_ENTERED']) {
      const query = `?valueInputOption=${option}`;
      expect((await put('A1', [['x'.repeat(50_001)]], query)).message).toBe(
        'Your input contains more than the maximum of 50000 characters in a single cell.',
      );
    }
    expect(
      (await world.send('PUT', `/${BOOK}/values/A1?valueInputOption=RAW`, { values: [['x'.repeat(50_000)]] }))
        .status,
    ).toBe(200);
  });

  it('when one range of a batch is refused, none is written and the fault names it', async () => {
    const body = {
      valueInputOption: 'RAW',
      data: [
        { range: '订单!A1', values: [['x']] },
        { range: '订单!A99', values: [['x']] },
      ],
    };
    expect((await refusal('POST', `/${BOOK}/values:batchUpdate`, body)).message).toBe(
      "Invalid data[1]: Range ('订单'!A99) exceeds grid limits. Max rows: 20, max columns: 6",
    );
    expect(
      (await refusal('POST', `/${BOOK}/values:batchClear`, { ranges: ['订单!A1', 'x!A1'] })).message,
    ).toBe('Invalid range[1]: Unable to parse range: x!A1');
  });

  it('cells that are protected from the account are refused, in values and in requests', async () => {
    const protection = { id: 1, description: '', warningOnly: false, editors: ['clerk@example.test'] };
    const range = { row: 0, column: 0, rows: 1, columns: 3 };
    world.workbook.setSheet(0, { protections: [{ ...protection, range }] }, { by: 'script' });
    expect((await put('A1:B2', [['x', 'y']])).message).toMatch(
      'You are trying to edit a protected cell or object.',
    );
    expect((await refusal('POST', `/${BOOK}/values/A1:clear`, {})).message).toMatch('protected cell');
    const update = { range: { sheetId: 0 }, cell: { note: 'x' }, fields: 'note' };
    expect(
      (await refusal('POST', `/${BOOK}:batchUpdate`, { requests: [{ repeatCell: update }] })).message,
    ).toMatch('Invalid requests[0].repeatCell: You are trying to edit a protected cell');
    const free = await world.send('PUT', `/${BOOK}/values/A2?valueInputOption=RAW`, { values: [['x']] });
    const allowed = await world.send(
      'PUT',
      `/${BOOK}/values/A1?valueInputOption=RAW`,
      { values: [['x']] },
      'token-clerk',
    );
    expect([free.status, allowed.status]).toEqual([200, 200]);
  });
});
