import { describe, expect, it } from '@jest/globals';
import { BOOK, servedSheetsApi } from './sheets-api-setup';

const world = servedSheetsApi();
const { refusal } = world;

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
    expect(
      await refusal('PUT', `/${BOOK}/values/A9?valueInputOption=RAW`, { values: [['y']] }),
    ).toMatchObject({ status: 429, name: 'RESOURCE_EXHAUSTED' });
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
