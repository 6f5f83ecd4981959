import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createSignedLinks } from '../../functions/src/adapters/signed-links';
import { isOptedOut } from '../../functions/src/flows/contact-permission';
import { addressed } from '../../functions/src/rules/contact';
import type { Notice } from '../../functions/src/rules/notice';
import { type FunctionsServer, startFunctions } from '../../infra/local/functions-server';
import { testServices, wired } from '../support/services';

const address = 'Li@Example.com';
const told = {
  id: 'order~row-1~goods-shipped~dealer~email~1',
  record: 'order~row-1',
  form: 'order',
  kind: 'goods-shipped',
  recipient: 'dealer',
  channel: 'email',
  ...addressed('dealer', address),
  language: 'zh-CN',
  text: '您的货已发出。',
  segments: 0,
  state: 'accepted',
  dueAt: '2026-03-16T01:00:00.000Z',
  attempts: 1,
  createdAt: '2026-03-16T01:00:00.000Z',
} satisfies Notice;
let world = testServices({ now: '2026-03-16T02:00:00.000Z' });
let functions: FunctionsServer;

beforeAll(async () => {
  functions = await startFunctions(() => wired(world.services));
});
afterAll(() => functions.stop());
beforeEach(async () => {
  world = testServices({ now: '2026-03-16T02:00:00.000Z' });
  await world.store.write([{ kind: 'create', path: `notices/${told.id}`, data: told }]);
});

const isOut = (email = address) => isOptedOut(world.store.get, email, 'email');
const link = () => new URL(world.services.links.unsubscribe(address));
async function call(method: string, search = link().search, body?: URLSearchParams | FormData) {
  const request = { method, ...(body === undefined ? {} : { body }) };
  const response = await fetch(`${functions.url}/unsubscribe${search}`, request);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe('the link of an email', () => {
  it('shows a page in three languages with one button, and changes nothing: mail scanners follow links', async () => {
    const { status, headers, text } = await call('GET');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    for (const language of ['zh-CN', 'zh-TW', 'en']) expect(text).toContain(`<p lang="${language}">`);
    expect(text.match(/<button>/g)).toHaveLength(1);
    expect((await call('HEAD')).status).toBe(200);
    expect(await isOut()).toBe(false);
  });

  it('says who wrote the email, in English with the English name, and takes neither for markup', async () => {
    const settings = { ...world.services.settings, companyEnglish: '<b>H&Y</b>' };
    world = { ...world, services: { ...world.services, settings } };
    for (const text of [(await call('GET')).text, (await call('POST')).text]) {
      expect(text).toMatch(/<p lang="zh-CN">宏远家具：(不想再收到|已退订)/);
      expect(text).toContain('<p lang="en">&#60;b&#62;H&#38;Y&#60;/b&#62;: ');
    }
  });

  it('works where what is stored of the address cannot be read', async () => {
    const { contact = '' } = told;
    await world.store.write([{ kind: 'set', path: `contacts/${contact}`, data: { optedOut: 'yes' } }]);
    expect((await call('POST', link().search, new URLSearchParams())).status).toBe(200);
    const [stored] = await world.store.get([`contacts/${contact}`]);
    expect(stored?.data).toMatchObject({ address: address.toLowerCase(), optedOut: { by: 'link' } });
  });

  it('puts the address on the list when the button is pressed, and once more changes nothing', async () => {
    const { status, text } = await call('POST', link().search, new URLSearchParams());
    expect([status, text]).toEqual([200, expect.stringContaining('已退订')]);
    expect(await isOut()).toBe(true);
    expect(await isOut('li@example.COM')).toBe(true);
    expect(await isOptedOut(world.store.get, address, 'sms')).toBe(false);
    world.at('2026-03-17T02:00:00.000Z');
    expect((await call('POST')).status).toBe(200);
    const [contact] = await world.store.find({ collection: 'contacts', where: [], limit: 10 });
    expect(contact?.data).toMatchObject({
      address: 'li@example.com',
      optedOut: { at: '2026-03-16T02:00:00.000Z', by: 'link' },
      history: [{ optedOut: true }],
    });
  });

  it('says nothing of its owner to whoever reads the log of requests', () => {
    const { href } = link();
    expect(Buffer.from(link().searchParams.get('t') ?? '', 'base64url').toString('latin1')).not.toContain(
      'xample',
    );
    expect(decodeURIComponent(href)).not.toMatch(/li@|li%40/i);
  });

  it('still works while the address is known by an earlier choice only', async () => {
    expect((await call('POST')).status).toBe(200);
    await world.store.write([{ kind: 'delete', path: `notices/${told.id}` }]);
    expect((await call('POST')).status).toBe(200);
  });

  it('of which nothing is known any more does not pretend that it worked', async () => {
    await world.store.write([{ kind: 'delete', path: `notices/${told.id}` }]);
    expect((await call('POST')).status).toBe(404);
  });

  const form = new FormData();
  form.set('List-Unsubscribe', 'One-Click');
  it.each([
    ['as a form', new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })],
    ['in parts', form],
    ['as nothing', undefined],
  ])('is good for the mail program’s own button (RFC 8058), however it posts: %s', async (_how, body) => {
    expect((await call('POST', link().search, body)).status).toBe(200);
    expect(await isOut()).toBe(true);
  });

  it('is neither kept by browsers nor told to other sites, and its page loads nothing', async () => {
    const { headers } = await call('GET');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toBe('noindex');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

describe('who brings no link of ours', () => {
  const others = createSignedLinks({ publicUrl: 'https://gendan.example.com', secret: 'y'.repeat(40) });
  const token = () => link().searchParams.get('t') ?? '';
  it.each([
    ['nothing', () => ''],
    ['an empty token', () => '?t='],
    ['a forged one', () => new URL(others.unsubscribe(address)).search],
    [
      'another’s address with this signature',
      () => `?t=${btoa('["email","a@b.c"]')}.${token().split('.')[1]}`,
    ],
    ['a token that was cut', () => `?t=${token().slice(0, -1)}`],
    ['a long one', () => `?t=${'a'.repeat(5000)}`],
    ['two, the second genuine', () => `?t=x&t=${token()}`],
  ])('learns nothing and changes nothing: %s', async (_what, search) => {
    for (const method of ['GET', 'POST']) {
      const { status, text } = await call(method, search());
      expect([status, text]).toEqual([404, expect.stringContaining('>链接无效')]);
      expect(text).not.toMatch(/example\.com|a@b\.c|<button/i);
    }
    expect(await world.store.find({ collection: 'contacts', where: [], limit: 10 })).toEqual([]);
  });

  it('and asks otherwise is answered 405', async () => {
    expect((await call('DELETE')).status).toBe(405);
  });
});
