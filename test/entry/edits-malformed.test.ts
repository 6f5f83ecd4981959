import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { li, zhang } from '../support/staff';
import { type Answer, audience, servedEdits } from './edits-setup';

let served: Awaited<ReturnType<typeof servedEdits>>;
beforeAll(async () => {
  served = await servedEdits();
});
afterAll(() => served.close());

const row = {
  key: 'row-1',
  editId: 'edit-1',
  revision: 0,
  editedAt: '2026-03-16T01:00:00Z',
  cells: { dealerName: '南海经销部' },
};
const request = { spreadsheetId: 'sheet-1', form: 'order', rows: [row] };
const withRow = (change: object) => JSON.stringify({ ...request, rows: [{ ...row, ...change }] });
const refusal = z.strictObject({ error: z.strictObject({ code: z.string(), message: z.string().min(5) }) });

/** A 4xx with a sentence in JSON, no stack, and nothing written. */
async function expectRefused(answer: Answer, status: number, code: string): Promise<void> {
  expect({ status: answer.status, text: answer.text }).toMatchObject({
    status,
    text: expect.stringContaining(`"code":"${code}"`),
  });
  expect(answer.headers['content-type']).toMatch(/^application\/json/);
  expect(refusal.parse(JSON.parse(answer.text)).error.message).not.toMatch(/\n\s+at |node_modules|<html/);
  expect(await served.store.find({ collection: 'records', where: [], limit: 1 })).toEqual([]);
  expect(await served.store.find({ collection: 'changes', where: [], limit: 1 })).toEqual([]);
}

describe('a body that is not what it says', () => {
  it.each([
    ['malformed JSON', '{"rows": [', {}, 400, 'malformed-json'],
    ['no body at all', '', {}, 400, 'malformed-json'],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), {}, 400, 'malformed-json'],
    [
      'another charset',
      JSON.stringify(request),
      { 'content-type': 'application/json; charset=gbk' },
      415,
      'wrong-charset',
    ],
    ['another content type', JSON.stringify(request), { 'content-type': 'text/plain' }, 400, 'malformed'],
    ['a compressed body', JSON.stringify(request), { 'content-encoding': 'gzip' }, 415, 'encoded'],
    [
      'a lone surrogate',
      withRow({ cells: { dealerName: 'a' } }).replace('"a"', '"\\ud83d"'),
      {},
      400,
      'malformed-json',
    ],
    [
      '__proto__ among the cells',
      withRow({}).replace('"dealerName"', '"__proto__"'),
      {},
      400,
      'malformed-json',
    ],
    [
      '__proto__ at the top',
      `{"__proto__": {}, ${JSON.stringify(request).slice(1)}`,
      {},
      400,
      'malformed-json',
    ],
  ])('is refused: %s', async (_name, body, headers: Record<string, string>, status, code) => {
    await expectRefused(await served.post(body, headers), status, code);
  });

  it('is refused above 2 MB, whether its length is told or not', async () => {
    const large = withRow({ cells: { dealerName: 'x'.repeat(3 * 1024 * 1024) } });
    await expectRefused(await served.post(large), 413, 'too-large');
    await expectRefused(await served.post(large, { 'transfer-encoding': 'chunked' }), 413, 'too-large');
  });

  it('is refused at 33 MB, and nobody waits for the rest of it', async () => {
    await expectRefused(await served.post(Buffer.alloc(33 * 1024 * 1024, 0x20)), 413, 'too-large');
  });
});

describe('a request that is not as agreed', () => {
  it.each([
    ['not an object', '[]'],
    ['no rows', JSON.stringify({ ...request, rows: [] })],
    [
      '501 rows',
      JSON.stringify({
        ...request,
        rows: Array.from({ length: 501 }, (_, index) => ({ ...row, key: `k${index}` })),
      }),
    ],
    ['two rows with one key', JSON.stringify({ ...request, rows: [row, { ...row, editId: 'edit-2' }] })],
    ['a key that is a path', withRow({ key: '../x' })],
    ['an edit id with a slash', withRow({ editId: 'a/b' })],
    ['a revision that is text', withRow({ revision: '1' })],
    ['a negative revision', withRow({ revision: -1 })],
    ['a time without zone', withRow({ editedAt: '2026-03-16 09:00' })],
    ['a cell that is a list', withRow({ cells: { dealerName: ['a'] } })],
    ['a cell that is too long', withRow({ cells: { dealerName: 'x'.repeat(50_001) } })],
    ['a member that nobody knows', withRow({ admin: true })],
    ['an address that is none', withRow({ editedBy: 'zhang' })],
  ])('is refused: %s', async (_name, body) => {
    await expectRefused(await served.post(body), 400, 'malformed');
  });

  it('is refused with all its faults at once', async () => {
    const answer = await served.post(withRow({ revision: -1, editedAt: 'x' }));
    expect(answer.text).toContain('rows.0.revision');
    expect(answer.text).toContain('rows.0.editedAt');
  });

  it('is refused for an unknown form and a spreadsheet that is not ours', async () => {
    await expectRefused(
      await served.post(JSON.stringify({ ...request, form: 'nothing' })),
      400,
      'unknown-form',
    );
    await expectRefused(
      await served.post(JSON.stringify({ ...request, spreadsheetId: 'other' })),
      403,
      'unknown-spreadsheet',
    );
  });

  it('answers an unknown field in its row', async () => {
    const answer = JSON.parse((await served.post(withRow({ cells: { nothing: 'x' } }))).text);
    expect(answer.rows[0]).toMatchObject({
      outcome: 'rejected',
      problems: [{ field: 'nothing', code: 'unknown-field' }],
    });
  });

  it('is answered only when posted, and only under a name that exists', async () => {
    expect((await fetch(`${served.url}/edits`)).status).toBe(405);
    const nowhere = await fetch(`${served.url}/constructor`, { method: 'POST' });
    expect([nowhere.status, refusal.safeParse(await nowhere.json()).success]).toEqual([404, true]);
  });
});

describe('a caller who is not who they should be', () => {
  const body = JSON.stringify(request);
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

  it('is refused without a token, or with something that is none', async () => {
    await expectRefused(await served.post(body, { authorization: '' }), 401, 'no-token');
    await expectRefused(await served.post(body, { authorization: 'Basic eDp5' }), 401, 'no-token');
    await expectRefused(await served.post(body, bearer('abc.def.ghi')), 401, 'not-a-token');
  });

  it('is refused with a token for another audience, an expired or a forged one', async () => {
    const { issuer } = served;
    const wish = { email: zhang.email, audience };
    await expectRefused(
      await served.post(body, bearer(await issuer.token({ ...wish, audience: 'other' }))),
      401,
      'wrong-audience',
    );
    await expectRefused(
      await served.post(body, bearer(await issuer.token({ ...wish, expiresInSeconds: -120 }))),
      401,
      'token-expired',
    );
    await expectRefused(
      await served.post(body, bearer(await issuer.forgedToken(wish))),
      401,
      'bad-signature',
    );
  });

  it('is refused when the address of the token is not verified', async () => {
    const token = await served.issuer.token({ email: zhang.email, audience, emailVerified: false });
    await expectRefused(await served.post(body, bearer(token)), 403, 'email-unverified');
  });

  it('is refused when it sends what others typed without being a bridge', async () => {
    const token = await served.issuer.token({ email: li.email, audience });
    await expectRefused(
      await served.post(withRow({ editedBy: zhang.email }), bearer(token)),
      403,
      'not-a-bridge',
    );
  });
});

describe('text that looks like code', () => {
  it('is taken as text', async () => {
    const answer = JSON.parse(
      (
        await served.post(
          withRow({ cells: { dealerName: '=HYPERLINK("http://x")', region: '<script>alert(1)</script>' } }),
        )
      ).text,
    );
    expect(answer.rows[0]).toMatchObject({
      outcome: 'saved',
      cells: { dealerName: '=HYPERLINK("http://x")', region: '<script>alert(1)</script>' },
    });
  });
});
