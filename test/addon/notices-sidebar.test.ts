import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { builtAddon, card, clerk, type Desk, desksSetUp, openDesk, register } from './desk';

let desks: Awaited<ReturnType<typeof desksSetUp>>;
let desk: Desk;
beforeAll(async () => {
  desks = await desksSetUp();
});
beforeEach(() => {
  desk = desks.open();
});
afterEach(() => desk.close());

/** What the page is told to ask first, read as a browser reads an attribute. */
const start = (): unknown => {
  const attribute = / data-start="([^"]*)"/.exec(desk.sidebars.at(-1)?.html ?? '')?.[1] ?? '';
  return JSON.parse(attribute.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
};
const list = (key: unknown) => ({ do: 'list', form: 'order', key });
const value = async (call: ReturnType<Desk['call']>) => {
  const result = await call;
  return result.ok ? result.value : result.error;
};

/** The tab as the server writes it: headings, figures, and lines with the notice's id at their end. */
function noticesTab(): void {
  const by = { by: 'api' } as const;
  const { id } = desk.workbook.addSheet({ title: '通知' }, by);
  const rows = [
    ['【最近的通知 1 条】', '', ''],
    ['单号', '内容', '通知标识'],
    ['DH2026-0001', '已发货', 'order~k~goods-shipped~dealer~sms~1'],
    ['2026-03', 4, ''],
    ['', '', ''],
  ];
  desk.workbook.setValues(id, 0, 0, rows, by);
}

describe('通知…', () => {
  it('opens the sidebar on the row of the register that is selected', async () => {
    await desk.type(4, 'dealerName', [['王五'], ['赵六']]);
    await desk.menu('showNotices', clerk, register, 5);
    expect(desk.sidebars).toMatchObject([{ title: '通知' }]);
    expect(start()).toEqual(list(desk.value(5, 'key')));
    expect(desk.toasts).toEqual([]);
  });

  it('opens it on the record that the card shows, wherever one stands on it', async () => {
    await desk.type(4, 'dealerName', '王五');
    await desk.typeOnCard('number', 'DH2026-0001');
    await desk.menu('showNotices', clerk, card, 20);
    expect(start()).toEqual(list(desk.value(4, 'key')));
  });

  it('opens it on the notice of a line of the tab 通知', async () => {
    noticesTab();
    await desk.menu('showNotices', clerk, '通知', 2);
    expect(start()).toEqual({ do: 'list', notice: 'order~k~goods-shipped~dealer~sms~1' });
  });

  it.each([
    ['a row without a record', register, 9, '请先选中一行有编号的记录。'],
    ['the headings', register, 1, '请先选中一行有编号的记录。'],
    ['an empty card', card, 3, '这张跟踪表上还没有订单，请先在“编号”里选一个。'],
    [
      'a form that nobody is told of',
      '员工与角色',
      4,
      '这张表不发通知。请打开“订货发货跟踪”，选中订单所在的行，再点“跟单 → 通知…”。',
    ],
    ['a heading of the tab 通知', '通知', 1, '请先选中一条通知所在的行。'],
    ['a figure there', '通知', 3, '请先选中一条通知所在的行。'],
    ['nothing there', '通知', 4, '请先选中一条通知所在的行。'],
    ['any other tab', '工作表1', 0, expect.stringContaining('登记表、跟踪表、“通知”“异常”或“今日看板”')],
  ])('says what to select, and opens nothing: %s', async (_what, tab, row, told) => {
    noticesTab();
    await desk.menu('showNotices', clerk, tab, row);
    expect([desk.toasts, desk.sidebars]).toEqual([[told], []]);
  });

  it('puts nothing of a key that somebody has overwritten into the page as HTML', async () => {
    await desk.type(4, 'dealerName', '王五');
    const hostile = `"><script>alert(1)</script>&quot;$&$'`;
    desk.write(4, 'key', hostile);
    await desk.menu('showNotices', clerk, register, 4);
    expect(start()).toEqual(list(hostile));
    expect(desk.sidebars[0]?.html).not.toContain('<script>alert');
  });

  it('asks the server for nothing: the page does', async () => {
    await desk.type(4, 'dealerName', '王五');
    await desk.menu('showNotices', clerk, register, 4);
    expect(desk.server.received.map(({ path }) => path)).toEqual(['/edits']);
  });
});

describe('客户来信…', () => {
  it('opens the sidebar from whatever tab', async () => {
    await desk.menu('showInbox', clerk, '工作表1');
    expect(desk.sidebars).toMatchObject([{ title: '客户来信' }]);
    expect(start()).toEqual({ do: 'inbox' });
  });
});

describe('the page', () => {
  it('gets the server’s answer as it came, asked as the person who looks at it, about this spreadsheet', async () => {
    const asked = { do: 'resend', notice: 'n', mayHaveLeft: true, spreadsheetId: 'sheet-9' };
    expect(await value(desk.call('askNotices', [asked]))).toEqual({ ok: true, body: '{"rows":[]}' });
    expect(desk.server.received).toEqual([
      { path: '/notices', email: clerk, body: { ...asked, spreadsheetId: 'sheet-1' } },
    ]);
  });

  it('gets the sentence with which it is refused', async () => {
    desk.server.failWith(403, { error: { code: 'may-not-act', message: '您的岗位只能查看通知。' } });
    const answer = await value(desk.call('askNotices', [{ do: 'inbox' }]));
    expect(answer).toEqual({ ok: false, message: '您的岗位只能查看通知。' });
  });

  it.each([
    ['the server is down', () => desk.server.stop()],
    ['it fails', () => desk.server.failWith(500, { error: { code: 'internal', message: '填的还在表里' } })],
    ['something else answers', () => desk.server.failWith(502, '<html>bad gateway</html>')],
  ])('is told that it may not be done when %s: nothing waits in the sheet', async (_what, fail) => {
    fail();
    expect(await value(desk.call('askNotices', [{ do: 'inbox' }]))).toEqual({
      ok: false,
      message: expect.stringContaining('没有确认完成'),
    });
  });

  it('learns what is selected now', async () => {
    await desk.type(4, 'dealerName', '王五');
    const key = desk.value(4, 'key');
    expect(await value(desk.call('nowSelected', [], register, 4))).toEqual({
      kind: 'asked',
      asked: list(key),
    });
    expect(await value(desk.call('nowSelected', [], '工作表1'))).toMatchObject({ kind: 'none' });
  });

  it('loads nothing from anywhere, and makes no HTML of data', async () => {
    const { html } = await builtAddon();
    const page = html?.notices ?? '';
    expect(page.length).toBeGreaterThan(5000);
    expect(page.replace('http://www.w3.org', '')).not.toMatch(
      /https?:|src=|@import|innerHTML|insertAdjacentHTML/,
    );
    expect(page.match(/gendan-\w+/g)).toEqual(['gendan-start']);
  });
});

describe('without the scope of sidebars', () => {
  it('Apps Script refuses to show it, so the manifest has it', async () => {
    const addon = await builtAddon();
    const scope = 'https://www.googleapis.com/auth/script.container.ui';
    const manifest = Object(addon.manifest);
    expect(manifest.oauthScopes).toContain(scope);
    const other = openDesk({
      ...addon,
      manifest: { ...manifest, oauthScopes: manifest.oauthScopes.filter((one: string) => one !== scope) },
    });
    await expect(other.menu('showInbox', clerk, '工作表1')).rejects.toThrow('script.container.ui');
    await other.close();
  });
});
