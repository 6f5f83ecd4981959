import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterReport, afterSending } from '../../functions/src/rules/delivery';
import { afterNotSent } from '../../functions/src/rules/not-sent';
import { type Notice, type NoticeState, noticeSchema, noticeStates } from '../../functions/src/rules/notice';
import { channelTroubleOf, neverLeft } from '../../functions/src/rules/twilio-codes';

const due = '2026-03-16T06:00:00.000Z';
const later = (minutes: number) => new Date(Date.parse(due) + minutes * 60_000).toISOString();
const instead = { to: 'li@example.com', subject: '已发货', text: '您的订单已发货。' };
const notice = (change: Partial<Notice> = {}): Notice =>
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
    state: 'accepted',
    providerId: 'SM1',
    dueAt: due,
    attempts: 1,
    createdAt: due,
    ...change,
  });
const report = { providerId: 'SM1', code: '30001' };

describe('what Twilio took over and never sent', () => {
  it('is known by the status failed with a code of too many, or of our account', () => {
    for (const code of ['30001', '30002', '30022', '30023', '63038', '14107']) {
      expect(neverLeft('failed', code)).toBe(true);
      expect(neverLeft('undelivered', code)).toBe(false);
    }
    for (const code of ['30003', '30007', '30036', '21610', ''])
      expect(neverLeft('failed', code)).toBe(false);
  });

  it('says of the channel what its code does', () => {
    const codes = ['30001', '30022', '30023', '63038', '30002', '14107', '30003'];
    expect(codes.map(channelTroubleOf)).toEqual([
      'too-many',
      'too-many',
      'too-many',
      'day-full',
      'shut-out',
      undefined,
      undefined,
    ]);
  });

  it('is tried again, ever later, and its id is spent', () => {
    expect(afterNotSent(notice(), report, later(10))).toEqual({
      state: 'pending',
      reason: 'passing',
      code: '30001',
      dueAt: later(10.5),
      firstDueAt: due,
      spent: ['SM1'],
      fillPending: false,
    });
    const third = notice({ providerId: 'SM3', attempts: 3, spent: ['SM1', 'SM2'] });
    expect(afterNotSent(third, { ...report, providerId: 'SM3' }, later(10))).toMatchObject({
      dueAt: later(12),
      spent: ['SM1', 'SM2', 'SM3'],
    });
  });

  it('fails when it is too old: after a day, or two hours where the other channel can go', () => {
    expect(afterNotSent(notice(), report, later(24 * 60))).toMatchObject({
      state: 'failed',
      reason: 'gave-up',
      code: '30001',
      spent: ['SM1'],
    });
    expect(afterNotSent(notice({ instead }), report, later(119))).toMatchObject({ state: 'pending' });
    expect(afterNotSent(notice({ instead }), report, later(120))).toMatchObject({
      state: 'failed',
      reason: 'provider-down',
    });
  });

  it('and of which nobody knew yet that it had been taken is left alone until nobody can be sending it', () => {
    for (const state of ['sending', 'unknown'] as const) {
      const { providerId: _none, ...early } = notice({ state });
      expect(afterNotSent(early, report, later(1))).toMatchObject({ state: 'pending', dueAt: later(6) });
    }
  });

  it('stays due when it was, where it is to be sent anyway', () => {
    const { providerId: _none, ...waiting } = notice({ state: 'pending', dueAt: later(600) });
    expect(afterNotSent(waiting, report, later(1))).toMatchObject({
      state: 'pending',
      dueAt: later(600),
      spent: ['SM1'],
    });
  });

  it('changes nothing of what is final, or has another id', () => {
    const final: readonly NoticeState[] = noticeStates.filter(
      (state) => !['pending', 'sending', 'unknown', 'accepted'].includes(state),
    );
    for (const state of final) expect(afterNotSent(notice({ state }), report, later(1))).toBeUndefined();
    expect(afterNotSent(notice({ providerId: 'SM2' }), report, later(1))).toBeUndefined();
  });
});

describe('a spent id', () => {
  it('is no news, however late and in whatever words, and neither is the answer to its request', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...noticeStates),
        fc.constantFrom('accepted' as const, 'delivered' as const, 'undelivered' as const),
        (state, told) => {
          const { providerId: _none, ...spent } = notice({ state, spent: ['SM1', 'SM2'] });
          expect(afterReport(spent, { providerId: 'SM1', state: told }, later(1))).toBeUndefined();
          expect(afterNotSent(spent, report, later(1))).toBeUndefined();
          const answer = { outcome: 'accepted', providerId: 'SM2' } as const;
          expect(afterSending(spent, 1, answer, later(1), 0)).toBeUndefined();
        },
      ),
    );
  });

  it('does not hold back what is heard of the next', () => {
    const { providerId: _none, ...again } = notice({ state: 'sending', attempts: 2, spent: ['SM1'] });
    expect(afterReport(again, { providerId: 'SM2', state: 'delivered' }, later(1))).toMatchObject({
      state: 'delivered',
      providerId: 'SM2',
    });
  });
});
