import { describe, expect, it } from '@jest/globals';
import { order } from '../../functions/src/forms/order';
import { staffForm } from '../../functions/src/forms/settings-staff';
import { receiptByReply } from '../../functions/src/rules/receipt-by-reply';
import type { Value } from '../../functions/src/rules/record';
import { replyEditor } from '../../functions/src/rules/reply';
import { personName } from '../../functions/src/rules/summary-text';
import { shippedOrder } from '../support/shipped-order';

const now = '2026-03-18T06:10:00.000Z';
const told = { dealerToldAt: now, managerToldAt: now, loggedAt: now };
const says = (what: 'received' | 'problem', changes: Readonly<Record<string, Value | undefined>> = {}) =>
  receiptByReply(order, shippedOrder({ ...told, ...changes }), what, now);

describe('a customer’s answer about the goods', () => {
  it('that they have come in order says when, and that nothing is wrong', () => {
    expect(says('received')).toEqual({
      kind: 'fills',
      values: { confirmedAt: now, condition: 'good', arrivedAt: now },
    });
  });

  it('that there is a problem says neither when they came nor that anybody has asked', () => {
    expect(says('problem')).toEqual({
      kind: 'fills',
      values: { condition: 'other', conditionNotes: '客户短信反馈有问题' },
    });
  });

  it.each<[string, 'received' | 'problem', 'known' | 'kept']>([
    ['good', 'received', 'known'],
    ['settled', 'received', 'known'],
    ['damaged', 'received', 'kept'],
    ['other', 'received', 'kept'],
    ['good', 'problem', 'kept'],
    ['other', 'problem', 'kept'],
  ])('where the record says %s already and they say %s is %s', (condition, what, kind) => {
    expect(says(what, { condition })).toEqual({ kind });
  });

  it('comes too early while something before the receipt is open', () => {
    expect(says('received', { managerToldAt: undefined })).toEqual({ kind: 'kept' });
  });

  it('means nothing on a form that has no receipt', () => {
    const record = { ...shippedOrder(), form: staffForm.id };
    expect(receiptByReply(staffForm, record, 'received', now)).toEqual({ kind: 'kept' });
  });
});

describe('who answered', () => {
  it('is told by the end of the number only, and shown as the customer', () => {
    const { email } = replyEditor('+14155550101');
    expect(email).toBe('reply:…0101');
    expect(personName(email, [])).toBe('客户短信');
  });
});
