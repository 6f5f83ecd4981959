import { expect, it } from '@jest/globals';
import { afterAnswer } from '../../functions/src/rules/answered-notice';
import { noticeSchema, noticeStates } from '../../functions/src/rules/notice';
import { settings } from '../support/shipped-order';

const now = '2026-03-18T06:10:00.000Z';
const notice = noticeSchema.parse({
  id: 'order~row-1~goods-shipped~dealer~sms~1',
  record: 'order~row-1',
  form: 'order',
  kind: 'goods-shipped',
  recipient: 'dealer',
  channel: 'sms',
  to: '+6591234567',
  language: 'en',
  text: 'On its way',
  segments: 2,
  state: 'unknown',
  dueAt: now,
  attempts: 1,
  createdAt: now,
  fills: 'dealerToldAt',
});

it('an unknown SMS that is answered has arrived, costs what it costs, and fills its blank', () => {
  const change = afterAnswer(notice, now, { smsPrices: { ...settings.smsPrices, '65': 0.3 } });
  expect(change).toMatchObject({ state: 'delivered', acceptedAt: now, settledAt: now, fillPending: true });
  expect(change?.cost).toBeGreaterThan(0);
});

it('what a provider had told of its price stays, and nothing is filled where there is no blank', () => {
  const { fills: _none, ...without } = notice;
  const change = afterAnswer({ ...without, cost: 5 }, now, settings);
  expect(change).toEqual({ state: 'delivered', acceptedAt: now, settledAt: now });
});

it.each(noticeStates.filter((state) => state !== 'unknown'))(
  'no other state is changed by an answer: %s',
  (state) => {
    expect(afterAnswer({ ...notice, state }, now, settings)).toBeUndefined();
  },
);
