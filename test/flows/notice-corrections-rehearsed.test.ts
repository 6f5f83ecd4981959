import { describe, expect, it } from '@jest/globals';
import { resendNotice } from '../../functions/src/flows/resend-notice';
import { showNotices } from '../../functions/src/flows/show-notices';
import { forms } from '../../functions/src/forms';
import { order } from '../../functions/src/forms/order';
import { noticeStand } from '../../functions/src/rules/notice-texts';
import { recordSchema } from '../../functions/src/rules/record';
import { rowMessages } from '../../functions/src/rules/row-messages';
import { noticeLine } from '../../functions/src/rules/summary-notice-line';
import { noticeTroubles } from '../../functions/src/rules/summary-notice-troubles';
import { summaryContext } from '../support/summary-lines';
import { shippedToDealer, toldOrder } from '../support/told-order';

const second = shippedToDealer.replace(/1$/, '2');
const third = shippedToDealer.replace(/1$/, '3');
const email = shippedToDealer.replace('~sms~1', '~email~1');
const head = { dealerEmail: 'li@example.com' };
type World = Awaited<ReturnType<typeof toldOrder>>;

async function sendAll(world: World): Promise<void> {
  world.pass(10);
  await world.deliver();
}

async function rehearse(world: World, act: () => Promise<unknown>): Promise<void> {
  Object.assign(world.services.settings, { rehearsal: true });
  await act();
  await sendAll(world);
  Object.assign(world.services.settings, { rehearsal: false });
}

/** Of the shipment's messages to the dealer: the ids that 异常 lists. */
async function listed(world: World): Promise<readonly string[]> {
  const { settings } = world.services;
  const context = summaryContext(world.businessNow(), { settings });
  const lines = (await world.toDealer()).map((notice) => noticeLine(notice, undefined, order));
  return noticeTroubles(lines, [], context).map(({ line }) => line.id);
}

async function rowSays(world: World): Promise<string> {
  await showNotices({ services: world.services, forms, budgetMs: 1000 });
  const record = recordSchema.parse((await world.store.get(['records/order~row-1']))[0]?.data);
  const { zone, quietHours } = world.services.settings;
  const saying = { now: world.businessNow(), zone, quietHours, language: 'zh-CN' } as const;
  const said = rowMessages(order, record, saying).split('\n');
  return said.find((line) => line.includes('发货 → 经销商')) ?? '';
}

const warning = '⚠ 发货 → 经销商：演练期间未更正，请用“重发”';

describe('a correction that a rehearsal has kept from whom something was told in earnest', () => {
  it('is listed once the rehearsal is over, and stands in the row', async () => {
    const world = await toldOrder();
    await rehearse(world, async () => {
      await world.type({ expectedArrival: '3月20日17:00' });
      await sendAll(world);
      expect(await listed(world)).toEqual([]);
    });
    expect(await listed(world)).toEqual([second]);
    expect(await rowSays(world)).toBe(warning);
  });

  it('is listed no more once somebody has sent it again', async () => {
    const world = await toldOrder();
    await rehearse(world, () => world.type({ expectedArrival: '3月20日17:00' }));
    const asked = { id: second, by: '', mayHaveLeft: false };
    expect(await resendNotice(world.services, forms, asked)).toEqual({ kind: 'resent', id: third });
    await world.deliver();
    expect(world.sent.sms.find(({ noticeId }) => noticeId === third)?.body).toMatch(
      /更正：预计到货时间有变。/,
    );
    expect(await listed(world)).toEqual([]);
    expect(await rowSays(world)).toBe('');
  });

  it.each([true, false])(
    'is listed no more once what they know holds again (in the rehearsal: %p)',
    async (within) => {
      const world = await toldOrder();
      const back = () => world.type({ expectedArrival: '3月18日17:00' });
      await rehearse(world, async () => {
        await world.type({ expectedArrival: '3月20日17:00' });
        await sendAll(world);
        if (within) await back();
      });
      if (!within) await back();
      expect(await world.notice(second)).toMatchObject({ state: 'withdrawn' });
      expect(await listed(world)).toEqual([]);
      expect(await rowSays(world)).toBe('');
    },
  );

  it('is listed also where it was to come by another channel', async () => {
    const world = await toldOrder({ head });
    await rehearse(world, () => world.type({ channel: '邮件', expectedArrival: '3月20日17:00' }));
    expect(await listed(world)).toEqual([email]);
    expect(await rowSays(world)).toBe(warning);
    await world.type({ channel: '短信' });
    await sendAll(world);
    expect(world.sent.sms.map(({ noticeId }) => noticeId)).toContain(second);
    expect(await listed(world)).toEqual([]);
    expect(await rowSays(world)).toBe('');
  });

  it('is listed no more once a later message has overtaken it', async () => {
    const world = await toldOrder();
    world.pass(8 * 60);
    await rehearse(world, async () => {
      await world.type({ expectedArrival: '3月18日19:00' });
      await sendAll(world);
      await world.type({ confirmedAt: '3.18 17:30', arrivedAt: '3.18 16时', condition: '完好' });
    });
    expect(await world.notice(second)).toMatchObject({ state: 'withdrawn' });
    expect(await listed(world)).toEqual([]);
  });
});

it('what was rehearsed only is listed nowhere, its corrections neither', async () => {
  const world = await toldOrder({ upTo: 'shipping' });
  await rehearse(world, async () => {
    await world.type({ releasedAt: '3.17 14:10', quantity: '14件', owed: '无' });
    await sendAll(world);
    await world.type({ expectedArrival: '3月20日17:00' });
  });
  expect(await world.toDealer()).toMatchObject([{ state: 'suppressed', reason: 'rehearsal' }]);
  expect(await listed(world)).toEqual([]);
  expect(await rowSays(world)).toBe('');
});

it('what was to be sent again, and was stopped by a rehearsal, is listed as such', async () => {
  const world = await toldOrder();
  await world.set(shippedToDealer, { state: 'failed', reason: 'refused' });
  await resendNotice(world.services, forms, { id: shippedToDealer, by: '', mayHaveLeft: false });
  await rehearse(world, async () => undefined);
  expect(await listed(world)).toEqual([second]);
  expect(await rowSays(world)).toBe('⚠ 发货 → 经销商：演练期间未重发，请用“重发”');
});

it.each([
  ['zh-CN', '演练期间未更正，请用“重发”'],
  ['zh-TW', '演練期間未更正，請用「重發」'],
  ['en', 'Not corrected because of the rehearsal, please use "Send again"'],
] as const)('what is left to do is said in the reader’s language: %s', (language, said) => {
  const now = '2026-03-18T04:00:00.000Z';
  const notice = { channel: 'sms', state: 'suppressed', reason: 'rehearsal', dueAt: now } as const;
  const saying = { now, zone: 'Asia/Shanghai', language };
  expect(noticeStand({ ...notice, stopped: 'correction' }, saying)).toBe(said);
});
