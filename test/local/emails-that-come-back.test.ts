import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newSummaryMemory } from '../../functions/src/flows/kept-lines';
import { showNotices } from '../../functions/src/flows/show-notices';
import { forms } from '../../functions/src/forms';
import { order } from '../../functions/src/forms/order';
import type { WiredServices } from '../../functions/src/ports';
import { rowMessages } from '../../functions/src/rules/row-messages';
import { buildServices } from '../../functions/src/services';
import { createBusinessClock } from '../../infra/local/business-clock';
import { type FunctionsServer, startFunctions } from '../../infra/local/functions-server';
import { localConfig, spreadsheetId } from '../../infra/local/local-config';
import { requireIndexes } from '../../infra/local/require-indexes';
import { startStandIns } from '../../infra/local/stand-ins';
import { createWorkbook } from '../../infra/local/workbook/workbook';
import { dealerSms, deliveryWorld } from '../support/delivery-services';

const dealerMail = dealerSms.replace('~sms~', '~email~');

/** Everything wired as the workbench is: the deployed functions, a mail server, and the mailbox to which emails come back. */
let functions: FunctionsServer;
let standIns: Awaited<ReturnType<typeof startStandIns>>;
let wired: WiredServices;
const world = deliveryWorld({
  changes: { channel: 'email', dealerEmail: 'li@nobody.invalid', dealerPhone: undefined },
});

beforeAll(async () => {
  functions = await startFunctions(() => wired);
  const clock = createBusinessClock(new Date('2026-03-16T06:20:00.000Z'));
  const workbook = createWorkbook({
    id: spreadsheetId,
    title: '',
    timeZone: 'Asia/Shanghai',
    locale: 'zh_CN',
  });
  standIns = await startStandIns(clock, workbook, { repliesTo: `${functions.url}/smsReply` });
  const config = localConfig({ ...standIns.urls, functions: functions.url, emulatorHost: undefined });
  wired = buildServices(config, { store: requireIndexes(world.memory), clock });
});
afterAll(async () => {
  await functions.stop();
  await standIns.close();
});

const call = async (name: string): Promise<unknown> => {
  const response = await fetch(`${functions.url}/${name}`, { method: 'POST' });
  expect([name, response.status]).toEqual([name, 200]);
  return response.json();
};
const row = async () => {
  const services = await wired.current();
  await showNotices({ services, forms, memory: newSummaryMemory(), budgetMs: 20_000 });
  const now = services.clock.business().toISOString();
  const { zone, quietHours } = services.settings;
  return rowMessages(order, await world.record(), { now, zone, quietHours, language: 'zh-CN' });
};

describe('at the workbench, an email to where nobody is', () => {
  it('is taken by the mail server: the notice has been sent, its blank is filled, and nobody has got it', async () => {
    await call('deliver');
    expect((await world.notice(dealerMail)).state).toBe('accepted');
    expect((await world.record()).values.dealerToldAt).toBeDefined();
    expect(await row()).toContain('经销商已发出');
    expect(standIns.inbox.mails().flatMap(({ to }) => to)).not.toContain('li@nobody.invalid');
  });

  it('comes back: the row says so and why, and the blank is open again for a clerk', async () => {
    expect(await call('bounces')).toEqual({ read: { mails: 1, bounced: 1, unwanted: 0 } });
    expect(await world.notice(dealerMail)).toMatchObject({ state: 'undelivered', code: '5.4.4' });
    expect((await world.record()).values.dealerToldAt).toBeUndefined();
    expect(await row()).toContain('⚠ 发货 → 经销商：邮件被退回：找不到对方的邮件服务器，请打电话');
  });

  it('comes back once, however often the mailbox is read', async () => {
    expect(await call('bounces')).toEqual({ read: { mails: 0, bounced: 0, unwanted: 0 } });
  });
});
