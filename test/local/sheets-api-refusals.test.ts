import { describe, expect, it } from '@jest/globals';
import { BOOK, servedSheetsApi } from './sheets-api-setup';

const world = servedSheetsApi();

/** Sends, and holds the workbook against what it was before: a refused call changes nothing. */
async function refusal(method: string, path: string, body?: unknown, token: string | null = 'token-robot') {
  const before = JSON.stringify(world.workbook.save());
  const answer = await world.send(method, path, body, token);
  expect(JSON.stringify(world.workbook.save())).toBe(before);
  expect(answer.body.error?.code).toBe(answer.status);
  return { status: answer.status, name: answer.body.error?.status, message: answer.body.error?.message };
}

const put = (range: string, values: unknown, query = '?valueInputOption=RAW') =>
  refusal('PUT', `/${BOOK}/values/${encodeURIComponent(range)}${query}`, { values });

describe('who may call', () => {
  it('a call without a token, or with an unknown one, is refused with 401', async () => {
    for (const token of [null, 'token-of-nobody']) {
      expect(await refusal('GET', `/${BOOK}`, undefined, token)).toMatchObject({
        status: 401,
        name: 'UNAUTHENTICATED',
      });
    }
  });

  it('an account that the spreadsheet is not shared with is refused with 403', async () => {
    const write = { requests: [{ addSheet: {} }] };
    expect(await refusal('POST', `/${BOOK}:batchUpdate`, write, 'token-stranger')).toEqual({
      status: 403,
      name: 'PERMISSION_DENIED',
      message: 'The caller does not have permission',
    });
  });

  it('an unknown spreadsheet is refused with 404, an unknown address too', async () => {
    expect(await refusal('GET', '/book-2')).toEqual({
      status: 404,
      name: 'NOT_FOUND',
      message: 'Requested entity was not found.',
    });
    expect(await refusal('DELETE', `/${BOOK}`)).toMatchObject({ status: 404 });
  });

  it('the Google client throws with the message and the code', async () => {
    await expect(world.client('token-stranger').get({ spreadsheetId: BOOK })).rejects.toMatchObject({
      status: 403,
      message: 'The caller does not have permission',
    });
  });
});

describe('the quota', () => {
  const readOnce = (token: string) => world.send('GET', `/${BOOK}/values/A1`, undefined, token);

  it('the 61st read of a minute is refused with 429 until the next minute, for that account alone', async () => {
    for (let count = 0; count < 60; count += 1) expect((await readOnce('token-robot')).status).toBe(200);
    expect(await refusal('GET', `/${BOOK}/values/A1`)).toEqual({
      status: 429,
      name: 'RESOURCE_EXHAUSTED',
      message:
        "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' " +
        "of service 'sheets.googleapis.com' for consumer 'project_number:0'.",
    });
    expect((await readOnce('token-clerk')).status).toBe(200);
    expect((await world.batch({ addSheet: {} })).status).toBe(200);
    expect(world.counts()).toEqual({ reads: 61, writes: 1 });
    world.now = new Date('2026-03-16T01:01:00Z');
    expect((await readOnce('token-robot')).status).toBe(200);
  });

  it('the 61st write of a minute is refused with 429', async () => {
    const write = () => world.send('PUT', `/${BOOK}/values/A9?valueInputOption=RAW`, { values: [['x']] });
    for (let count = 0; count < 60; count += 1) await write();
    expect(await put('A9', [['y']])).toMatchObject({ status: 429, name: 'RESOURCE_EXHAUSTED' });
  });
});

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

describe('bodies and parameters', () => {
  it('what is no JSON is refused', async () => {
    expect(await refusal('POST', `/${BOOK}:batchUpdate`, '{"requests": [')).toMatchObject({
      status: 400,
      message: 'Invalid JSON payload received. Unexpected token.',
    });
  });

  it.each([
    [
      { rnge: 'A1', values: [['x']] },
      'Invalid JSON payload received. Unknown name "rnge" at \'data\': Cannot find field.',
    ],
    [{ majorDimension: 'LINES' }, 'Invalid value at \'data.major_dimension\' (TYPE_ENUM), "LINES"'],
    [{ range: 5 }, "Invalid value at 'data.range' (TYPE_STRING), 5"],
    [[], "Invalid value at 'data' (message), []"],
  ])('the body %j of a write is refused', async (body, message) => {
    expect((await refusal('PUT', `/${BOOK}/values/A1?valueInputOption=RAW`, body)).message).toBe(message);
  });

  it('all faults of a body are named at once', async () => {
    const requests = [{ repeatCell: { range: { sheetId: 'x' }, cell: { note: 5 } } }, { addSheets: {} }];
    expect(
      (await refusal('POST', `/${BOOK}:batchUpdate`, { requests, more: 1 })).message?.split('\n').sort(),
    ).toEqual([
      'Invalid JSON payload received. Unknown name "addSheets" at \'requests[1]\': Cannot find field.',
      'Invalid JSON payload received. Unknown name "more": Cannot find field.',
      "Invalid value at 'requests[0].repeat_cell.cell.note' (TYPE_STRING), 5",
      'Invalid value at \'requests[0].repeat_cell.range.sheet_id\' (TYPE_DOUBLE), "x"',
    ]);
  });

  it.each(['?valueRenderOption=PRETTY', '?dateTimeRenderOption=X', '?majorDimension=DIAGONAL'])(
    'the option %s is refused',
    async (query) => {
      expect((await refusal('GET', `/${BOOK}/values/A1${query}`)).message).toMatch(/^Invalid value at '/);
    },
  );

  it('a parameter that the method does not have is refused', async () => {
    expect((await refusal('GET', `/${BOOK}/values/A1?valueInputOption=RAW`)).message).toMatch(
      'Unknown name "valueInputOption": Cannot bind query parameter.',
    );
  });

  it('fields of the answer that do not exist are refused', async () => {
    for (const fields of ['sheets.property', 'sheets(properties', 'sheets,,properties']) {
      expect((await refusal('GET', `/${BOOK}?fields=${fields}`)).message).toMatch(
        /^Error expanding 'fields' parameter\./,
      );
    }
  });

  it('methods of the API that are not built here say so with 501', async () => {
    expect(await refusal('POST', `/${BOOK}:getByDataFilter`, {})).toEqual({
      status: 501,
      name: 'UNIMPLEMENTED',
      message: 'local Sheets stand-in: spreadsheets.getByDataFilter is not implemented',
    });
  });
});
