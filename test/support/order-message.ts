import type { noticeKinds } from '../../functions/src/forms/notice-rule';
import { order } from '../../functions/src/forms/order';
import { message } from '../../functions/src/rules/messages';
import type { StoredRecord, Value } from '../../functions/src/rules/record';
import { shippedOrder } from './shipped-order';

/** How somebody in mainland China is written to. */
export const china = {
  language: 'zh-CN',
  zone: 'Asia/Shanghai',
  company: '全友家居',
  recipientPhone: '+8613800138000',
} as const;

/** The SMS that a dealer gets. */
export const sms = (
  kind: (typeof noticeKinds)[number],
  record: StoredRecord,
  context: typeof china = china,
) => message(kind, 'dealer', order, record, context).sms;

/** An order whose goods have arrived. */
export const received = (changes: Record<string, Value>) =>
  shippedOrder({
    confirmedAt: '2026-03-18T08:00:00.000Z',
    arrivedAt: '2026-03-18T06:30:00.000Z',
    ...changes,
  });
