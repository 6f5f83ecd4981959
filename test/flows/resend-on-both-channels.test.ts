import { describe, expect, it } from '@jest/globals';
import { recordDelivery } from '../../functions/src/flows/record-delivery';
import { resendNotice } from '../../functions/src/flows/resend-notice';
import { forms } from '../../functions/src/forms';
import { shippedToDealer as firstSms, toldOrder } from '../support/told-order';

const emailAfter = `${firstSms}~email-after-sms`;
const secondSms = firstSms.replace(/1$/, '2');
const emailAgain = firstSms.replace('~sms~', '~email~');

/** Neither the SMS nor the email in its place has arrived, and a clerk has had both sent again. */
async function bothAgain() {
  const world = await toldOrder({ head: { dealerEmail: 'li@example.com' } });
  const isLost = async (id: string) => {
    const { providerId = '' } = (await world.notice(id)) ?? {};
    const report = { noticeId: id, providerId, status: 'undelivered', errorCode: '30003' };
    await recordDelivery(world.services, forms, report);
  };
  await isLost(firstSms);
  await world.set(emailAfter, { state: 'failed', reason: 'refused' });
  for (const id of [firstSms, emailAfter])
    await resendNotice(world.services, forms, { id, by: 'li@gendan.example', mayHaveLeft: false });
  await world.deliver();
  return { ...world, isLost };
}

describe('when an SMS and the email in its place are both sent again, and the SMS is lost once more', () => {
  it.each(['pending', 'accepted', 'unknown'] as const)(
    'no email follows it that says what the other one (%s) does',
    async (state) => {
      const world = await bothAgain();
      await world.set(emailAgain, { state });
      await world.isLost(secondSms);
      expect(await world.notice(secondSms)).toMatchObject({ state: 'undelivered' });
      expect(await world.notice(`${secondSms}~email-after-sms`)).toBeUndefined();
    },
  );

  it('an email follows it where the other one is lost too', async () => {
    const world = await bothAgain();
    await world.set(emailAgain, { state: 'failed', reason: 'gave-up' });
    await world.isLost(secondSms);
    expect(await world.notice(`${secondSms}~email-after-sms`)).toMatchObject({ state: 'pending' });
  });

  it('what is corrected later is told by email, since the email told them', async () => {
    const world = await bothAgain();
    await world.isLost(secondSms);
    world.sent.mails.length = 0;
    await world.type({ expectedArrival: '3月20日17:00' });
    world.pass(10);
    await world.deliver();
    expect(world.sent.mails.filter(({ to }) => to === 'li@example.com')).toMatchObject([
      { noticeId: emailAgain.replace(/1$/, '2'), subject: expect.stringContaining('更正') },
    ]);
  });

  it('an email that still waits to be sent again says what is right by then', async () => {
    const world = await bothAgain();
    await world.set(emailAgain, { state: 'pending' });
    await world.isLost(secondSms);
    await world.type({ expectedArrival: '3月20日17:00' });
    expect(await world.notice(emailAgain)).toMatchObject({
      state: 'pending',
      text: expect.stringContaining('3月20日'),
    });
  });
});
