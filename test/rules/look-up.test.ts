import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterExpiredLease, afterSending, leaseSeconds } from '../../functions/src/rules/delivery';
import { afterLookUp } from '../../functions/src/rules/look-up';
import { type Notice, noticeSchema, noticeStates } from '../../functions/src/rules/notice';

const now = '2026-03-16T06:10:00.000Z';
const claimedAt = Date.parse('2026-11-01T00:00:00.000Z');
const machine = (seconds: number) => new Date(claimedAt + seconds * 1000);
const at = (seconds: number) => machine(seconds).toISOString();
const unknown = (change: Partial<Notice> = {}): Notice =>
  noticeSchema.parse({
    id: 'order~row-1~goods-shipped~dealer~sms~1',
    record: 'order~row-1',
    form: 'order',
    kind: 'goods-shipped',
    recipient: 'dealer',
    channel: 'sms',
    to: '+8613800138000',
    language: 'zh-CN',
    text: '【全友家居】订单DH2026-0001已发货',
    segments: 1,
    state: 'unknown',
    reason: 'no-answer',
    dueAt: now,
    attempts: 1,
    createdAt: now,
    leaseUntil: at(leaseSeconds),
    lookUpAt: at(leaseSeconds),
    ...change,
  });
const look = (notice: Notice, seconds: number, saw: 'absent' | 'unclear' = 'absent'): Notice => ({
  ...notice,
  ...afterLookUp(notice, saw, machine(seconds), now),
});

describe('an SMS that becomes unknown', () => {
  const sending = unknown({ state: 'sending', lookUpAt: undefined });

  it('is to be looked up when its lease is over, whether its sender had no answer or died', () => {
    const died = afterExpiredLease(sending, machine(leaseSeconds), now);
    const unanswered = afterSending(sending, 1, { outcome: 'unknown', code: 'timeout' }, now, 0);
    for (const change of [died, unanswered])
      expect(change).toMatchObject({
        state: 'unknown',
        lookUpAt: at(leaseSeconds),
        leaseUntil: at(leaseSeconds),
      });
  });

  it('but no email is: SMTP keeps no list', () => {
    const email = { ...sending, channel: 'email' as const };
    expect(afterExpiredLease(email, machine(leaseSeconds), now)).not.toHaveProperty('lookUpAt');
  });
});

describe('absence from the provider’s list', () => {
  it('three times, from ten minutes after the claim on, is proof that nothing has left', () => {
    let notice = look(unknown(), 300);
    expect(notice).toMatchObject({ state: 'unknown', absences: 0, lookUpAt: at(600) });
    notice = look(look(notice, 600), 900);
    expect(notice).toMatchObject({ state: 'unknown', absences: 2, reason: 'no-answer', lookUpAt: at(1200) });
    expect(look(notice, 1200)).toMatchObject({ state: 'pending', dueAt: now, firstDueAt: now, attempts: 1 });
  });

  it('that two runs see at once counts once', () => {
    const once = look(unknown({ lookUpAt: at(600) }), 600);
    expect(afterLookUp(once, 'absent', machine(600), now)).toBeUndefined();
  });

  it('in a list that may lack something, or that did not come, is none; it is asked again for a day', () => {
    const later = look(unknown({ absences: 2, lookUpAt: at(1200) }), 1200, 'unclear');
    expect(later).toMatchObject({ state: 'unknown', absences: 2, lookUpAt: at(1500) });
    const last = afterLookUp(unknown({ absences: 2 }), 'unclear', machine(24 * 3600), now);
    expect(last).toEqual({ reason: 'no-answer', leaseUntil: at(leaseSeconds) });
  });

  it('of one that has waited too long fails, so that a person looks, or its email goes', () => {
    const old = { absences: 2, dueAt: '2026-03-15T06:10:00.000Z' };
    expect(look(unknown({ ...old, attempts: 40 }), 1200)).toMatchObject({
      state: 'failed',
      reason: 'gave-up',
      code: 'not-sent',
      settledAt: now,
    });
    const instead = { to: 'li@example.com', subject: '已发货', text: '您的订单已发货。' };
    const twoHours = unknown({ absences: 2, dueAt: '2026-03-16T04:10:00.000Z', instead });
    expect(look(twoHours, 1200)).toMatchObject({ state: 'failed', reason: 'provider-down' });
    expect(look(unknown({ absences: 2, attempts: 40 }), 1200)).toMatchObject({ state: 'pending' });
  });

  it('of what a callback has settled meanwhile, or that nobody looks up, changes nothing', () => {
    for (const state of noticeStates.filter((one) => one !== 'unknown'))
      expect(afterLookUp(unknown({ state }), 'absent', machine(1200), now)).toBeUndefined();
    expect(afterLookUp(unknown({ lookUpAt: undefined }), 'absent', machine(1200), now)).toBeUndefined();
  });

  it('whenever it is looked for, is no proof before three whole lists later than ten minutes', () => {
    const looks = fc.array(fc.tuple(fc.nat(2000), fc.constantFrom('absent' as const, 'unclear' as const)));
    fc.assert(
      fc.property(looks, (tried) => {
        let notice = unknown();
        let whole = 0;
        for (const [seconds, saw] of tried.toSorted(([one], [other]) => one - other)) {
          if (saw === 'absent' && seconds >= 600) whole += 1;
          notice = look(notice, seconds, saw);
          if (notice.state !== 'unknown') break;
        }
        if (notice.state !== 'unknown') expect(whole).toBeGreaterThanOrEqual(3);
      }),
    );
  });
});

it('that the provider accepted after all is believed of what is about to be sent again', () => {
  const again = look(unknown({ absences: 2 }), 1200);
  const accepted = { outcome: 'accepted', providerId: 'SM1' } as const;
  expect(afterSending(again, 1, accepted, now, 0)).toMatchObject({ state: 'accepted', providerId: 'SM1' });
  expect(afterSending(again, 1, { outcome: 'unknown', code: 'late' }, now, 0)).toBeUndefined();
});
