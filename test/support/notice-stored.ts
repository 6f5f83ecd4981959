import { order } from '../../functions/src/forms/order';
import type { Store } from '../../functions/src/ports';
import { type Notice, noticeSchema } from '../../functions/src/rules/notice';
import { type NoticeLine, noticeLine } from '../../functions/src/rules/summary-notice-line';
import { shippedOrder } from './shipped-order';

/** That the goods were shipped, to the dealer by SMS: called for on Monday 16 March 2026 at 14:10 in Shanghai, due at once. */
export function noticeOf(changes: Partial<Notice> = {}): Notice {
  const { record = 'order~row-1', kind = 'goods-shipped', recipient = 'dealer', channel = 'sms' } = changes;
  return noticeSchema.parse({
    id: `${record}~${kind}~${recipient}~${channel}~1`,
    record,
    form: 'order',
    kind,
    recipient,
    channel,
    to: channel === 'sms' ? '+8613800138000' : 'li@dealer.example',
    language: 'zh-CN',
    text: '您的货已发出。',
    segments: channel === 'sms' ? 1 : 0,
    state: 'pending',
    dueAt: '2026-03-16T06:10:00.000Z',
    attempts: 0,
    createdAt: '2026-03-16T06:10:00.000Z',
    showPending: true,
    ...changes,
  });
}

/** What becomes of a notice within ten minutes. */
export const accepted = { state: 'accepted', acceptedAt: '2026-03-16T06:10:05.000Z' } as const;
export const delivered = { ...accepted, state: 'delivered', settledAt: '2026-03-16T06:20:00.000Z' } as const;
export const undelivered = { ...delivered, state: 'undelivered', reason: 'not-delivered' } as const;
export const failed = {
  state: 'failed',
  reason: 'bad-number',
  settledAt: '2026-03-16T06:10:05.000Z',
} as const;

/** What the summaries keep of it. */
export function noticeLineOf(changes: Partial<Notice> = {}, number = 'DH2026-0001'): NoticeLine {
  return noticeLine(noticeOf(changes), { ...shippedOrder(), number }, order);
}

export async function putNotices(store: Store, ...notices: readonly Notice[]): Promise<void> {
  for (const notice of notices)
    await store.write([{ kind: 'set', path: `notices/${notice.id}`, data: notice }]);
}
