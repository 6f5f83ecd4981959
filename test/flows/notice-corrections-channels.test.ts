import { describe, expect, it } from '@jest/globals';
import { shippedToDealer, toldOrder } from '../support/told-order';

const head = { dealerEmail: 'li@example.com' };
const email = shippedToDealer.replace('~sms~1', '~email~1');
const second = shippedToDealer.replace(/1$/, '2');
type World = Awaited<ReturnType<typeof toldOrder>>;

/** What the dealer read of the shipment, in the order in which it was sent. */
async function sendAll(world: World): Promise<void> {
  world.pass(10);
  await world.deliver();
}
const toDealer = ({ sent }: World) =>
  [...sent.sms, ...sent.mails]
    .map(({ noticeId }) => noticeId)
    .filter((id) => id.includes('~goods-shipped~dealer~'));

describe('a channel that is changed and changed back while something is corrected', () => {
  it('tells the correction once', async () => {
    const world = await toldOrder({ head });
    await world.type({ channel: '邮件', expectedArrival: '3月20日17:00' });
    await sendAll(world);
    await world.type({ channel: '短信' });
    await sendAll(world);
    expect(toDealer(world)).toEqual([email]);
  });

  it('tells what has changed since as a correction of what was told on the other channel', async () => {
    const world = await toldOrder({ head });
    await world.type({ channel: '邮件', expectedArrival: '3月20日17:00' });
    await sendAll(world);
    await world.type({ channel: '短信', driverName: '马师傅' });
    await sendAll(world);
    expect(toDealer(world)).toEqual([second, email]);
    expect(world.sent.sms.find(({ noticeId }) => noticeId === second)?.body).toMatch(
      /^【宏远家具】更正：司机有变。/,
    );
    expect(await world.notice(second)).toMatchObject({ follows: { id: email } });
    expect(await world.notice(email)).toMatchObject({ followedBy: second });
    expect(await world.notice(shippedToDealer)).toMatchObject({ followedBy: second });
  });

  it('lets nothing old follow: what is corrected on the other channel has no email in its place any more', async () => {
    const world = await toldOrder({ head });
    await world.type({ channel: '邮件', expectedArrival: '3月20日17:00' });
    expect(await world.notice(shippedToDealer)).toMatchObject({ followedBy: email });
    await world.type({ expectedArrival: '3月18日17:00' });
    expect(await world.notice(email)).toMatchObject({ state: 'withdrawn' });
    expect((await world.notice(shippedToDealer))?.followedBy).toBeUndefined();
  });

  it('while the correction waits, tells it on the channel that is left', async () => {
    const world = await toldOrder({ head });
    await world.type({ expectedArrival: '3月20日17:00' });
    await world.type({ channel: '邮件' });
    expect(await world.notice(second)).toMatchObject({ state: 'withdrawn' });
    expect(await world.notice(shippedToDealer)).toMatchObject({ followedBy: email });
    await sendAll(world);
    expect(toDealer(world)).toEqual([email]);
  });
});

describe('another dealer, who is told by another channel', () => {
  const other = { dealerPhone: '13900002222', dealerEmail: 'chen@example.com', channel: '邮件' };

  it.each(['accepted', 'unknown'] as const)(
    'gets all of it though somebody else was told the same, or may have been (%s), who gets nothing more',
    async (state) => {
      const world = await toldOrder({ head });
      await world.set(shippedToDealer, {
        state,
        ...(state === 'unknown' ? { lookUpAt: '2026-03-18T04:05:00.000Z' } : {}),
      });
      await world.type(other);
      expect(await world.notice(shippedToDealer)).toMatchObject({ followedBy: email });
      await sendAll(world);
      expect(toDealer(world)).toEqual([email]);
      const [mail] = world.sent.mails.filter(({ noticeId }) => noticeId === email);
      expect([mail?.to, mail?.subject.includes('更正')]).toEqual(['chen@example.com', false]);
    },
  );

  it('or an address of that channel is not known of them at all', async () => {
    const world = await toldOrder({ head: { ...head, channel: '邮件' } });
    await world.type({ dealerPhone: '13900002222', dealerEmail: '', channel: '短信' });
    await sendAll(world);
    expect(toDealer(world)).toEqual([shippedToDealer]);
    expect(world.sent.sms.find(({ noticeId }) => noticeId === shippedToDealer)?.to).toBe('+8613900002222');
  });

  it('and is known again when the channel goes to and fro', async () => {
    const world = await toldOrder({ head });
    await world.type(other);
    await sendAll(world);
    await world.type({ dealerPhone: '13912345678', channel: '短信' });
    await world.type({ dealerPhone: '13900002222', channel: '邮件' });
    await sendAll(world);
    expect(toDealer(world)).toEqual([email]);
  });
});

it('what is withdrawn on the other channel and wanted again is followed again', async () => {
  const world = await toldOrder({ head });
  await world.type({ channel: '邮件', expectedArrival: '3月20日17:00' });
  await world.type({ expectedArrival: '3月18日17:00' });
  await world.type({ expectedArrival: '3月20日17:00' });
  expect(await world.notice(email)).toMatchObject({ state: 'pending' });
  expect(await world.notice(shippedToDealer)).toMatchObject({ followedBy: email });
});

describe('a clock that was set back', () => {
  it('does not make an earlier message the newest', async () => {
    const world = await toldOrder();
    await world.type({ expectedArrival: '3月20日17:00' });
    await sendAll(world);
    world.pass(-3 * 60);
    await world.type({ expectedArrival: '3月21日17:00' });
    world.pass(4 * 60);
    await world.deliver();
    world.sent.sms.length = 0;
    await world.type({ expectedArrival: '3月20日17:00' });
    await sendAll(world);
    expect(toDealer(world)).toEqual([shippedToDealer.replace(/1$/, '4')]);
    expect(world.sent.sms[0]?.body).toMatch(/预计3月20日/);
  });
});
