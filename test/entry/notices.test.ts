import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FunctionsServer, startFunctions } from '../../infra/local/functions-server';
import { noticeDesk, noticeOf, replyOf } from '../support/notice-desk';
import { wired } from '../support/services';
import { everybody, li, sun } from '../support/staff';

const left = { ...li, email: 'left@gendan.example', active: false };
const english = { ...sun, email: 'english@gendan.example', language: 'en' } as const;
const row = { form: 'order', key: 'row-1' };
let desk: Awaited<ReturnType<typeof noticeDesk>>;
let functions: FunctionsServer;

beforeAll(async () => {
  desk = await noticeDesk({
    notices: [noticeOf({ state: 'undelivered', reason: 'not-delivered' })],
    replies: { SM1: replyOf() },
    staff: [...everybody, left, english],
  });
  const verifyCaller = async (token: string) => ({ email: `${token}@gendan.example` });
  functions = await startFunctions(() => wired({ ...desk.services, verifyCaller }));
});
afterAll(() => functions.stop());

const post = async (body: unknown, headers: Record<string, string> = { authorization: 'Bearer li' }) => {
  const response = await fetch(`${functions.url}/notices`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  return { status: response.status, answer };
};
const asked = { spreadsheetId: 'sheet-1', do: 'list', ...row };
const refused = (status: number, code: string, message: unknown = expect.any(String)) => ({
  status,
  answer: { error: { code, message } },
});

describe('POST /notices', () => {
  it('answers everybody on the staff list, whatever their role', async () => {
    const { status, answer } = await post(asked, { authorization: 'Bearer sun' });
    expect([status, answer]).toMatchObject([200, { title: 'DH2026-0001 · 李建国', mayAct: false }]);
  });

  it('knows people however their address is written', async () => {
    expect((await post(asked, { authorization: 'Bearer Li' })).status).toBe(200);
  });

  it('does what is asked, and answers with what then stands', async () => {
    const { status, answer } = await post({
      spreadsheetId: 'sheet-1',
      do: 'read',
      reply: 'SM1',
      inbox: true,
    });
    expect([status, answer]).toMatchObject([200, { title: '客户来信', replies: [] }]);
  });

  it('refuses who is not signed in, not on the staff list, or not there any more', async () => {
    expect(await post(asked, {})).toEqual(refused(401, 'no-token'));
    const unknown = refused(403, 'unknown-person', expect.stringContaining('员工名单'));
    expect(await post(asked, { authorization: 'Bearer stranger' })).toEqual(unknown);
    expect(await post(asked, { authorization: 'Bearer left' })).toEqual(unknown);
  });

  it('refuses a spreadsheet that is not registered, before it looks at anything', async () => {
    expect(await post({ ...asked, spreadsheetId: 'sheet-2' })).toEqual(refused(403, 'unknown-spreadsheet'));
  });

  it('refuses a row that belongs to another spreadsheet', async () => {
    expect(await post({ ...asked, key: 'other-sheet' })).toEqual(
      refused(403, 'other-spreadsheet', expect.stringContaining('另一张表格')),
    );
  });

  it('tells people in their own language what they may not do', async () => {
    const resend = { spreadsheetId: 'sheet-1', do: 'resend', notice: noticeOf().id, mayHaveLeft: true };
    expect(await post(resend, { authorization: 'Bearer english' })).toEqual(
      refused(403, 'may-not-act', expect.stringContaining('Your role may only look')),
    );
    expect(await desk.all('notices')).toHaveLength(1);
  });

  it('answers nothing but POST', async () => {
    expect((await fetch(`${functions.url}/notices`)).status).toBe(405);
  });

  const place = { spreadsheetId: 'sheet-1' };
  const choice = { ...place, do: 'refuse', ...row, recipient: 'dealer', channel: 'sms' };
  it.each([
    ['nothing', undefined],
    ['a list', []],
    ['no spreadsheet', { do: 'inbox' }],
    ['nothing to do', place],
    ['something else to do', { ...place, do: 'delete', ...row }],
    ['half a row', { ...place, do: 'list', form: 'order' }],
    ['a row and a notice', { ...asked, notice: 'n' }],
    ['a key that leads elsewhere', { ...asked, key: '../notices/x' }],
    ['an empty key', { ...asked, key: '' }],
    ['a key as long as a letter', { ...asked, key: 'k'.repeat(65) }],
    ['a notice that leads elsewhere', { ...place, do: 'list', notice: 'a/b' }],
    ['a name of the store’s own', { ...place, do: 'list', notice: '__x__' }],
    ['a dot for a name', { ...place, do: 'read', reply: '..', inbox: false }],
    ['a control character', { ...place, do: 'read', reply: 'a\u0000', inbox: false }],
    ['no word on what may have left', { ...place, do: 'resend', notice: 'n' }],
    ['a word for yes', { ...place, do: 'resend', notice: 'n', mayHaveLeft: 'yes' }],
    ['staff who want to refuse', { ...choice, recipient: 'staff' }],
    ['a channel that there is not', { ...choice, channel: 'fax' }],
    ['an address of the sender’s choice', { ...choice, address: '+14155550199' }],
    ['more than was agreed', { ...place, do: 'inbox', limit: 5000 }],
  ])('refuses %s', async (_what, body) => {
    expect(await post(body)).toMatchObject({
      status: 400,
      answer: { error: { code: expect.stringMatching(/^malformed/) } },
    });
    expect(await desk.all('contacts')).toEqual([]);
  });
});
