import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { type Bench, CLERK, createBench, listen, REGISTER } from './page-fixture';

const PAGE = path.resolve('dist/local/page');
const SCRIPT = { by: 'script' } as const;
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let profile: string;
let context: BrowserContext;
let page: Page;
let bench: Bench;
let served: Awaited<ReturnType<typeof listen>>;
const outside: string[] = [];

beforeAll(async () => {
  if (!existsSync(path.join(PAGE, 'page.js'))) throw new Error(`Build first: there is no page in ${PAGE}`);
  profile = mkdtempSync(path.join(os.tmpdir(), 'gendan-page-'));
  context = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    headless: true,
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    args: FLAGS,
  });
  bench = createBench(PAGE);
  served = await listen(bench.app);
  page = await context.newPage();
  page.on('request', (request) => {
    const own = [served.url, 'data:', 'blob:'].some((start) => request.url().startsWith(start));
    if (!own) outside.push(request.url());
  });
  await page.goto(served.url);
  await page.waitForFunction('window.workbench !== undefined');
  await ask('workbench.ready');
}, 60_000);

afterAll(async () => {
  await context?.close();
  await served?.close();
  rmSync(profile, { recursive: true, force: true });
});

beforeEach(() => {
  bench.typed.length = 0;
});

function ask<T = unknown>(expression: string): Promise<T> {
  return page.evaluate<T>(expression);
}
const at = (method: string, a1: string) =>
  `workbench.${method}(${JSON.stringify(REGISTER)}, ${JSON.stringify(a1)})`;
const text = (a1: string) => ask<string>(at('text', a1));

async function typeInto(a1: string, typed: string): Promise<void> {
  await ask(at('activate', a1));
  await page.keyboard.type(typed);
  await page.keyboard.press('Enter');
}

async function paste(a1: string, typed: string): Promise<void> {
  await ask(at('activate', a1));
  await ask(`(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', ${JSON.stringify(typed)});
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  })()`);
}

/** Waits until the value is as expected; fails with what it was last. */
async function eventually<T>(read: () => T | Promise<T>, expected: T, withinMs = 5_000): Promise<void> {
  const end = performance.now() + withinMs;
  let last = await read();
  while (JSON.stringify(last) !== JSON.stringify(expected) && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 25));
    last = await read();
  }
  expect(last).toEqual(expected);
}
const sent = () => bench.typed.map(({ row, column, typed }) => [row, column, typed]);

describe('typing in the grid', () => {
  it('sends Chinese composed by an input method, as the person of this window', async () => {
    const keys = await context.newCDPSession(page);
    await ask(at('activate', 'B6'));
    await keys.send('Input.imeSetComposition', { text: 'wang', selectionStart: 4, selectionEnd: 4 });
    await keys.send('Input.insertText', { text: '王小明' });
    await page.keyboard.press('Enter');
    await eventually(() => bench.typed.length, 1);
    expect(bench.typed).toEqual([{ user: CLERK, row: 5, column: 1, typed: [['王小明']] }]);
    await eventually(() => text('B6'), '王小明');
  });

  it.each([
    ['0911', 'C6'],
    ['0911 2233', 'C7'],
    ['3.10', 'E6'],
    ['=1+1', 'E7'],
    ["'12", 'E8'],
    ['TRUE', 'E9'],
  ])('keeps %s as typed in a text cell', async (typed, a1) => {
    await typeInto(a1, typed);
    await eventually(() => bench.typed.map((edit) => edit.typed), [[[typed]]]);
    await eventually(() => text(a1), typed);
  });

  it('shows in a number cell what the server made of the text', async () => {
    await typeInto('F6', '1,234.5');
    await eventually(sent, [[5, 5, [['1,234.5']]]]);
    await eventually(() => text('F6'), '1,234.50');
  });

  it('sends a changed cell without the apostrophe that the editor shows, and nothing when it was only opened', async () => {
    await ask(at('activate', 'C3'));
    await page.keyboard.press('F2');
    await page.keyboard.press('Enter');
    await ask(at('activate', 'C3'));
    await page.keyboard.press('F2');
    await page.keyboard.type('5');
    await page.keyboard.press('Enter');
    await eventually(sent, [[2, 2, [['09112233445']]]]);
  });

  it('sends a pasted block as one edit, with the text of the clipboard', async () => {
    await paste('A10', '01\t3.10\r\n002\t"二\n行"\r\n3\t\r\n');
    await eventually(sent, [
      [
        9,
        0,
        [
          ['01', '3.10'],
          ['002', '二\n行'],
          ['3', ''],
        ],
      ],
    ]);
    await eventually(() => text('B10'), '3.10');
  });

  it('sends a deletion as blank text, and undoing it as the text that was there', async () => {
    await ask(at('activate', 'B4'));
    await page.keyboard.press('Delete');
    await eventually(sent, [[3, 1, [['']]]]);
    await page.keyboard.press('Control+z');
    await eventually(sent, [
      [3, 1, [['']]],
      [3, 1, [['锦华建材']]],
    ]);
    await eventually(() => text('B4'), '锦华建材');
  });

  it('offers the options of a dropdown and sends the chosen one', async () => {
    await ask(at('activate', 'D8'));
    const box = await ask<{ x: number; y: number; width: number; height: number }>(at('box', 'D8'));
    await page.mouse.click(box.x + box.width - 12, box.y + box.height / 2);
    await page.getByText('华北', { exact: true }).click();
    await eventually(sent, [[7, 3, [['华北']]]]);
    await eventually(() => text('D8'), '华北');
  });
});

describe('what may not be typed', () => {
  it('does not open a protected cell, and says so', async () => {
    await ask(at('activate', 'I3'));
    await page.keyboard.type('x');
    await page.getByText('这个单元格受保护').first().waitFor();
    expect(await text('I3')).toBe('3月16日 16:00');
    await page.keyboard.press('Delete');
    await page.getByText('这里有受保护的单元格').first().waitFor();
    await eventually(() => text('I3'), '3月16日 16:00');
    expect(bench.typed).toEqual([]);
  });

  it('puts a value back that the server refused, and shows why', async () => {
    await typeInto('D3', '火星');
    await page.getByText('请从下拉列表里选一个。').first().waitFor();
    await eventually(() => text('D3'), '华东');
  });

  it('leaves formats, columns and tabs to the add-on', async () => {
    await ask(at('activate', 'B3'));
    await page.keyboard.press('Control+b');
    await page.getByText('格式、列和工作表由跟单插件维护').first().waitFor();
  });
});

describe('what the server changes', () => {
  it('appears within a second, with background and note', async () => {
    const { workbook, sheetId } = bench;
    workbook.setValues(sheetId, 14, 1, [['来自系统']], SCRIPT);
    const cell = { row: 14, column: 1, rows: 1, columns: 1 };
    workbook.setCells(sheetId, cell, { background: '#fdecea', note: '经销商不存在' }, SCRIPT);
    await eventually(() => text('B15'), '来自系统', 1_000);
    expect(await ask(at('background', 'B15'))).toBe('#fdecea');
    expect(await ask(at('note', 'B15'))).toBe('经销商不存在');
    workbook.setCells(sheetId, cell, { background: undefined, note: undefined }, SCRIPT);
    await eventually(() => ask(at('note', 'B15')), '', 1_000);
    expect(bench.typed).toEqual([]);
  });

  it('does not disturb the cell that is being edited', async () => {
    await ask(at('activate', 'B16'));
    await page.keyboard.type('前');
    bench.workbook.setValues(bench.sheetId, 15, 0, [['旁边', '别人写的']], SCRIPT);
    await eventually(() => text('A16'), '旁边');
    await page.keyboard.type('后');
    await page.keyboard.press('Enter');
    await eventually(sent, [[15, 1, [['前后']]]]);
    await eventually(() => text('B16'), '前后');
  });

  it('shows after the editor is left with Escape', async () => {
    await ask(at('activate', 'B17'));
    await page.keyboard.type('放弃');
    bench.workbook.setValues(bench.sheetId, 16, 1, [['新内容']], SCRIPT);
    await page.waitForTimeout(200);
    await page.keyboard.press('Escape');
    await eventually(() => text('B17'), '新内容');
    expect(bench.typed).toEqual([]);
  });

  it('adds a tab without leaving the one that is open', async () => {
    const added = bench.workbook.addSheet({ title: '异常', index: 0 }, { by: 'api' });
    bench.workbook.setValues(added.id, 0, 0, [['超时', 3]], { by: 'api' });
    await eventually(() => ask('workbench.tabs()[0]'), '异常');
    expect(await ask('workbench.activeTab()')).toBe(REGISTER);
    await eventually(() => ask('workbench.text("异常", "A1")'), '超时');
    bench.workbook.deleteSheet(added.id, { by: 'api' });
    await eventually(() => ask('workbench.tabs()[0]'), REGISTER);
  });
});

describe('rows', () => {
  it('are inserted through the server', async () => {
    const before = bench.workbook.sheet(bench.sheetId)?.rowCount ?? 0;
    await ask(at('activate', 'A4:A5'));
    await page.getByRole('button', { name: '数据' }).click();
    await page.getByRole('button', { name: '在上方插入行' }).click();
    await eventually(() => text('B6'), '锦华建材');
    expect(bench.workbook.sheet(bench.sheetId)?.rowCount).toBe(before + 2);
  });

  it('with protected cells are not deleted', async () => {
    await ask(at('activate', 'A6'));
    await page.getByRole('button', { name: '数据' }).click();
    await page.getByRole('button', { name: '删除所选行' }).click();
    await page.getByText('受保护的单元格,不能删除').first().waitFor();
    expect(await text('B6')).toBe('锦华建材');
  });
});

describe('beside the grid', () => {
  it('the phone shows an SMS with its delivery and segments, and answers', async () => {
    bench.sms({
      direction: 'outbound-api',
      from: '+12025550123',
      to: '+886912345678',
      body: '订单已发货',
      status: 'delivered',
    });
    const phone = page.locator('.phone');
    await phone.getByText('订单已发货').waitFor();
    expect(await phone.locator('.sms-foot').textContent()).toMatch(/3月16日 09:00\s*已送达\s*1 条计费/);
    await phone.getByPlaceholder('以收件人身份回复').fill('1');
    await phone.getByRole('button', { name: '发送' }).click();
    await phone.locator('.sms.is-own').getByText('1', { exact: true }).waitFor();
  });

  it('the mailbox shows an email as text, its addresses as links', async () => {
    bench.mail({
      id: 'mail-1',
      from: 'gendan@example.cn',
      to: ['wang@dealer.cn'],
      subject: '已发货',
      text: '<b>进度</b> http://127.0.0.1:1/t/abc。',
      html: null,
      at: '2026-03-16T01:00:00Z',
    });
    await page.getByRole('button', { name: '邮箱' }).click();
    await page.getByRole('button', { name: '已发货' }).click();
    const link = page.getByRole('link', { name: 'http://127.0.0.1:1/t/abc' });
    expect(await link.getAttribute('href')).toBe('http://127.0.0.1:1/t/abc');
    await page.getByText('<b>进度</b>').waitFor();
  });

  it('the clock winds, and says why it does not', async () => {
    const clock = page.locator('.clock-now');
    await page.getByRole('button', { name: '+1 小时' }).click();
    await eventually(() => clock.textContent(), '2026年3月16日 周一 10:00');
    await page.getByRole('button', { name: '到下一工作日 09:00' }).click();
    await eventually(() => clock.textContent(), '2026年3月17日 周二 09:00');
    await page.locator('.clock-input').fill('2026-03-16T08:00');
    await page.getByRole('button', { name: '拨到' }).click();
    await page.getByText('业务时钟只能往后拨。').first().waitFor();
  });

  it('the menu of the add-on runs its function as the person of this window', async () => {
    await page.getByRole('combobox', { name: '我是' }).selectOption({ label: '赵敏 · 经理' });
    await page.getByRole('button', { name: '跟单', exact: true }).click();
    await page.getByRole('button', { name: '提交未同步的行' }).click();
    await eventually(() => bench.ran.at(-1)?.functionName, 'submitWaiting');
    expect(bench.ran.at(-1)?.user).toBe('zhaomin@example.cn');
    await page.getByRole('combobox', { name: '我是' }).selectOption({ index: 0 });
  });

  it('the sidebar calls the script, and shows only to the person it is for', async () => {
    const html = `<p id="out"></p><script>
      google.script.run.withSuccessHandler((v) => { out.textContent = v; }).lookUp('王氏');
      google.script.run.withFailureHandler((e) => { out.title = e.message; }).fails();
    </script>`;
    bench.sidebar({ user: 'zhaomin@example.cn', title: '别人的', html });
    bench.sidebar({ user: CLERK, title: '客户卡片', html });
    const out = page.frameLocator('.sidebar-frame').locator('#out');
    await eventually(() => out.textContent(), '答:王氏');
    await eventually(() => out.getAttribute('title'), '没有权限');
    expect(await page.locator('.sidebar-head').textContent()).toContain('客户卡片');
  });
});

describe('when the server cannot be reached', () => {
  it('says so, keeps what is typed, and sends it when the server is back', async () => {
    await served.close();
    await page.getByText('连接已断开').waitFor();
    await typeInto('B20', '断网时');
    await typeInto('B21', '也要保存');
    await page.getByText('2 处修改等待发送').waitFor();
    expect(await text('B20')).toBe('断网时');
    bench.workbook.setValues(bench.sheetId, 21, 1, [['别处的修改']], SCRIPT);
    served = await listen(bench.app, served.port);
    await eventually(sent, [
      [19, 1, [['断网时']]],
      [20, 1, [['也要保存']]],
    ]);
    await eventually(() => text('B22'), '别处的修改');
    expect(await text('B20')).toBe('断网时');
    await page.getByText('已同步').waitFor();
  });

  it('never asked anything of another place', () => {
    expect(outside).toEqual([]);
  });
});
