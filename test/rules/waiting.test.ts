import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterSending } from '../../functions/src/rules/delivery';
import { type Notice, noticeSchema, noticeStates } from '../../functions/src/rules/notice';
import { afterWaiting, firstDue, waitingEnds } from '../../functions/src/rules/waiting';

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
    state: 'pending',
    dueAt: due,
    attempts: 0,
    createdAt: due,
    ...change,
  });

describe('what its provider keeps from leaving', () => {
  it('fails after two hours where the other channel can go in its place', () => {
    const sms = notice({ instead, code: 'ECONNREFUSED', reason: 'passing' });
    expect(afterWaiting(sms, 'down', later(119.9))).toBeUndefined();
    expect(afterWaiting(sms, 'down', later(120))).toEqual({
      state: 'failed',
      reason: 'provider-down',
      code: 'ECONNREFUSED',
      settledAt: later(120),
    });
  });

  it('fails after a day where it can’t, and for a clerk to phone', () => {
    for (const change of [{}, { channel: 'email' }] as const) {
      expect(afterWaiting(notice(change), 'down', later(24 * 60 - 0.1))).toBeUndefined();
      expect(afterWaiting(notice(change), 'down', later(24 * 60))).toMatchObject({
        state: 'failed',
        reason: 'gave-up',
      });
    }
  });

  it('and only wishes a pause, waits a day even where an email could go', () => {
    expect(afterWaiting(notice({ instead }), 'resting', later(24 * 60 - 0.1))).toBeUndefined();
    expect(afterWaiting(notice({ instead }), 'resting', later(24 * 60))).toMatchObject({ reason: 'gave-up' });
  });

  it('is as old as its first hour, whatever it was put off to since', () => {
    const putOff = notice({ instead, dueAt: later(118), firstDueAt: due });
    expect(afterWaiting(putOff, 'down', later(120))).toMatchObject({ state: 'failed' });
    expect(firstDue(putOff)).toBe(due);
  });

  it('becomes no older when clocks are set back, and its earlier hour counts', () => {
    expect(afterWaiting(notice({ instead }), 'down', later(-300))).toBeUndefined();
    expect(firstDue(notice({ firstDueAt: later(60) }))).toBe(due);
  });

  it('stays as it is once it may have left', () => {
    for (const state of noticeStates.filter((one) => one !== 'pending'))
      expect(afterWaiting(notice({ state, instead }), 'down', later(3000))).toBeUndefined();
  });
});

describe('a try that fails', () => {
  const fails = (
    minutes: number,
    attempt: number,
    change: Partial<Notice> = {},
    retryAfterSeconds?: number,
  ) =>
    afterSending(
      notice({ state: 'sending', attempts: attempt, ...change }),
      attempt,
      {
        outcome: 'passing',
        code: '20429',
        ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      },
      later(minutes),
      0,
    );

  it('is the last when its time is over, and just before that is followed by one that comes in time', () => {
    expect(fails(119, 8, { instead })).toMatchObject({
      state: 'pending',
      dueAt: later(120),
      firstDueAt: due,
    });
    expect(fails(120, 9, { instead })).toMatchObject({
      state: 'failed',
      reason: 'provider-down',
      code: '20429',
    });
    expect(fails(24 * 60, 20)).toMatchObject({ state: 'failed', reason: 'gave-up', code: '20429' });
  });

  it('is the last when the provider wishes no other in time', () => {
    expect(fails(10, 2, { instead }, 600)).toMatchObject({ state: 'pending', dueAt: later(20) });
    expect(fails(110, 2, { instead }, 600)).toMatchObject({ state: 'failed', reason: 'provider-down' });
    expect(fails(24 * 60 - 10, 2, {}, 600)).toMatchObject({ state: 'failed', reason: 'gave-up' });
  });

  it('whose provider wishes to be left alone for a year is followed by one after a quarter of an hour', () => {
    expect(fails(10, 1, {}, 31_536_000)).toMatchObject({ state: 'pending', dueAt: later(25) });
    expect(fails(10, 1, { instead }, 31_536_000)).toMatchObject({ state: 'pending', dueAt: later(25) });
  });

  it('is the last also when it was the first, and came late for want of anybody who looked', () => {
    expect(fails(3000, 1, { instead })).toMatchObject({ state: 'failed', reason: 'provider-down' });
    expect(fails(3000, 1)).toMatchObject({ state: 'failed', reason: 'gave-up' });
  });

  it('is not the last for being the hundredth: tries an hour apart at most go on for the whole day', () => {
    expect(fails(24 * 60 - 30, 100)).toMatchObject({ state: 'pending', dueAt: later(24 * 60) });
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 100 }), (randoms) => {
        let sms = notice();
        let now = due;
        for (const random of randoms) {
          if (sms.state === 'failed') break;
          const attempts = sms.attempts + 1;
          const change = afterSending(
            { ...sms, state: 'sending', attempts },
            attempts,
            { outcome: 'passing', code: '451' },
            now,
            random,
          );
          sms = { ...sms, attempts, ...change };
          if (sms.state === 'pending') now = sms.dueAt;
        }
        expect([sms.state, now]).toEqual(['failed', later(24 * 60)]);
      }),
    );
  });

  it('leads to another one that is in time, not before the provider’s wish, or to none', () => {
    fc.assert(
      fc.property(
        fc.nat(1500),
        fc.integer({ min: 1, max: 100 }),
        fc.boolean(),
        fc.option(fc.nat(100_000), { nil: undefined }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (minutes, attempt, hasEmail, wish, random) => {
          const sms = notice({ state: 'sending', attempts: attempt, ...(hasEmail ? { instead } : {}) });
          const result = {
            outcome: 'passing',
            code: '20429',
            ...(wish ? { retryAfterSeconds: wish } : {}),
          } as const;
          const change = afterSending(sms, attempt, result, later(minutes), random);
          const limit = waitingEnds(sms).at;
          const wished = Date.parse(later(minutes)) + Math.min(wish ?? 0, 900) * 1000;
          if (change?.state === 'failed') {
            expect(wished).toBeGreaterThanOrEqual(limit);
            return;
          }
          const next = Date.parse(change?.dueAt ?? '');
          expect(next).toBeGreaterThanOrEqual(wished);
          expect(next).toBeGreaterThan(Date.parse(later(minutes)));
          expect(next).toBeLessThanOrEqual(limit);
        },
      ),
    );
  });
});
