import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isOptedOut } from '../../functions/src/flows/contact-permission';
import type { WiredServices } from '../../functions/src/ports';
import { buildServices } from '../../functions/src/services';
import { createBusinessClock } from '../../infra/local/business-clock';
import { type FunctionsServer, startFunctions } from '../../infra/local/functions-server';
import { localConfig, spreadsheetId, twilioAccount } from '../../infra/local/local-config';
import { startStandIns } from '../../infra/local/stand-ins';
import { createWorkbook } from '../../infra/local/workbook/workbook';
import { comeToday, dealerPhone, toldDealer } from '../support/told-dealer';

/** Everything wired as the workbench is: the deployed functions, and what people do on their phones and in their mail. */
let functions: FunctionsServer;
let standIns: Awaited<ReturnType<typeof startStandIns>>;
let wired: WiredServices;
let world: Awaited<ReturnType<typeof toldDealer>>;

beforeAll(async () => {
  functions = await startFunctions(() => wired);
  world = await toldDealer({ ...comeToday, dealerEmail: 'li@example.com', channel: 'both' });
  const clock = createBusinessClock(new Date('2026-03-16T07:00:00.000Z'));
  const workbook = createWorkbook({
    id: spreadsheetId,
    title: '',
    timeZone: 'Asia/Shanghai',
    locale: 'zh_CN',
  });
  standIns = await startStandIns(clock, workbook, { repliesTo: `${functions.url}/smsReply` });
  const config = localConfig({ ...standIns.urls, functions: functions.url, emulatorHost: undefined });
  wired = buildServices(config, { store: world.services.store, clock });
});
afterAll(async () => {
  await functions.stop();
  await standIns.close();
});

const reply = (body: string) => standIns.inbox.reply(dealerPhone, twilioAccount.from, body);

describe('at the workbench', () => {
  it('a dealer’s phone answers “1”, and the order shows receipt in order', async () => {
    await reply('1');
    expect((await world.record()).values).toMatchObject({ condition: 'good' });
  });

  it('a dealer’s phone answers STOP, and is not written to any more', async () => {
    await reply('STOP');
    expect(await isOptedOut(world.memory.get, dealerPhone, 'sms')).toBe(true);
  });

  it('a mail program presses its button, and the address is not written to any more', async () => {
    const to = 'li@example.com';
    const unsubscribeUrl = wired.links.unsubscribe(to);
    await wired.mail.send({ noticeId: 'n1', to, subject: '发货', text: '已发货', unsubscribeUrl });
    const header = standIns.inbox.mails()[0]?.headers.find(({ name }) => name === 'list-unsubscribe');
    const url = header?.value.slice(1, -1) ?? '';
    expect((await fetch(url)).status).toBe(200);
    expect(await isOptedOut(world.memory.get, to, 'email')).toBe(false);
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    expect((await fetch(url, { method: 'POST', body })).status).toBe(200);
    expect(await isOptedOut(world.memory.get, to, 'email')).toBe(true);
  });

  it('an answer that the functions do not take is not passed over in silence', async () => {
    await functions.stop();
    await expect(reply('2')).rejects.toThrow('没有收下');
  });
});
