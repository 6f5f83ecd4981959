import { describe, expect, it } from '@jest/globals';
import { contactId, contactSchema, optIn, optOut } from '../../functions/src/rules/contact';
import { inTrouble, mayEndTrouble, outOfTrouble, troubleOf } from '../../functions/src/rules/contact-trouble';
import { type Notice, noticeSchema } from '../../functions/src/rules/notice';

const now = '2026-03-16T06:10:00.000Z';
const notice = (change: Partial<Notice> = {}): Notice =>
  noticeSchema.parse({
    id: 'order~row-1~goods-shipped~dealer~sms~1',
    record: 'order~row-1',
    form: 'order',
    kind: 'goods-shipped',
    recipient: 'dealer',
    channel: 'sms',
    to: '+8613800138000',
    contact: contactId('+8613800138000'),
    language: 'zh-CN',
    text: '【全友家居】订单DH2026-0001已发货',
    segments: 1,
    state: 'undelivered',
    reason: 'not-delivered',
    code: '30003',
    settledAt: now,
    dueAt: now,
    attempts: 1,
    createdAt: now,
    ...change,
  });
const email = { channel: 'email', to: 'Li@Example.com', contact: contactId('li@example.com') } as const;
const refused = { ...email, state: 'failed', reason: 'refused' } as const;
const trouble = { at: now, reason: 'not-delivered', code: '30003', notice: notice().id } as const;

describe('an address is in trouble', () => {
  it('when an SMS to it was not delivered, or it is no number for SMS', () => {
    expect(troubleOf(notice())).toEqual(trouble);
    const { code: _code, ...uncoded } = notice();
    expect(troubleOf(uncoded)).toEqual({ at: now, reason: 'not-delivered', notice: uncoded.id });
    expect(troubleOf(notice({ state: 'failed', reason: 'bad-number', code: '21211' }))).toMatchObject({
      reason: 'bad-number',
      code: '21211',
    });
  });

  it.each(['30003', '30004', '30005', '30006', '30008', '99999'])('with the word %s', (code) => {
    expect(troubleOf(notice({ code }))).toBeDefined();
  });

  it.each([
    ['30001', 'a queue that ran over'],
    ['30002', 'our account'],
    ['30007', 'a filter of texts'],
    ['30010', 'a price'],
    ['30022', 'our rate'],
    ['30023', 'our daily cap'],
    ['30034', 'our registration'],
    ['30410', 'a network between'],
    ['63038', 'our account’s daily cap'],
    ['14107', 'our rate to one number'],
    ['canceled', 'that somebody took it back'],
  ])('but not with the word %s: %s', (code) => {
    expect(troubleOf(notice({ code }))).toBeUndefined();
  });

  it('when a mail server refuses it, but not for what the mail says or the rules forbid', () => {
    for (const code of ['550', '550 5.1.1', '552 5.2.2', '554 5.4.4', 'bad-address'])
      expect(troubleOf(notice({ ...refused, code }))).toMatchObject({ reason: 'refused', code });
    for (const code of ['552 5.3.4', '554 5.6.0', '550 5.7.1'])
      expect(troubleOf(notice({ ...refused, code }))).toBeUndefined();
  });

  it('when an email came back later, also from a full mailbox or a server that could not be reached', () => {
    const lost = { ...email, state: 'undelivered', reason: 'not-delivered' } as const;
    for (const code of ['550 5.1.1', '5.1.1', '5.4.4', '452 4.2.2', '4.4.7', '550', undefined])
      expect(troubleOf(notice({ ...lost, code }))).toMatchObject({ reason: 'not-delivered' });
    for (const code of ['552 5.3.4', '5.6.0', '550 5.7.1', '451 4.7.1', '4.3.2', '553 5.1.8'])
      expect(troubleOf(notice({ ...lost, code }))).toBeUndefined();
  });

  it('not for an opt-out, a fault of the provider’s or of ours, or while nothing is known', () => {
    for (const change of [
      { state: 'failed', reason: 'opted-out' },
      { state: 'undelivered', reason: 'opted-out' },
      { state: 'failed', reason: 'provider-down' },
      { state: 'failed', reason: 'gave-up' },
      { state: 'failed', reason: 'unreadable' },
      { state: 'failed', reason: 'refused', code: '21408' },
      { state: 'unknown', reason: 'no-answer' },
      { state: 'pending', reason: 'passing' },
      { state: 'delivered', reason: undefined },
      { state: 'suppressed', reason: 'rehearsal' },
    ] as const)
      expect(troubleOf(notice(change as Partial<Notice>))).toBeUndefined();
  });

  it('only if it is a customer’s', () => {
    const { contact: _contact, ...toStaff } = notice();
    expect(troubleOf(toStaff)).toBeUndefined();
  });
});

describe('a contact', () => {
  it('begins with its first trouble, and has the latest', () => {
    const first = inTrouble(undefined, notice(email), trouble);
    expect(first).toEqual({
      address: 'li@example.com',
      channel: 'email',
      optedOut: null,
      history: [],
      trouble,
    });
    const later = { ...trouble, at: '2026-03-17T00:00:00.000Z' };
    expect(inTrouble(first, notice(email), later)).toEqual({ ...first, trouble: later });
  });

  it('keeps its owner’s choice through trouble, and its trouble through choices', () => {
    const choice = { at: now, by: 'reply' } as const;
    const out = optOut(undefined, notice().to, 'sms', choice);
    expect(inTrouble(out, notice(), trouble)).toEqual({ ...out, trouble });
    const both = optOut(inTrouble(undefined, notice(), trouble), notice().to, 'sms', choice);
    expect(both).toMatchObject({ optedOut: choice, trouble });
    expect(optIn(both, { ...choice, how: 'sms', note: '' })).toMatchObject({ optedOut: null, trouble });
  });

  it('of before there was trouble can be read', () => {
    const old = { address: '+8613800138000', channel: 'sms', optedOut: null, history: [] };
    expect(contactSchema.parse(old)).toEqual(old);
  });
});

describe('trouble ends', () => {
  const troubled = inTrouble(undefined, notice(), trouble);
  const { trouble: _trouble, ...free } = troubled;

  it('when an SMS that knows of it is delivered', () => {
    expect(outOfTrouble(troubled, notice({ state: 'delivered', troubled: true }))).toEqual(free);
    expect(outOfTrouble(troubled, notice({ state: 'accepted', troubled: true }))).toBeUndefined();
    expect(outOfTrouble(troubled, notice({ state: 'delivered' }))).toBeUndefined();
    expect(outOfTrouble(free, notice({ state: 'delivered', troubled: true }))).toBeUndefined();
    expect(outOfTrouble(undefined, notice({ state: 'delivered', troubled: true }))).toBeUndefined();
  });

  it('when an email is taken later than it began', () => {
    const taken = (acceptedAt: string) => notice({ ...email, state: 'accepted', acceptedAt, troubled: true });
    expect(outOfTrouble(troubled, taken('2026-03-16T06:10:00.001Z'))).toEqual(free);
    expect(outOfTrouble(troubled, taken(now))).toBeUndefined();
    expect(mayEndTrouble(notice({ ...refused, troubled: true }))).toBe(false);
  });
});
