import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { resendNotice } from '../../functions/src/flows/resend-notice';
import { showNotices } from '../../functions/src/flows/show-notices';
import { forms } from '../../functions/src/forms';
import { order } from '../../functions/src/forms/order';
import { recordSchema } from '../../functions/src/rules/record';
import { rowMessages } from '../../functions/src/rules/row-messages';
import { shippedToDealer, toldOrder } from '../support/told-order';

const second = shippedToDealer.replace(/1$/, '2');
const third = shippedToDealer.replace(/1$/, '3');
type World = Awaited<ReturnType<typeof toldOrder>>;

/** As a version wrote it that this one does not know. */
const damage = (world: World, id: string) =>
  world.store.write([{ kind: 'update', path: `notices/${id}`, data: { state: 'teleported' } }]);
const stored = async (world: World, id: string) => (await world.store.get([`notices/${id}`]))[0]?.data;
const sent = ({ sent: { sms, mails } }: World) =>
  [...sms, ...mails].map(({ noticeId }) => noticeId).filter((id) => id.includes('~goods-shipped~dealer~'));
const all = async (world: World) =>
  (await world.store.find({ collection: 'notices', where: [], limit: 100 }))
    .map(({ id, data }) => ({ id, data }))
    .filter(({ id }) => id.includes('~goods-shipped~dealer~'));

let logged: string[] = [];
beforeEach(() => {
  logged = [];
  jest.spyOn(console, 'error').mockImplementation((line) => {
    logged.push(String(line));
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('an edit whose message can’t be read', () => {
  it('is saved, leaves that message alone, says so once in the log, and sends nothing', async () => {
    const world = await toldOrder();
    await damage(world, shippedToDealer);
    const before = await stored(world, shippedToDealer);
    const answer = await world.type({ expectedArrival: '3月20日17:00' });
    expect(answer.outcome).toBe('saved');
    expect(await stored(world, shippedToDealer)).toEqual(before);
    expect(logged.filter((line) => line.includes(shippedToDealer))).toEqual([
      JSON.stringify({ severity: 'ERROR', message: 'unreadable notice', notice: shippedToDealer }),
    ]);
    world.pass(60);
    await world.deliver();
    expect(sent(world)).toEqual([]);
  });

  it('is shown in the row as one for somebody to phone', async () => {
    const world = await toldOrder();
    await damage(world, shippedToDealer);
    await world.type({ expectedArrival: '3月20日17:00' });
    await showNotices({ services: world.services, forms, budgetMs: 1000 });
    const record = recordSchema.parse((await world.store.get(['records/order~row-1']))[0]?.data);
    const { zone, quietHours } = world.services.settings;
    const saying = { now: world.businessNow(), zone, quietHours, language: 'zh-CN' } as const;
    expect(rowMessages(order, record, saying).split('\n')[0]).toBe(
      '⚠ 发货 → 经销商：通知内容损坏，请打电话，并告知系统管理员',
    );
  });

  it('asks for somebody once, however often something is typed', async () => {
    const world = await toldOrder();
    await damage(world, shippedToDealer);
    for (const day of [20, 21, 22]) await world.type({ expectedArrival: `3月${day}日17:00` });
    expect((await all(world)).map(({ id }) => id)).toEqual([shippedToDealer, second]);
    expect(await stored(world, second)).toMatchObject({ state: 'failed', reason: 'unreadable' });
  });

  it('tells nothing on another channel either', async () => {
    const world = await toldOrder({ head: { dealerEmail: 'li@example.com' } });
    await damage(world, shippedToDealer);
    await world.type({ channel: '邮件', expectedArrival: '3月20日17:00' });
    world.pass(60);
    await world.deliver();
    expect(sent(world)).toEqual([]);
  });

  it('goes on as before once a clerk has had it sent again', async () => {
    const world = await toldOrder();
    await damage(world, shippedToDealer);
    await world.type({ expectedArrival: '3月20日17:00' });
    const again = await resendNotice(world.services, forms, { id: second, by: '', mayHaveLeft: false });
    expect(again).toEqual({ kind: 'resent', id: third });
    await world.deliver();
    await world.type({ expectedArrival: '3月21日17:00' });
    world.pass(10);
    await world.deliver();
    expect(sent(world)).toEqual([third, shippedToDealer.replace(/1$/, '4')]);
  });

  it('mends what waits behind it, or takes it back', async () => {
    const world = await toldOrder();
    await world.type({ expectedArrival: '3月20日17:00' });
    await damage(world, shippedToDealer);
    await world.type({ expectedArrival: '3月21日17:00' });
    expect(await stored(world, second)).toMatchObject({
      state: 'pending',
      text: expect.stringMatching(/更正：订单.*3月21日/),
    });
    await world.type({ quantity: null });
    expect(await stored(world, second)).toMatchObject({ state: 'withdrawn' });
  });

  it('corrects as ever what has been told since', async () => {
    const world = await toldOrder();
    await world.type({ expectedArrival: '3月20日17:00' });
    world.pass(10);
    await world.deliver();
    await damage(world, shippedToDealer);
    await world.type({ expectedArrival: '3月21日17:00' });
    expect(await stored(world, third)).toMatchObject({
      state: 'pending',
      text: expect.stringContaining('更正：预计到货时间有变。'),
    });
  });

  it('is saved also where what it is to take the place of can’t be read', async () => {
    const world = await toldOrder();
    await world.type({ expectedArrival: '3月20日17:00' });
    await world.type({ expectedArrival: '3月18日17:00' });
    await damage(world, second);
    const answer = await world.type({ expectedArrival: '3月21日17:00' });
    expect(answer.outcome).toBe('saved');
    expect(await stored(world, second)).toMatchObject({ state: 'teleported' });
    expect(await stored(world, shippedToDealer)).not.toHaveProperty('followedBy');
  });

  it.each(['a text', 7, { expectedArrival: { when: 'soon' } }])(
    'is saved where what a message was made of makes no sense: %p',
    async (says) => {
      const world = await toldOrder();
      await world.store.write([{ kind: 'update', path: `notices/${shippedToDealer}`, data: { says } }]);
      expect((await world.type({ expectedArrival: '3月20日17:00' })).outcome).toBe('saved');
      world.pass(60);
      await world.deliver();
      expect(sent(world)).toEqual([]);
    },
  );
});

it('what can’t be read is not sent again, and who asks for it is told that it is not there', async () => {
  const world = await toldOrder();
  await damage(world, shippedToDealer);
  const asked = { id: shippedToDealer, by: '', mayHaveLeft: true };
  expect(await resendNotice(world.services, forms, asked)).toEqual({ kind: 'refused', reason: 'absent' });
});
