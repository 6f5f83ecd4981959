import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { FrameLocator } from 'playwright-core';
import { twilioAccount } from '../../infra/local/local-config';
import { fillSampleOrders } from '../../infra/local/sample-orders';
import { startWorkbench, type Workbench } from '../../infra/local/workbench';
import { openWorkbench, type WorkbenchPage } from '../support/workbench-page';

jest.setTimeout(120_000);

/** The first empty row under the sample orders, as the sheet counts. */
const row = 8;
const dealerPhone = '+6581234567';
const order = {
  dealerName: 'Bay Furniture',
  dealerPhone: '+65 8123 4567',
  salesManager: '钱磊',
  salesManagerPhone: '13800138001',
  lines: '沙发 A1×10',
  receivedAt: '3.16 8:50',
};
const failures: string[] = [];
let workbench: Workbench;
let desk: WorkbenchPage;
let sidebar: FrameLocator;

beforeAll(async () => {
  workbench = await startWorkbench({
    port: 0,
    emulator: undefined,
    onFailure: (what, error) => failures.push(`${what}: ${String(error)}`),
  });
  await fillSampleOrders(workbench);
  desk = await openWorkbench(workbench.url);
  sidebar = desk.page.frameLocator('.sidebar-frame');
}, 120_000);
afterAll(async () => {
  await desk?.close();
  await workbench?.close();
});

const cards = () => sidebar.locator('section', { hasText: '发出的消息' }).locator('.card');
const toDealer = () => cards().filter({ hasText: dealerPhone });
/** The phone's tab is looked at, then the sidebar's again. */
async function onThePhone(): Promise<string[]> {
  await desk.page.locator('.panel-tab', { hasText: '手机短信' }).click();
  const texts = await desk.phone(dealerPhone);
  await desk.page.locator('.panel-tab', { hasText: '侧边栏' }).click();
  return texts;
}

describe('the sidebar of the notices', () => {
  it('tells why a message of the selected row has not arrived', async () => {
    workbench.twilio.failNext({ kind: 'end', status: 'undelivered', code: 30005, to: dealerPhone });
    await desk.be('张敏');
    await desk.show(desk.tab, desk.address('dealerName', row));
    for (const [field, typed] of Object.entries(order)) await desk.type(field, row, typed);
    await desk.untilText('number', row, 'DH2026-0004');
    await desk.until('the message is lost', async () =>
      workbench.twilio.messages().some(({ to, status: is }) => to === dealerPhone && is === 'undelivered'),
    );
    await desk.be('李娟');
    await desk.show(desk.tab, desk.address('number', row));
    await desk.choose('跟单', '通知…');
    await toDealer().first().waitFor();
    expect(await sidebar.locator('h1').textContent()).toBe('DH2026-0004 · Bay Furniture');
    expect(await toDealer().count()).toBe(1);
    expect(await toDealer().textContent()).toContain('空号');
    await desk.picture('notices-1-failed');
  });
  it('sends it again, once however often the button is pressed', async () => {
    const before = (await onThePhone()).length;
    await toDealer().getByRole('button', { name: /^重发/ }).dblclick();
    await sidebar.locator('#status', { hasText: '已安排重发' }).waitFor();
    await desk.until('it is on the phone', async () => (await onThePhone()).length > before);
    await workbench.schedule.run('deliver');
    await desk.until('the sidebar knows', async () => {
      await sidebar.getByRole('button', { name: '刷新' }).click();
      await sidebar.locator('#content[aria-busy="false"]').waitFor();
      return (await toDealer().filter({ hasText: '已送达' }).count()) === 1;
    });
    expect(await onThePhone()).toHaveLength(before + 1);
    expect(await toDealer().count()).toBe(2);
    expect(await toDealer().getByRole('button', { name: /^重发/ }).count()).toBe(0);
    expect(await toDealer().first().textContent()).toContain('李娟 要求重发');
    await desk.picture('notices-2-sent-again');
  });

  it('asks before it stops messages, and shows who stopped them', async () => {
    const contact = sidebar.locator('section', { hasText: '联系方式' }).locator('.card').first();
    await contact.getByRole('button', { name: /^不再发送/ }).click();
    await desk.picture('notices-3-asks');
    await contact.getByRole('button', { name: '确定停发' }).click();
    await contact.filter({ hasText: '客服代为登记 李娟' }).waitFor();
    await desk.picture('notices-4-refused');
    await contact.getByRole('button', { name: /^恢复发送/ }).click();
    await contact.getByRole('button', { name: '确定恢复' }).click();
    // Without a word of how they agreed nothing is sent.
    await contact.locator('input[aria-invalid]').fill('张总来电，可以再发');
    await desk.picture('notices-4-agrees');
    await contact.getByRole('button', { name: '确定恢复' }).click();
    await contact.filter({ hasText: '已同意接收（电话）：张总来电，可以再发（李娟登记）' }).waitFor();
    await contact.getByRole('button', { name: /^不再发送/ }).waitFor();
  });

  it('is there when it is opened again while the phone is looked at', async () => {
    await desk.page.locator('.panel-tab', { hasText: '手机短信' }).click();
    await desk.choose('跟单', '通知…');
    await toDealer().first().waitFor();
    expect(await sidebar.locator('h1').textContent()).toBe('DH2026-0004 · Bay Furniture');
  });

  it('says whose messages these are to whoever has gone to another row meanwhile', async () => {
    const other = sidebar.locator('#other');
    await desk.page.mouse.move(300, 400);
    await desk.show(desk.tab, desk.address('number', row - 1));
    await desk.page.locator('.sidebar-frame').hover();
    await other.filter({ hasText: '下面仍是 DH2026-0004 · Bay Furniture 的消息' }).waitFor();
    await desk.picture('notices-7-other-row');
    await sidebar.getByRole('button', { name: '看选中行' }).click();
    await sidebar.locator('h1', { hasText: 'DH2026-0003' }).waitFor();
    expect(await other.isVisible()).toBe(false);
    await desk.show(desk.tab, desk.address('number', row));
    await sidebar.getByRole('button', { name: '看选中行' }).click();
    await toDealer().first().waitFor();
  });

  it('says so when the server cannot be reached, and goes on afterwards', async () => {
    const before = await cards().count();
    await workbench.functions.stop();
    await sidebar.getByRole('button', { name: '刷新' }).click();
    await sidebar.locator('#status.is-fault', { hasText: '没有确认完成' }).waitFor();
    expect(await cards().count()).toBe(before);
    await desk.picture('notices-5-no-server');
    await workbench.functions.start();
    await sidebar.getByRole('button', { name: '刷新' }).click();
    await sidebar.locator('#status:empty').waitFor({ state: 'attached' });
    expect(await cards().count()).toBe(before);
  });

  it('lets everybody look, and those whose role it is not do nothing', async () => {
    await desk.be('孙伟');
    await sidebar.getByRole('button', { name: '看选中行' }).click();
    await sidebar.getByRole('button', { name: /^不再发送/ }).waitFor({ state: 'detached' });
    expect(await sidebar.locator('#content button:visible').allTextContents()).toEqual([]);
    await desk.be('李娟');
  });

  it('shows what a customer has written as text, whatever it is', async () => {
    const hostile = '<img src=x onerror="parent.broken=1"><script>parent.broken=1</script> 货少了两件';
    await workbench.inbox.reply(dealerPhone, twilioAccount.from, hostile);
    await workbench.inbox.reply('+6581234599', twilioAccount.from, '你好，想问沙发价格');
    await desk.choose('跟单', '客户来信…');
    const letters = sidebar.locator('.card');
    await letters.nth(1).waitFor();
    await desk.picture('notices-6-inbox');
    const letter = letters.filter({ hasText: '货少了两件' });
    expect(await letter.locator('.stand').textContent()).toBe(`请打电话答复客户：${dealerPhone}`);
    expect(await letter.locator('.text').textContent()).toBe(hostile);
    expect(await desk.page.evaluate('window.broken')).toBeUndefined();
    await letter.getByRole('button', { name: /^已处理/ }).click();
    await letter.waitFor({ state: 'detached' });
    expect(await letters.count()).toBe(1);
    expect([desk.faults, failures]).toEqual([[], []]);
  });
});
