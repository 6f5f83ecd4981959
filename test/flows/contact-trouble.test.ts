import { describe, expect, it } from '@jest/globals';
import { asChosen } from '../../functions/src/flows/contact-permission';
import { recordDelivery } from '../../functions/src/flows/record-delivery';
import { settleNotice } from '../../functions/src/flows/settle-notice';
import { forms } from '../../functions/src/forms';
import type { SendOutcome } from '../../functions/src/ports';
import { contactId, contactSchema } from '../../functions/src/rules/contact';
import type { Notice } from '../../functions/src/rules/notice';
import { requireIndexes } from '../../infra/local/require-indexes';
import { countingStore } from '../bench/counting-store';
import { dealerSms, deliveryWorld, managerSms } from '../support/delivery-services';
import { dealerPhone, deliverDue } from '../support/told-dealer';

const dealerEmail = 'Li@example.com';
const emailOf = (sms: string) => sms.replace('~sms~', '~email~');

function world(options: Parameters<typeof deliveryWorld>[0] = {}) {
  const made = deliveryWorld({ ...options, changes: { dealerPhone, ...options.changes } });
  const services = made.services(requireIndexes(made.memory));
  return {
    ...made,
    services,
    deliver: () => deliverDue(services),
    callback: (status: string, errorCode?: string, noticeId = dealerSms, providerId = 'P1') =>
      recordDelivery(services, forms, {
        noticeId,
        providerId,
        status,
        ...(errorCode === undefined ? {} : { errorCode }),
      }),
    contact: async (address: string) => {
      const [document] = await made.memory.get([`contacts/${contactId(address)}`]);
      return document && contactSchema.parse(document.data);
    },
    /** A notice as an edit would store it now: with what is known of its address. */
    store: async (notice: Notice) => {
      const [stored = notice] = await asChosen([notice], made.memory.get);
      await made.memory.write([{ kind: 'create', path: `notices/${notice.id}`, data: stored }]);
      return stored;
    },
  };
}
/** Another one to the same address, that is still to be sent. */
const another = ({ fills: _fills, ...notice }: Notice, id: string): Notice => ({
  ...notice,
  id,
  record: `order~${id}`,
});
const refusal = (code: string, reason: 'bad-number' | 'refused' | 'opted-out'): SendOutcome => ({
  outcome: 'permanent',
  code,
  reason,
});

describe('a customer’s address', () => {
  it('is in trouble when an SMS was not delivered there, and another SMS that is delivered ends it', async () => {
    const { deliver, callback, contact, notice, store } = world();
    const sample = await notice(dealerSms);
    await deliver();
    expect(await contact(dealerPhone)).toBeUndefined();
    await callback('undelivered', '30005');
    expect(await contact(dealerPhone)).toMatchObject({
      address: dealerPhone,
      optedOut: null,
      trouble: { at: '2026-03-16T06:10:00.000Z', reason: 'not-delivered', code: '30005', notice: dealerSms },
    });
    expect(await store(another(sample, 'next'))).toMatchObject({ troubled: true });
    await deliver();
    expect((await contact(dealerPhone))?.trouble).toBeDefined();
    await callback('delivered', undefined, 'next', 'P3');
    expect(await contact(dealerPhone)).toEqual({
      address: dealerPhone,
      channel: 'sms',
      optedOut: null,
      history: [],
    });
  });

  it('is freed by an SMS that was under way already when the trouble began', async () => {
    const { deliver, callback, contact, notice, store } = world();
    await store(another(await notice(dealerSms), 'under-way'));
    await store({ ...another(await notice(dealerSms), 'waits'), dueAt: '2026-03-17T02:00:00.000Z' });
    await deliver();
    await callback('undelivered', '30003');
    expect(await notice('waits')).toMatchObject({ state: 'pending', troubled: true });
    const { providerId = '' } = await notice('under-way');
    await callback('delivered', undefined, 'under-way', providerId);
    expect((await contact(dealerPhone))?.trouble).toBeUndefined();
  });

  it('is in trouble when its number is none, or its mail server refuses it, and the sales manager’s never is', async () => {
    const numbers = world({ sms: () => refusal('21211', 'bad-number') });
    const { to } = await numbers.notice(managerSms);
    await numbers.deliver();
    expect((await numbers.contact(dealerPhone))?.trouble).toMatchObject({ reason: 'bad-number' });
    expect(await numbers.contact(to)).toBeUndefined();
    const mails = world({
      changes: { channel: 'email', dealerEmail },
      mail: () => refusal('550 5.1.1', 'refused'),
    });
    await mails.deliver();
    expect(await mails.contact(dealerEmail)).toMatchObject({
      address: 'li@example.com',
      channel: 'email',
      trouble: { reason: 'refused', code: '550 5.1.1', notice: emailOf(dealerSms) },
    });
  });

  it('of email is freed by one that is taken later', async () => {
    let isFull = true;
    const { deliver, contact, notice, store, pass } = world({
      changes: { channel: 'email', dealerEmail },
      mail: () => (isFull ? refusal('552 5.2.2', 'refused') : undefined),
    });
    const sample = await notice(emailOf(dealerSms));
    await deliver();
    await store(another(sample, 'next'));
    isFull = false;
    pass(60);
    await deliver();
    expect(await notice('next')).toMatchObject({ state: 'accepted', attempts: 1 });
    expect(await contact(dealerEmail)).toMatchObject({ optedOut: null });
    expect((await contact(dealerEmail))?.trouble).toBeUndefined();
  });

  it('is in no trouble for an opt-out or a fault of the provider’s', async () => {
    const out = world({ sms: () => refusal('21610', 'opted-out') });
    await out.deliver();
    expect(await out.contact(dealerPhone)).toMatchObject({ optedOut: { by: 'provider' } });
    expect((await out.contact(dealerPhone))?.trouble).toBeUndefined();
    const late = world({ changes: { dealerEmail } });
    await late.deliver();
    await late.callback('failed', '21610');
    expect(await late.contact(dealerPhone)).toMatchObject({ optedOut: { by: 'provider' } });
    expect((await late.contact(dealerPhone))?.trouble).toBeUndefined();
    await late.deliver();
    expect(late.mail.sent).toEqual([]);
    const full = world();
    await full.deliver();
    await full.callback('undelivered', '30001');
    expect(await full.contact(dealerPhone)).toBeUndefined();
  });

  it('has its trouble once, however often it is told', async () => {
    const { deliver, callback, contact, pass } = world();
    await deliver();
    await callback('undelivered', '30003');
    const known = await contact(dealerPhone);
    pass(3600);
    expect(await callback('undelivered', '30005')).toBe('ignored');
    expect(await contact(dealerPhone)).toEqual(known);
  });
});

describe('what trouble costs', () => {
  it('is nothing where an SMS is delivered to whom the last one reached', async () => {
    const { deliver, memory, services } = world();
    await deliver();
    const { store, counted } = countingStore(memory);
    await settleNotice({ ...services, store }, dealerSms, (notice, now) =>
      notice.state === 'accepted' ? { state: 'delivered', settledAt: now } : undefined,
    );
    expect(counted).toEqual({ reads: 1, writes: 1 });
  });

  it('is one read and one write more where it was not, and two queries for what is under way', async () => {
    const { deliver, memory, services } = world();
    await deliver();
    const { store, counted } = countingStore(memory);
    const counting = { ...services, store };
    await recordDelivery(counting, forms, {
      noticeId: dealerSms,
      providerId: 'P1',
      status: 'undelivered',
      errorCode: '30003',
    });
    // Besides: nobody was told, so that the blank which it had filled is opened again.
    const opening = { reads: 4, writes: 3 };
    expect(counted).toEqual({ reads: 2 + 2 + opening.reads, writes: 2 + opening.writes });
  });
});
