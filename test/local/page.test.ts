import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CLERK, MANAGER } from './page-bench';
import { eventually, type OpenPage, openPage } from './page-browser';
import { REGISTER } from './page-register';

const SCRIPT = { by: 'script' } as const;
let open: OpenPage;

beforeAll(async () => {
  open = await openPage();
}, 120_000);

afterAll(() => open?.close());

beforeEach(() => {
  open.bench.typed.length = 0;
});

describe('what the server changes', () => {
  it('appears within a second, with background and note', async () => {
    const { workbook, sheetId } = open.bench;
    workbook.setValues(sheetId, 14, 1, [['来自系统']], SCRIPT);
    const cell = { row: 14, column: 1, rows: 1, columns: 1 };
    workbook.setCells(sheetId, cell, { background: '#fdecea', note: '经销商不存在' }, SCRIPT);
    await eventually(() => open.cell('text', 'B15'), '来自系统', 1_000);
    expect(await open.cell('background', 'B15')).toBe('#fdecea');
    expect(await open.cell('note', 'B15')).toBe('经销商不存在');
    workbook.setCells(sheetId, cell, { background: undefined, note: undefined }, SCRIPT);
    await eventually(() => open.cell('note', 'B15'), '', 1_000);
    expect(open.bench.typed).toEqual([]);
  });

  it('does not disturb the cell that is being edited', async () => {
    await open.cell('activate', 'B16');
    await open.page.keyboard.type('前');
    open.bench.workbook.setValues(open.bench.sheetId, 15, 0, [['旁边', '别人写的']], SCRIPT);
    await eventually(() => open.cell('text', 'A16'), '旁边');
    await open.page.keyboard.type('后');
    await open.page.keyboard.press('Enter');
    await eventually(open.sent, [[15, 1, [['前后']]]]);
    await eventually(() => open.cell('text', 'B16'), '前后');
  });

  it('shows after the editor is left with Escape', async () => {
    await open.cell('activate', 'B17');
    await open.page.keyboard.type('放弃');
    open.bench.workbook.setValues(open.bench.sheetId, 16, 1, [['新内容']], SCRIPT);
    await open.page.waitForTimeout(200);
    await open.page.keyboard.press('Escape');
    await eventually(() => open.cell('text', 'B17'), '新内容');
    expect(open.bench.typed).toEqual([]);
  });

  it('adds a tab without leaving the one that is open', async () => {
    const added = open.bench.workbook.addSheet({ title: '异常', index: 0 }, { by: 'api' });
    open.bench.workbook.setValues(added.id, 0, 0, [['超时', 3]], { by: 'api' });
    await eventually(() => open.ask('workbench.tabs()[0]'), '异常');
    expect(await open.ask('workbench.activeTab()')).toBe(REGISTER);
    await eventually(() => open.ask('workbench.text("异常", "A1")'), '超时');
    open.bench.workbook.deleteSheet(added.id, { by: 'api' });
    await eventually(() => open.ask('workbench.tabs()[0]'), REGISTER);
  });
});

describe('rows', () => {
  it('are inserted through the server', async () => {
    const before = open.bench.workbook.sheet(open.bench.sheetId)?.rowCount ?? 0;
    await open.cell('activate', 'A4:A5');
    await open.page.getByRole('button', { name: '数据' }).click();
    await open.page.getByRole('button', { name: '在上方插入行' }).click();
    await eventually(() => open.cell('text', 'B6'), '锦华建材');
    expect(open.bench.workbook.sheet(open.bench.sheetId)?.rowCount).toBe(before + 2);
  });

  it('with protected cells are not deleted', async () => {
    await open.cell('activate', 'A6');
    await open.page.getByRole('button', { name: '数据' }).click();
    await open.page.getByRole('button', { name: '删除所选行' }).click();
    await open.page.getByText('受保护的单元格,不能删除').first().waitFor();
    expect(await open.cell('text', 'B6')).toBe('锦华建材');
  });
});

describe('what a script lays out', () => {
  it('shows widths, hiding, merges and numbers of a new tab as the workbook has them', async () => {
    const { workbook } = open.bench;
    const { id } = workbook.addSheet({ title: '汇总', columnWidths: { 1: 160 } }, SCRIPT);
    workbook.setValues(id, 0, 0, [[0.8125, 46_097.375, true, '08']], SCRIPT);
    const one = (column: number) => ({ row: 0, column, rows: 1, columns: 1 });
    workbook.setCells(id, one(0), { format: '0.0%' }, SCRIPT);
    workbook.setCells(id, one(1), { format: 'yyyy"年"m"月"d"日" hh:mm' }, SCRIPT);
    const shown = () => open.ask(`['A1', 'B1', 'C1', 'D1'].map((a1) => workbench.text('汇总', a1))`);
    await eventually(
      () => open.ask<string[]>('workbench.tabs()').then((tabs) => tabs.includes('汇总')),
      true,
    );
    await eventually(shown, ['81.3%', '2026年3月16日 09:00', 'TRUE', '08']);
    workbook.setSheet(id, { title: '月度汇总', columnWidths: { 1: 240 } }, SCRIPT);
    const width = () =>
      open.ask<{ width: number }>(`workbench.box('月度汇总', 'B1')`).then((box) => box.width);
    await eventually(
      () => open.ask<string[]>('workbench.tabs()').then((tabs) => tabs.includes('月度汇总')),
      true,
    );
    await open.ask(`workbench.activate('月度汇总', 'A1')`);
    await eventually(width, 240);
    workbook.setSheet(id, { columnWidths: { 1: 90 } }, SCRIPT);
    await eventually(width, 90);
    await open.cell('activate', 'A1');
  });

  it('makes a row as high as its wrapped text', async () => {
    const { workbook, sheetId } = open.bench;
    const height = () => open.cell<{ height: number }>('box', 'B31').then((box) => box.height);
    expect(await height()).toBe(26);
    workbook.setValues(sheetId, 30, 1, [['回访成功率低于八成的,由经理逐条确认并说明原因']], SCRIPT);
    workbook.setCells(sheetId, { row: 30, column: 1, rows: 1, columns: 1 }, { wrap: true }, SCRIPT);
    await eventually(async () => (await height()) > 40, true);
  });
});

describe('beside the grid', () => {
  it('the phone shows an SMS with its delivery and segments, and answers', async () => {
    open.bench.sms({
      direction: 'outbound-api',
      from: '+12025550123',
      to: '+886912345678',
      body: '订单已发货',
      status: 'delivered',
    });
    const phone = open.page.locator('.phone');
    await phone.getByText('订单已发货').waitFor();
    expect(await phone.locator('.sms-foot').textContent()).toMatch(/3月16日 09:00\s*已送达\s*1 条计费/);
    await phone.getByPlaceholder('以收件人身份回复').fill('1');
    await phone.getByRole('button', { name: '发送' }).click();
    await phone.locator('.sms.is-own').getByText('1', { exact: true }).waitFor();
  });

  it('the mailbox shows an email as text, its addresses as links', async () => {
    open.bench.mail({
      id: 'mail-1',
      from: 'gendan@example.cn',
      to: ['wang@dealer.cn'],
      subject: '已发货',
      text: '<b>进度</b> http://127.0.0.1:1/t/abc。',
      html: null,
      headers: [{ name: 'list-unsubscribe', value: '<http://127.0.0.1:1/unsubscribe?t=a.b>' }],
      at: '2026-03-16T01:00:00Z',
    });
    await open.page.getByRole('button', { name: '邮箱' }).click();
    await open.page.getByRole('button', { name: '已发货' }).click();
    const link = open.page.getByRole('link', { name: 'http://127.0.0.1:1/t/abc' });
    expect(await link.getAttribute('href')).toBe('http://127.0.0.1:1/t/abc');
    await open.page.getByText('<b>进度</b>').waitFor();
    const refusing = open.page.getByRole('link', { name: '退订' });
    expect(await refusing.getAttribute('href')).toBe('http://127.0.0.1:1/unsubscribe?t=a.b');
  });

  it('the clock winds, and says why it does not', async () => {
    const clock = open.page.locator('.clock-now');
    await open.page.getByRole('button', { name: '+1 小时' }).click();
    await eventually(() => clock.textContent(), '2026年3月16日 周一 10:00');
    await open.page.getByRole('button', { name: '到下一工作日 09:00' }).click();
    await eventually(() => clock.textContent(), '2026年3月17日 周二 09:00');
    await open.page.locator('.clock-input').fill('2026-03-16T08:00');
    await open.page.getByRole('button', { name: '拨到' }).click();
    await open.page.getByText('业务时钟只能往后拨。').first().waitFor();
  });

  it('the menu of the add-on runs its function as the person of this window', async () => {
    await open.page.getByRole('combobox', { name: '我是' }).selectOption({ label: '赵敏 · 经理' });
    await open.page.getByRole('button', { name: '跟单', exact: true }).click();
    await open.page.getByRole('button', { name: '提交未同步的行' }).click();
    await eventually(() => open.bench.ran.at(-1)?.functionName, 'submitWaiting');
    expect(open.bench.ran.at(-1)?.user).toBe(MANAGER);
    await open.page.getByRole('combobox', { name: '我是' }).selectOption({ index: 0 });
  });

  it('the sidebar calls the script, and shows only to the person it is for', async () => {
    const html = `<p id="out"></p><script>
      google.script.run.withSuccessHandler((v) => { out.textContent = v; }).lookUp('王氏');
      google.script.run.withFailureHandler((e) => { out.title = e.message; }).fails();
    </script>`;
    open.bench.sidebar({ user: MANAGER, title: '别人的', html });
    open.bench.sidebar({ user: CLERK, title: '客户卡片', html });
    const out = open.page.frameLocator('.sidebar-frame').locator('#out');
    await eventually(() => out.textContent(), '答:王氏');
    await eventually(() => out.getAttribute('title'), '没有权限');
    expect(await open.page.locator('.sidebar-head').textContent()).toContain('客户卡片');
  });
});
