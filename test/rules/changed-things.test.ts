import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Language, languages } from '../../functions/src/forms/label';
import { order } from '../../functions/src/forms/order';
import { changedNames, ofTransport } from '../../functions/src/rules/changed-names';
import { changedThings } from '../../functions/src/rules/changed-things';
import {
  asCorrection,
  asPlainCorrection,
  withoutCorrection,
} from '../../functions/src/rules/correction-texts';
import { firstLink } from '../../functions/src/rules/links';
import type { Notice } from '../../functions/src/rules/notice';
import { noticesWanted } from '../../functions/src/rules/notices-wanted';
import type { StoredRecord, Value } from '../../functions/src/rules/record';
import { saidFields } from '../../functions/src/rules/said-values';
import { smsLength } from '../../functions/src/rules/sms-segments';
import { salesManager, settings, shippedOrder } from '../support/shipped-order';

type Changes = Readonly<Record<string, Value>>;
const context = { now: '2026-03-16T06:10:00.000Z', settings, staff: [salesManager] };

function wanted(record: StoredRecord, kind: Notice['kind'] = 'goods-shipped'): Notice {
  const notice = noticesWanted(order, undefined, record, context).find(
    (one) => one.kind === kind && one.recipient === 'dealer',
  );
  if (!notice) throw new Error('nobody is told');
  return notice;
}

/** What changes from one state of the order to another, as the dealer calls it. */
function changed(
  from: Changes,
  to: Changes,
  kind: Notice['kind'] = 'goods-shipped',
  told: Partial<Notice> = {},
) {
  const [before, after] = [shippedOrder(from), shippedOrder({ ...from, ...to })];
  return changedThings({ ...wanted(before, kind), ...told }, wanted(after, kind), order, after, context);
}

describe('what a correction says has changed', () => {
  it.each([
    ['zh-CN', '更正：预计到货时间有变。订单'],
    ['zh-TW', '更正：預計到貨時間有變。訂單'],
    ['en', 'Correction (expected arrival): Your order'],
  ])('is told in the words of its recipient: %s', (language, begins) => {
    const from = { language };
    const to = { expectedArrival: '2026-03-20T09:00:00.000Z' };
    const notice = wanted(shippedOrder({ ...from, ...to }));
    expect(asCorrection(notice, settings, changed(from, to)).text).toContain(begins);
  });

  it('names several, as the message has them, and what only its email tells there only', () => {
    const told = { expectedArrival: '2026-03-20T09:00:00.000Z', quantity: 99 };
    expect(changed({}, told).sms).toEqual(['件数', '预计到货时间']);
    expect(changed({}, { bank: '农业银行' }, 'payment-confirmed')).toEqual({ sms: [], email: ['汇款银行'] });
  });

  it('is the transport alone where the goods travel another way, whoever then drives', () => {
    const from = { transport: 'dedicated', driverName: '张师傅', driverPhone: '+8613700137000' };
    expect(changed(from, { driverName: '马师傅' }).sms).toEqual(['司机']);
    const to = { transport: 'part-load', carrier: '德邦', carrierPhone: '+8657188886666' };
    expect(changed(from, to).sms).toEqual(['运输方式']);
  });

  it('is not named where it is too much, or where nobody knows what they have read', () => {
    const many = { deliveryNote: 'FH-9', quantity: 99, owed: [{ product: '椅', quantity: 2 }] };
    const to = { ...many, expectedArrival: '2026-03-20T09:00:00.000Z' };
    expect(changed({}, many).sms).toHaveLength(3);
    expect(changed({}, to)).toEqual({ sms: [], email: [] });
    expect(changed({}, many, 'goods-shipped', { state: 'unknown' })).toEqual({ sms: [], email: [] });
    const { says: _says, ...old } = wanted(shippedOrder());
    expect(changedThings(old, wanted(shippedOrder(many)), order, shippedOrder(many), context).sms).toEqual(
      [],
    );
  });

  it('has a name for everything that a message tells', () => {
    const kinds = (order.notices ?? []).map(({ kind }) => kind);
    const told = new Set(kinds.flatMap((kind) => saidFields(order, kind)));
    // Which shipment it is nobody can change.
    expect([...told].filter((id) => !(id in changedNames))).toEqual(['batch']);
    expect([...Object.keys(changedNames), ...ofTransport].filter((id) => !order.field(id))).toEqual([]);
  });
});

const names = (language: Language) => Object.values(changedNames).map((label) => label[language]);
const notices = fc
  .record({
    language: fc.constantFrom(...languages),
    channel: fc.constantFrom('sms', 'email'),
    deliveryNote: fc.string({ minLength: 1, maxLength: 60 }),
    driverName: fc.constantFrom('刘师傅', 'Liu', '刘'.repeat(40), 'Liu '.repeat(10)),
  })
  .chain(({ language, ...changes }) =>
    fc.record({
      notice: fc.constant(wanted(shippedOrder({ language, dealerEmail: 'li@example.com', ...changes }))),
      sms: fc.subarray(names(language), { maxLength: 3 }),
      email: fc.subarray(names(language), { maxLength: 3 }),
    }),
  );

describe('a correction that says what has changed, whatever it tells', () => {
  it('takes no segment more than one that does not, no link, and no other letters', () => {
    fc.assert(
      fc.property(notices, ({ notice, ...things }) => {
        const plain = asCorrection(notice, settings);
        const named = asCorrection(notice, settings, things);
        expect(named.segments).toBeLessThanOrEqual(plain.segments);
        if (notice.channel === 'email') return;
        expect(named.segments).toBe(smsLength(named.text).segments);
        expect(smsLength(named.text).encoding).toBe(smsLength(plain.text).encoding);
        expect(firstLink(named.text)).toBeUndefined();
      }),
    );
  });

  it('can be taken back, or made to say it no more', () => {
    fc.assert(
      fc.property(notices, ({ notice, ...things }) => {
        const named = asCorrection(notice, settings, things);
        expect(withoutCorrection(named, settings)).toEqual(notice);
        expect(asPlainCorrection(named, settings)).toEqual(asCorrection(notice, settings));
        expect(asPlainCorrection(notice, settings)).toEqual(notice);
      }),
    );
  });
});

it('a correction leaves out what has changed where that would cost a segment', () => {
  const long = wanted(shippedOrder());
  const fits = (length: number) => {
    const text = `${long.text}${'。'.repeat(Math.max(0, length - long.text.length))}`;
    return asCorrection({ ...long, text }, settings, { sms: ['件数'], email: [] });
  };
  expect(fits(67 * 2 - 3 - 5).text).toContain('件数有变');
  expect(fits(67 * 2 - 3).text).not.toContain('件数有变');
  expect(fits(67 * 2 - 3).segments).toBe(2);
});
