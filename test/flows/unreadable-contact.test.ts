import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { answerReply } from '../../functions/src/flows/answer-reply';
import { contactPath, isOptedOut } from '../../functions/src/flows/contact-permission';
import { recordDelivery } from '../../functions/src/flows/record-delivery';
import { forms } from '../../functions/src/forms';
import { contactId } from '../../functions/src/rules/contact';
import { dealerSms, deliveryWorld } from '../support/delivery-services';
import { comeToday, dealerPhone, deliverDue, toldDealer } from '../support/told-dealer';

const optedOut = { state: 'suppressed', reason: 'opted-out', attempts: 0 };

describe('a dealer whose choice cannot be read', () => {
  const broken = async () => {
    const world = await toldDealer(comeToday);
    await world.memory.write([
      { kind: 'set', path: contactPath(dealerPhone), data: { optedOut: 'yes', history: 7 } },
    ]);
    return world;
  };
  const answer = (world: Awaited<ReturnType<typeof broken>>, body: string) =>
    answerReply(world.services, forms, { sid: `SM-${body}`, from: dealerPhone, body });
  let logged: ReturnType<typeof jest.spyOn>;
  beforeEach(() => {
    logged = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  const receipt = 'order~row-1~receipt-confirmed~dealer~sms~1';

  it('counts as having refused: nothing is sent to them, and everybody else is told', async () => {
    const world = await broken();
    await answer(world, '1');
    await world.deliver();
    expect(await world.notice(receipt)).toMatchObject(optedOut);
    expect(logged.mock.calls.join()).toContain(contactId(dealerPhone));
    expect(logged.mock.calls.join()).not.toContain(dealerPhone);
    expect(world.sms.sent.map(({ noticeId }) => noticeId)).toContain(
      receipt.replace('dealer', 'sales-manager'),
    );
  });

  it('holds up no run that has something for them to try again', async () => {
    let tries = 0;
    const world = deliveryWorld({
      changes: { dealerPhone },
      sms: ({ to }) =>
        to === dealerPhone && tries++ === 0 ? { outcome: 'passing', code: '20429' } : undefined,
    });
    await deliverDue(world.services());
    await world.memory.write([{ kind: 'set', path: contactPath(dealerPhone), data: { optedOut: 'yes' } }]);
    world.pass(3600);
    await deliverDue(world.services());
    expect(await world.notice(dealerSms)).toMatchObject({ ...optedOut, attempts: 1 });
    expect(tries).toBe(1);
  });

  it('stays so where a message is reported as undelivered, until they choose again', async () => {
    const world = await broken();
    const { providerId = '' } = await world.notice(dealerSms);
    const report = { noticeId: dealerSms, providerId, status: 'undelivered', errorCode: '30003' };
    await recordDelivery(world.services, forms, report);
    expect(await world.document(contactPath(dealerPhone))).toEqual({ optedOut: 'yes', history: 7 });
    expect(await isOptedOut(world.memory.get, dealerPhone, 'sms')).toBe(true);
    await answer(world, 'START');
    expect(await isOptedOut(world.memory.get, dealerPhone, 'sms')).toBe(false);
    await answer(world, 'STOP');
    expect(await world.document(contactPath(dealerPhone))).toMatchObject({
      address: dealerPhone,
      optedOut: { by: 'reply' },
    });
  });
});
