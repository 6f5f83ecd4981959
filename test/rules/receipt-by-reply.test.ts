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
const numbers = { received: { says: 'received' }, problem: { says: 'problem', words: '' } } as const;
const says = (
  what: keyof typeof numbers,
  changes: Readonly<Record<string, Value | undefined>> = {},
  at = now,
  isContradicted = false,
) => receiptByReply(order, shippedOrder({ ...told, ...changes }), numbers[what], at, isContradicted);

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

  it('that there is a problem says what it is, where they did', () => {
    const reply = receiptByReply(
      order,
      shippedOrder(told),
      { says: 'problem', words: '玻璃碎了' },
      now,
      false,
    );
    expect(reply).toMatchObject({ values: { conditionNotes: '客户短信反馈有问题：玻璃碎了' } });
  });

  it.each<[string, 'received' | 'problem', object]>([
    ['good', 'received', { kind: 'known' }],
    ['settled', 'received', { kind: 'known' }],
    ['damaged', 'received', { kind: 'kept', why: 'after-problem' }],
    ['other', 'received', { kind: 'kept', why: 'after-problem' }],
    ['good', 'problem', { kind: 'kept', why: 'after-good' }],
    ['settled', 'problem', { kind: 'kept', why: 'after-settled' }],
    ['other', 'problem', { kind: 'kept', why: 'after-problem' }],
  ])('where the record says %s already and they say %s is %j', (condition, what, expected) => {
    expect(says(what, { condition })).toEqual(expected);
  });

  it('is left to a clerk while another letter may say otherwise, but for a problem', () => {
    expect(says('received', {}, now, true)).toEqual({ kind: 'kept', why: 'contradicted' });
    expect(says('problem', {}, now, true)).toMatchObject({ kind: 'fills' });
  });

  // Left on 16 March 06:00, expected on 18 March 06:00.
  it.each([
    ['2026-03-16T06:09:00.000Z', 'kept'],
    ['2026-03-17T05:59:59.000Z', 'kept'],
    ['2026-03-17T06:00:00.000Z', 'fills'],
  ])('that they have come counts from half of the time on the road: at %s it %s', (at, kind) => {
    expect(says('received', {}, at)).toMatchObject({ kind });
    expect(says('problem', {}, at)).toMatchObject({ kind: 'fills' });
  });

  it('that they have come before they can names when they are expected', () => {
    expect(says('received', {}, '2026-03-16T06:09:00.000Z')).toEqual({
      kind: 'kept',
      why: 'too-early',
      expectedAt: '2026-03-18T06:00:00.000Z',
    });
  });

  it.each([
    ['expected within 12 hours', { expectedArrival: '2026-03-16T18:05:00.000Z' }],
    ['expected when they left', { expectedArrival: '2026-03-16T06:00:00.000Z' }],
    ['a clerk has typed that they have come', { arrivedAt: '2026-03-16T06:08:00.000Z' }],
  ])('that they have come is believed a few minutes after they left, %s', (_why, changes) => {
    expect(says('received', changes, '2026-03-16T06:09:00.000Z')).toMatchObject({ kind: 'fills' });
  });

  it('comes too early while something before the receipt is open', () => {
    expect(says('received', { managerToldAt: undefined })).toEqual({ kind: 'kept' });
  });

  it('means nothing on a form that has no receipt', () => {
    const record = { ...shippedOrder(), form: staffForm.id };
    expect(receiptByReply(staffForm, record, numbers.received, now, false)).toEqual({ kind: 'kept' });
  });
});

describe('who answered', () => {
  it('is told by the end of the number only, and shown as the customer', () => {
    const { email } = replyEditor('+14155550101');
    expect(email).toBe('reply:…0101');
    expect(personName(email, [])).toBe('客户短信');
  });
});
