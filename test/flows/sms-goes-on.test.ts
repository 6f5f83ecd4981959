import { beforeEach, describe, expect, it } from '@jest/globals';
import { resendNotice } from '../../functions/src/flows/resend-notice';
import { settleReported } from '../../functions/src/flows/settle-reported';
import { forms } from '../../functions/src/forms';
import { afterReport } from '../../functions/src/rules/delivery';
import type { Notice } from '../../functions/src/rules/notice';
import { zhou } from '../support/staff';
import { shippedToDealer, toldOrder } from '../support/told-order';

const head = { dealerEmail: 'li@example.com', channel: '邮件优先' };
const email = shippedToDealer.replace('~sms~1', '~email~1');
const smsAfter = `${email}~sms-after-email`;
type World = Awaited<ReturnType<typeof toldOrder>>;

async function bounced(world: World, id = email): Promise<void> {
  await settleReported(world.services, forms, id, (notice, now) =>
    afterReport(notice, { providerId: notice.providerId ?? '', state: 'undelivered' }, now),
  );
}
const ofShipment = (sent: readonly { noticeId: string }[]) =>
  sent.map(({ noticeId }) => noticeId).filter((id) => id.includes('~goods-shipped~dealer~'));

describe('who got an SMS because the email did not arrive', () => {
  let world: World;
  beforeEach(async () => {
    world = await toldOrder({ head });
    await bounced(world);
    await world.deliver();
    expect(ofShipment(world.sent.sms)).toEqual([smsAfter]);
    world.sent.sms.length = 0;
  });

  it('gets the correction by SMS, once, and nothing follows it', async () => {
    await world.type({ expectedArrival: '3月20日17:00' });
    world.pass(10);
    await world.deliver();
    expect(ofShipment(world.sent.mails)).toEqual([]);
    expect(ofShipment(world.sent.sms)).toEqual([shippedToDealer]);
    expect(await world.notice(smsAfter)).toMatchObject({ followedBy: shippedToDealer });
    const correction = await world.notice(shippedToDealer);
    expect(correction).toMatchObject({ text: expect.stringMatching(/^【宏远家具】更正：/) });
    expect(correction).not.toHaveProperty('instead');
    expect(correction).not.toHaveProperty('subject');
  });

  it('is told by email again once somebody has corrected the address', async () => {
    await world.type({ dealerEmail: 'li.jg@example.com', expectedArrival: '3月20日17:00' });
    world.pass(10);
    await world.deliver();
    expect(world.sent.mails).toMatchObject([{ to: 'li.jg@example.com' }]);
    expect(ofShipment(world.sent.sms)).toEqual([]);
  });

  it('gets no second SMS of the same where the corrected address fails too', async () => {
    await world.type({ dealerEmail: 'li.jg@example.com' });
    const second = await world.notice(email.replace(/1$/, '2'));
    expect(second).toMatchObject({ to: 'li.jg@example.com', state: 'pending' });
    expect(second).not.toHaveProperty('instead');
  });

  it('gets what is sent again there though email is what they chose', async () => {
    await world.set(smsAfter, { state: 'undelivered', reason: 'not-delivered' });
    const asked = { id: smsAfter, by: zhou.email, mayHaveLeft: false };
    const again = await resendNotice(world.services, forms, asked);
    expect(again).toEqual({ kind: 'resent', id: shippedToDealer });
    const sms = await world.notice(shippedToDealer);
    expect(sms).toMatchObject({ channel: 'sms', state: 'pending', follows: { id: smsAfter, why: 'resend' } });
    expect(sms?.instead).toBeUndefined();
  });
});

describe('a correction by email', () => {
  const correction = email.replace(/1$/, '2');
  const corrected = async (): Promise<{ readonly world: World; readonly second: Notice | undefined }> => {
    const world = await toldOrder({ head });
    await world.type({ expectedArrival: '3月20日17:00' });
    return { world, second: await world.notice(correction) };
  };

  it('is followed, where it comes back, by an SMS that is marked as a correction too', async () => {
    const { world, second } = await corrected();
    expect(second?.subject).toMatch(/^更正：/);
    expect(second?.instead?.text).toMatch(/^【宏远家具】更正：.*3月20日/);
    world.pass(10);
    await world.deliver();
    await bounced(world, correction);
    await world.deliver();
    const sms = world.sent.sms.filter(({ noticeId }) => noticeId.includes('~dealer~'));
    expect(sms).toMatchObject([{ noticeId: `${correction}~sms-after-email`, body: second?.instead?.text }]);
  });

  it('whose first email has turned out not to have arrived is plain again, and so is its SMS', async () => {
    const { world } = await corrected();
    await bounced(world);
    const plain = await world.notice(correction);
    expect(plain?.subject).not.toContain('更正');
    expect(plain?.instead?.text).toMatch(/^【宏远家具】(?!更正).*3月20日/);
    expect(await world.notice(smsAfter)).toBeUndefined();
  });
});

it('who was told by SMS, and chose email since, gets no second SMS of the same when the email is refused', async () => {
  const world = await toldOrder({ head: { dealerEmail: 'li@example.com' } });
  await world.type({ channel: '邮件优先' });
  expect(await world.notice(email)).toBeUndefined();
  await world.type({ expectedArrival: '3月20日17:00' });
  const second = await world.notice(email);
  // Of what has changed they know nothing yet.
  expect(second?.instead?.text).toMatch(/更正：/);
});
