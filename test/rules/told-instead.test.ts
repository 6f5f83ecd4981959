import { describe, expect, it } from '@jest/globals';
import { contactId } from '../../functions/src/rules/contact';
import { type Notice, noticeSchema } from '../../functions/src/rules/notice';
import { isToldAnyhow, toldInstead } from '../../functions/src/rules/told-instead';
import { noticeOf } from '../support/notice-stored';
import { settings } from '../support/shipped-order';

const day = '2026-03-16T06:20:00.000Z';
const phone = '+8613800138000';
const instead = { to: phone, text: '【宏远家具】您的货已发出。' };
const refused = { state: 'failed', reason: 'refused', code: '550 5.1.1' } as const;
const email = (changes: Parameters<typeof noticeOf>[0] = {}) =>
  noticeOf({
    channel: 'email',
    subject: '已发货',
    country: 'CN',
    fills: 'dealerToldAt',
    instead,
    ...changes,
  });

describe('the SMS in place of an email', () => {
  it.each([
    refused,
    { state: 'failed', reason: 'bad-number' },
    { state: 'failed', reason: 'provider-down' },
    { state: 'undelivered', reason: 'not-delivered' },
  ] as const)('follows one that certainly did not arrive: %j', (lost) => {
    const sms = toldInstead(email(lost), day, settings);
    expect(sms).toMatchObject({
      id: 'order~row-1~goods-shipped~dealer~email~1~sms-after-email',
      channel: 'sms',
      to: phone,
      contact: contactId(phone),
      text: instead.text,
      segments: 1,
      state: 'pending',
      dueAt: day,
      fills: 'dealerToldAt',
    });
    expect(noticeSchema.parse(sms)).toEqual(sms);
  });

  it('follows what came back within a day, and not what came back later', () => {
    const cameBack = { state: 'undelivered', reason: 'not-delivered' } as const;
    const takenAt = (acceptedAt: string) => toldInstead(email({ ...cameBack, acceptedAt }), day, settings);
    expect(takenAt('2026-03-15T06:20:00.000Z')).toBeDefined();
    expect(takenAt('2026-03-15T06:19:59.000Z')).toBeUndefined();
  });

  it('is followed by nothing, and is no email any more', () => {
    const sms = toldInstead(email(refused), day, settings);
    expect(sms).not.toHaveProperty('instead');
    expect(sms).not.toHaveProperty('subject');
    const lost = sms && noticeSchema.parse({ ...sms, state: 'undelivered', reason: 'not-delivered' });
    expect(lost && toldInstead(lost, day, settings)).toBeUndefined();
  });

  it('costs the segments of its own text', () => {
    const long = { to: phone, text: '长'.repeat(71) };
    expect(toldInstead(email({ ...refused, instead: long }), day, settings)?.segments).toBe(2);
  });

  it('waits for the morning of the phone’s country', () => {
    const night = '2026-03-16T14:00:00.000Z';
    expect(toldInstead(email(refused), night, settings)?.dueAt).toBe('2026-03-17T00:00:00.000Z');
    const german = email({ ...refused, country: 'DE' });
    expect(toldInstead(german, night, settings)).toMatchObject({ country: 'DE', dueAt: night });
  });

  it('does not follow what may have arrived, or was never tried', () => {
    for (const state of ['pending', 'sending', 'accepted', 'delivered', 'withdrawn', 'suppressed'] as const)
      expect(toldInstead(email({ state }), day, settings)).toBeUndefined();
    expect(toldInstead(email({ state: 'unknown', reason: 'no-answer' }), day, settings)).toBeUndefined();
  });

  it('does not follow where no mobile is known, another message has taken its place, or they refuse messages', () => {
    const { instead: _none, ...alone } = email(refused);
    expect(toldInstead(alone, day, settings)).toBeUndefined();
    expect(toldInstead(email({ ...refused, followedBy: 'n~2' }), day, settings)).toBeUndefined();
    expect(toldInstead(email({ state: 'failed', reason: 'opted-out' }), day, settings)).toBeUndefined();
  });
});

describe('the SMS in place of an email that a clerk has sent again', () => {
  const says = { expectedArrival: '2026-03-18T06:00:00.000Z' };
  const lost = email({ ...refused, says });
  const sms = toldInstead(lost, day, settings);
  const other = (changes: Parameters<typeof noticeOf>[0]) =>
    noticeOf({ ...instead, says, id: `${sms?.record}~goods-shipped~dealer~sms~1`, ...changes });
  const isTold = (...others: readonly Notice[]) => sms && isToldAnyhow(sms, [...others, lost]);

  it.each(['pending', 'sending', 'accepted', 'delivered', 'unknown'] as const)(
    'does not say what another SMS has told them, or may yet (%s)',
    (state) => expect(isTold(other({ state }))).toBe(true),
  );

  it('says what no other has told them', () => {
    expect(isTold()).toBe(false);
    for (const state of ['failed', 'undelivered', 'withdrawn', 'suppressed'] as const)
      expect(isTold(other({ state }))).toBe(false);
    expect(isTold(other({ state: 'accepted', to: '+8613900002222' }))).toBe(false);
  });

  it('says what is right where they were told something else since', () => {
    const wrong = { says: { expectedArrival: '2026-03-20T06:00:00.000Z' }, text: '【宏远家具】您的货晚到。' };
    expect(isTold(other({ state: 'delivered', ...wrong }))).toBe(false);
    const later = noticeOf({ channel: 'email', state: 'delivered', ...wrong });
    expect(isTold(other({ state: 'delivered' }), { ...later, id: `${lost.record}~later` })).toBe(false);
  });

  it('does not say in other words what they were told', () => {
    expect(isTold(other({ state: 'delivered', text: '【宏远家具】更正：您的货已发出。' }))).toBe(true);
  });
});
