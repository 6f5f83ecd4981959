import { describe, expect, it } from '@jest/globals';
import { recordDelivery } from '../../functions/src/flows/record-delivery';
import { resendNotice } from '../../functions/src/flows/resend-notice';
import { forms } from '../../functions/src/forms';
import { dealerSms } from '../support/delivery-services';
import { dyingProcess } from '../support/dying-process';
import { li } from '../support/staff';
import { ledger, recordOf, reminders, sweep } from '../support/sweeping';
import { deliverDue } from '../support/told-dealer';
import { shippedToDealer, toldOrder } from '../support/told-order';
import {
  accepted,
  dealerEmail,
  dealerToldAt,
  deliver,
  emailAfter,
  inDoubt,
  refusing,
  undelivered,
} from '../support/undelivered';

describe('a blank that is open again', () => {
  it('is filled by what a clerk sends again, and once more opened when that is lost as well', async () => {
    const world = await accepted();
    await undelivered(world);
    world.pass(600);
    const resent = await resendNotice(world.services(), forms, {
      id: dealerSms,
      by: 'li',
      mayHaveLeft: false,
    });
    expect(resent.kind).toBe('resent');
    await deliver(world);
    expect(await dealerToldAt(world)).toBe('2026-03-16T06:20:00.000Z');
    await undelivered(world, dealerSms.replace(/1$/, '2'));
    expect(await dealerToldAt(world)).toBeUndefined();
  });

  it('is filled by an SMS of which it is learned later that it has arrived, not before', async () => {
    const second = dealerSms.replace(/1$/, '2');
    const world = await accepted(
      {},
      { sms: ({ noticeId }) => (noticeId === second ? { outcome: 'unknown', code: 'timeout' } : undefined) },
    );
    await undelivered(world);
    await resendNotice(world.services(), forms, { id: dealerSms, by: 'li', mayHaveLeft: false });
    await deliver(world);
    expect((await world.notice(second)).state).toBe('unknown');
    expect(await dealerToldAt(world)).toBeUndefined();
    world.pass(3600);
    const report = { noticeId: second, providerId: 'P9', status: 'delivered' };
    await recordDelivery(world.services(), forms, report);
    expect(await dealerToldAt(world)).toBe('2026-03-16T07:10:00.000Z');
  });

  it('stays open where nobody knows whether the email that followed has left', async () => {
    const world = await accepted(
      { dealerEmail },
      { mail: ({ to }) => (to === dealerEmail ? { outcome: 'unknown', code: 'timeout' } : undefined) },
    );
    await undelivered(world);
    await deliver(world);
    expect((await world.notice(emailAfter)).state).toBe('unknown');
    world.pass(1200);
    await deliver(world);
    expect(await dealerToldAt(world)).toBeUndefined();
    expect(inDoubt(world)).toEqual([]);
  });

  it('leaves its clerk the time that was left when the system filled it, has them told before that is over, and fines nobody', async () => {
    // The stage opened at noon and was filled at once: of its hour all is left.
    const world = await toldOrder();
    const { services } = world;
    const stage = async () => (await recordOf(services)).stages.announcement;
    const told = async () =>
      (await reminders(services)).flatMap(({ stage, step, person }) =>
        stage === 'announcement' ? [`${step} ${person}`] : [],
      );
    const { openedAt, completedAt } = (await stage()) ?? {};
    expect([openedAt, completedAt]).toEqual(['2026-03-18T04:00:00.000Z', '2026-03-18T04:00:00.000Z']);
    world.pass(180);
    const { providerId = '' } = (await world.notice(shippedToDealer)) ?? {};
    const report = { noticeId: shippedToDealer, providerId, status: 'undelivered' };
    await recordDelivery(services, forms, report);
    await sweep(services);
    expect(await stage()).not.toHaveProperty('completedAt');
    expect(await told()).toEqual([]);
    world.pass(30);
    await sweep(services);
    expect(await told()).toEqual([`soon ${li.email}`]);
    world.pass(29);
    await sweep(services);
    expect(await stage()).not.toHaveProperty('missedAt');
    world.pass(1);
    await sweep(services);
    expect(await stage()).toMatchObject({ missedAt: '2026-03-18T08:00:00.000Z' });
    expect(await ledger(services)).toEqual([]);
  });
});

describe('whoever dies while a blank is opened again, at whichever step,', () => {
  it.each([
    ['no email', undefined],
    ['an email that fails', dealerEmail],
  ])('leaves it to the next run, which does it once: with %s', async (_, email) => {
    for (let deathAt = 1, steps = 99; deathAt <= steps; deathAt++) {
      const world = await accepted({ dealerEmail: email }, { mail: refusing });
      const { revision } = await world.record();
      const { providerId = '' } = await world.notice(dealerSms);
      const process = dyingProcess(world.services(), deathAt);
      const report = { noticeId: dealerSms, providerId, status: 'undelivered' };
      await recordDelivery(process.services, forms, report)
        .then(() => deliverDue(process.services))
        .catch(() => undefined);
      steps = process.steps();
      // The provider tells it again only where it got no answer.
      if (steps >= deathAt) await recordDelivery(world.services(), forms, report);
      for (let round = 0; round < 4; round++) {
        world.pass(400);
        await deliver(world);
      }
      const record = await world.record();
      expect([deathAt, record.values.dealerToldAt, record.revision]).toEqual([
        deathAt,
        undefined,
        revision + 1,
      ]);
      expect(inDoubt(world)).toEqual([]);
    }
  });
});
