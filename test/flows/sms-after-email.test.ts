import { describe, expect, it } from '@jest/globals';
import { noteChoice } from '../../functions/src/flows/contact-choice';
import { settleReported } from '../../functions/src/flows/settle-reported';
import { forms } from '../../functions/src/forms';
import type { MailToSend, SendOutcome } from '../../functions/src/ports';
import { afterReport } from '../../functions/src/rules/delivery';
import type { Value } from '../../functions/src/rules/record';
import { dealerSms } from '../support/delivery-services';
import { dealerPhone } from '../support/told-dealer';
import { accepted, dealerEmail, dealerToldAt, deliver, inDoubt, undelivered } from '../support/undelivered';

const email = dealerSms.replace('~sms~', '~email~');
const smsAfter = `${email}~sms-after-email`;
type World = Awaited<ReturnType<typeof accepted>>;
type Options = Parameters<typeof accepted>[1] & object;

const noMailbox = ({ to }: MailToSend): SendOutcome | undefined =>
  to === dealerEmail ? { outcome: 'permanent', code: '550 5.1.1', reason: 'refused' } : undefined;

const byEmail = (changes: Readonly<Record<string, Value | undefined>> = {}, options: Options = {}) =>
  accepted({ dealerEmail, channel: 'email', ...changes }, options);

/** The email comes back to the sender's address. */
const bounced = (world: World) =>
  settleReported(world.services(), forms, email, (notice, now) =>
    afterReport(
      notice,
      { providerId: notice.providerId ?? '', state: 'undelivered', code: '550 5.1.1' },
      now,
    ),
  );
const smsTo = (world: World) => world.sms.sent.filter(({ to }) => to === dealerPhone);

describe('an email that the dealer’s server refuses', () => {
  it('is followed by an SMS, which fills the blank', async () => {
    const world = await byEmail({}, { mail: noMailbox });
    expect(await world.notice(email)).toMatchObject({ state: 'failed', reason: 'refused' });
    expect(await dealerToldAt(world)).toBeUndefined();
    await deliver(world);
    expect(smsTo(world)).toMatchObject([{ noticeId: smsAfter, body: expect.stringContaining('FH0316') }]);
    expect(await world.notice(smsAfter)).toMatchObject({ state: 'accepted', cost: 1.5, segments: 3 });
    expect(await dealerToldAt(world)).toBe('2026-03-16T06:10:00.000Z');
    expect(inDoubt(world)).toEqual([]);
  });

  it('is followed by one SMS however often runs are made', async () => {
    const world = await byEmail({}, { mail: noMailbox });
    await Promise.all([deliver(world), deliver(world), deliver(world)]);
    await deliver(world);
    expect(smsTo(world)).toHaveLength(1);
  });

  it('leaves the blank open for the clerk where the SMS is refused too, and nothing follows that', async () => {
    const world = await byEmail(
      {},
      { mail: noMailbox, sms: () => ({ outcome: 'permanent', code: '21211', reason: 'bad-number' }) },
    );
    await deliver(world);
    await deliver(world);
    expect(await world.notice(smsAfter)).toMatchObject({ state: 'failed', reason: 'bad-number' });
    expect(await dealerToldAt(world)).toBeUndefined();
    const { channel, instead } = await world.notice(smsAfter);
    expect([channel, instead]).toEqual(['sms', undefined]);
    expect(world.memory.save()).not.toHaveProperty([`notices/${smsAfter}~email-after-sms`]);
    expect(inDoubt(world)).toEqual([]);
  });

  it('is followed by nothing where the dealer has refused SMS', async () => {
    const options = { now: '2026-03-16T13:30:00.000Z', mail: noMailbox };
    const world = await byEmail({}, options);
    const refusal = { address: dealerPhone, channel: 'sms', wants: 'no-more', by: 'reply' } as const;
    await noteChoice(world.services(), refusal);
    world.pass(12 * 3600);
    await deliver(world);
    expect(await world.notice(smsAfter)).toMatchObject({ state: 'suppressed', reason: 'opted-out' });
    await deliver(world);
    expect(smsTo(world)).toEqual([]);
  });

  it('is followed by nothing where there is only a desk phone, or none: the clerk phones', async () => {
    for (const changes of [{ dealerPhone: '+8675788886666' }, { dealerPhone: undefined }]) {
      const world = await byEmail(changes, { mail: noMailbox });
      await deliver(world);
      expect(await dealerToldAt(world)).toBeUndefined();
      expect(world.memory.save()).not.toHaveProperty([`notices/${smsAfter}`]);
    }
  });
});

describe('an email that comes back after the dealer’s server had taken it', () => {
  it('is followed by an SMS at once; the blank stays while that is under way, and once it has told them', async () => {
    const world = await byEmail();
    expect(await dealerToldAt(world)).toBeDefined();
    const woken = world.woken.times;
    world.pass(600);
    await bounced(world);
    expect(world.woken.times).toBe(woken + 1);
    expect(await world.notice(smsAfter)).toMatchObject({ state: 'pending' });
    expect(await dealerToldAt(world)).toBeDefined();
    await deliver(world);
    world.pass(3600);
    await deliver(world);
    expect(smsTo(world)).toHaveLength(1);
    expect(await dealerToldAt(world)).toBeDefined();
    expect(inDoubt(world)).toEqual([]);
  });

  it('has its blank opened again once the SMS is lost too', async () => {
    const world = await byEmail();
    world.pass(600);
    await bounced(world);
    await deliver(world);
    expect(await dealerToldAt(world)).toBeDefined();
    await undelivered(world, smsAfter);
    expect(await dealerToldAt(world)).toBeUndefined();
    world.pass(3600);
    await deliver(world);
    expect(inDoubt(world)).toEqual([]);
  });

  it('at night is followed by an SMS in the dealer’s morning', async () => {
    const world = await byEmail({}, { now: '2026-03-16T12:55:00.000Z' });
    world.pass(600);
    await bounced(world);
    expect(await world.notice(smsAfter)).toMatchObject({
      state: 'pending',
      country: 'SG',
      dueAt: '2026-03-17T00:00:00.000Z',
    });
  });

  it('is followed by nothing where the SMS went beside it', async () => {
    const world = await byEmail({ channel: 'both' });
    await bounced(world);
    await deliver(world);
    expect(smsTo(world)).toHaveLength(1);
    expect(await dealerToldAt(world)).toBeDefined();
  });
});

it('an email that its provider keeps from leaving for two hours gives way to an SMS', async () => {
  const down = (): SendOutcome => ({ outcome: 'passing', code: 'ECONNREFUSED' });
  const world = await byEmail({}, { mail: down });
  for (let minute = 0; minute < 130; minute += 10) {
    world.pass(600);
    await deliver(world);
  }
  expect(await world.notice(email)).toMatchObject({ state: 'failed', reason: 'provider-down' });
  expect(smsTo(world)).toHaveLength(1);
});
