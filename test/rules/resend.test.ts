import { describe, expect, it } from '@jest/globals';
import type { Notice } from '../../functions/src/rules/notice';
import { mayResend } from '../../functions/src/rules/resend';
import { settings } from '../support/shipped-order';

const now = '2026-03-16T08:00:00.000Z';
const hourAgo = '2026-03-16T07:00:00.000Z';
const base: Notice = {
  id: 'order~row-1~goods-shipped~dealer~sms~1',
  record: 'order~row-1',
  form: 'order',
  kind: 'goods-shipped',
  recipient: 'dealer',
  channel: 'sms',
  to: '+8613800138000',
  language: 'zh-CN',
  text: '已发货',
  segments: 1,
  state: 'failed',
  dueAt: hourAgo,
  attempts: 1,
  createdAt: hourAgo,
};
const asked = (change: Partial<Notice>, at = now) => mayResend({ ...base, ...change }, at, settings, true);

describe('a notice that a clerk asks to be sent again', () => {
  it.each<[string, Partial<Notice>, ReturnType<typeof mayResend>]>([
    ['has failed', { state: 'failed', reason: 'gave-up' }, 'yes'],
    ['did not arrive', { state: 'undelivered', reason: 'not-delivered' }, 'yes'],
    ['was stopped by a rehearsal', { state: 'suppressed', reason: 'rehearsal' }, 'yes'],
    ['waits', { state: 'pending' }, 'waiting'],
    ['is being sent', { state: 'sending' }, 'waiting'],
    ['has arrived', { state: 'delivered' }, 'delivered'],
    ['is not wanted any more', { state: 'withdrawn' }, 'withdrawn'],
    ['has no address', { state: 'suppressed', reason: 'no-address', to: '' }, 'no-address'],
    ['has a desk phone only', { state: 'suppressed', reason: 'landline' }, 'landline'],
    [
      'was refused by its recipient before it left',
      { state: 'suppressed', reason: 'opted-out' },
      'opted-out',
    ],
    [
      'was refused by its recipient, as the provider knew',
      { state: 'failed', reason: 'opted-out' },
      'opted-out',
    ],
    ['may have left and is looked up', { state: 'unknown', lookUpAt: now }, 'asking-provider'],
    ['may have left and is not looked up any more', { state: 'unknown' }, 'may-have-left'],
    ['is followed by another', { state: 'failed', followedBy: 'x' }, 'followed'],
    ['tells staff of their work', { kind: 'work-reminder', recipient: 'staff' }, 'withdrawn'],
  ])('that %s: %#', (_, change, verdict) => {
    expect(asked(change)).toBe(verdict);
  });

  it.each([{ state: 'suppressed' }, { state: 'failed' }] as const)(
    'and that its recipient had refused is, once they want messages again: %j',
    (change) => {
      const refused: Notice = { ...base, ...change, reason: 'opted-out' };
      expect(mayResend(refused, now, settings, false)).toBe('yes');
    },
  );

  it('in a rehearsal is not, and what would not be sent again anyway is told as ever', () => {
    const during = (change: Partial<Notice>) =>
      mayResend({ ...base, ...change }, now, { rehearsal: true }, true);
    expect(during({ state: 'failed' })).toBe('rehearsal');
    expect(during({ state: 'suppressed', reason: 'rehearsal' })).toBe('rehearsal');
    expect(during({ state: 'unknown' })).toBe('rehearsal');
    expect(during({ state: 'delivered' })).toBe('delivered');
    expect(during({ state: 'pending' })).toBe('waiting');
  });

  it('that a sales manager refused, who can’t, is sent again', () => {
    expect(asked({ recipient: 'sales-manager', state: 'failed', reason: 'opted-out' })).toBe('yes');
  });

  it('that the provider has taken without a report is under way for an hour, an email may have arrived at once', () => {
    const accepted = { state: 'accepted', acceptedAt: hourAgo } as const;
    expect(asked(accepted)).toBe('waiting');
    expect(asked(accepted, '2026-03-16T08:00:00.001Z')).toBe('may-have-left');
    expect(asked({ ...accepted, channel: 'email' }, hourAgo)).toBe('may-have-left');
  });
});
