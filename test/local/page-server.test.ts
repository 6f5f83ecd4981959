import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CLERK, createBench } from './page-bench';

const HOST = '127.0.0.1:4000';
const OWN = { host: HOST, origin: `http://${HOST}`, 'content-type': 'application/json' };
const bench = createBench('/nowhere');
const edit = { user: CLERK, sheetId: bench.sheetId, row: 5, column: 1, typed: [['甲']] };

function post(path: string, body: unknown, headers: Record<string, string> = OWN) {
  return bench.app.request(path, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

describe('who may drive the workbench', () => {
  it.each([
    ['another host name', { ...OWN, host: 'evil.example', origin: 'http://evil.example' }],
    ['a host name that only starts like loopback', { ...OWN, host: '127.0.0.1.evil.example' }],
    ['another origin', { ...OWN, origin: 'http://evil.example' }],
    ['another port of this machine', { ...OWN, origin: 'http://127.0.0.1:4001' }],
    ['no origin', { host: HOST, 'content-type': 'application/json' }],
    ['an opaque origin, as of the sidebar', { ...OWN, origin: 'null' }],
    ['another site', { ...OWN, 'sec-fetch-site': 'cross-site' }],
  ])('not %s', async (_, headers) => {
    const before = bench.typed.length;
    expect((await post('/api/edits', edit, headers)).status).toBe(403);
    expect(bench.typed).toHaveLength(before);
  });

  it('its own page, under each name of loopback', async () => {
    for (const host of ['127.0.0.1:4000', 'localhost:4000', '[::1]:4000']) {
      const response = await post('/api/edits', edit, { ...OWN, host, origin: `http://${host}` });
      expect([response.status, await response.json()]).toEqual([
        200,
        { ok: true, version: expect.any(Number) },
      ]);
    }
  });

  it('reads need loopback too', async () => {
    const read = (headers: Record<string, string>) => bench.app.request('/api/workbook', { headers });
    expect((await read({ host: 'evil.example' })).status).toBe(403);
    expect((await read({ host: HOST, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await read({ host: HOST })).status).toBe(200);
  });
});

describe('what is asked of it', () => {
  it.each([
    ['text that is no JSON', '{'],
    ['nothing', 'null'],
    ['rows of unequal length', { ...edit, typed: [['a', 'b'], ['c']] }],
    ['no rows', { ...edit, typed: [] }],
    ['a row without cells', { ...edit, typed: [[]] }],
    ['a number where text was typed', { ...edit, typed: [[5]] }],
    ['a negative row', { ...edit, row: -1 }],
    ['a broken row', { ...edit, row: 1.5 }],
    ['an unknown field', { ...edit, extra: 1 }],
    ['nobody', { ...edit, user: '' }],
    ['too long a text', { ...edit, typed: [['x'.repeat(50_001)]] }],
  ])('is refused: %s', async (_, body) => {
    const response = await post('/api/edits', body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: expect.any(String) });
  });

  it('is refused when it is larger than any paste', async () => {
    expect((await post('/api/edits', { ...edit, typed: [['x'.repeat(9_000_000)]] })).status).toBe(413);
  });

  it.each([
    ['/api/rows', { action: 'drop', user: CLERK, sheetId: 0 }],
    ['/api/run', { user: CLERK, functionName: 'a.b()' }],
    ['/api/clock', { to: 'tomorrow' }],
    ['/api/replies', { from: '<script>', to: '+1', body: 'x' }],
  ])('is checked at %s', async (path, body) => {
    expect((await post(path, body)).status).toBe(400);
  });

  it('answers that an edit was refused, and why', async () => {
    const response = await post('/api/edits', { ...edit, row: 2, column: 3, typed: [['火星']] });
    expect(await response.json()).toMatchObject({ ok: false, message: '请从下拉列表里选一个。' });
  });

  it('knows no other address and no other file', async () => {
    for (const path of ['/api/none', '/none', '/../package.json', '/..%2fpackage.json', '/page.js.map']) {
      expect((await bench.app.request(path, { headers: { host: HOST } })).status).toBe(404);
    }
  });
});

describe('rows', () => {
  const rows = (request: object) => post('/api/rows', { user: CLERK, sheetId: bench.sheetId, ...request });

  it.each([
    ['delete the header', { action: 'delete', from: 1, count: 1 }],
    ['delete rows that are not there', { action: 'delete', from: 199, count: 5 }],
    ['delete protected cells', { action: 'delete', from: 10, count: 1 }],
    ['sort protected cells', { action: 'sort', column: 0, ascending: true }],
    ['sort by a column that is not there', { action: 'sort', column: 99, ascending: true }],
    ['insert beyond the end', { action: 'insert', before: 5_000, count: 1 }],
    ['change a tab that is gone', { action: 'insert', sheetId: 999, before: 1, count: 1 }],
  ])('does not %s', async (_, request) => {
    const before = JSON.stringify(bench.workbook.save());
    expect(await (await rows(request)).json()).toMatchObject({ ok: false, message: expect.any(String) });
    expect(JSON.stringify(bench.workbook.save())).toBe(before);
  });

  it('sorts below the frozen rows where nothing is protected', async () => {
    const sheet = bench.workbook.addSheet({ title: '排序', frozenRows: 1 }, { by: 'script' });
    bench.workbook.setValues(sheet.id, 0, 0, [['头'], ['乙'], ['甲'], ['丙']], { by: 'script' });
    await rows({ action: 'sort', sheetId: sheet.id, column: 0, ascending: true });
    const sorted = bench.workbook.values(sheet.id, { row: 0, column: 0, rows: 4, columns: 1 }).flat();
    expect(sorted[0]).toBe('头');
    expect(sorted.slice(1)).toEqual(['丙', '甲', '乙'].sort((a, b) => a.localeCompare(b, 'zh')));
  });
});

describe('the stream of changes', () => {
  let reader: ReadableStreamDefaultReader<Uint8Array>;
  const received: string[] = [];

  beforeAll(async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const response = await bench.app.request('/api/events', { headers: { host: HOST } });
    if (response.body === null) throw new Error('no body');
    reader = response.body.getReader();
    const decoder = new TextDecoder();
    void (async () => {
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        received.push(decoder.decode(part.value));
      }
    })();
  });
  afterAll(() => reader.cancel());

  const changes = () =>
    [...received.join('').matchAll(/event: change\ndata: (.*)\n/g)].map((match): unknown =>
      JSON.parse(match[1] ?? ''),
    );

  it('gathers what one script does into one message', async () => {
    for (let row = 20; row < 40; row += 1) {
      bench.workbook.setValues(bench.sheetId, row, 0, [[`第${row}行`]], { by: 'script' });
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(changes()).toHaveLength(1);
    expect(changes()[0]).toMatchObject({ sheets: [], blocks: expect.any(Array) });
  });

  it('sends the whole tab, small, when a register is laid out', async () => {
    const sheet = bench.workbook.addSheet({ title: '大表', columnCount: 60 }, { by: 'script' });
    const all = { row: 1, column: 0, rows: 999, columns: 60 };
    bench.workbook.setCells(sheet.id, all, { format: '@' }, { by: 'script' });
    await new Promise((resolve) => setTimeout(resolve, 500));
    const last = changes().at(-1);
    expect(last).toMatchObject({
      order: expect.arrayContaining([sheet.id]),
      sheets: [{ columns: expect.any(Array) }],
    });
    expect(JSON.stringify(last).length).toBeLessThan(5_000);
  });
});
