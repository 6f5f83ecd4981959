import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { blankForm } from '../../functions/src/forms/blank';
import { order } from '../../functions/src/forms/order';
import {
  amountOn,
  blankKey,
  blankRecord,
  type CountedBlank,
  voidedBlank,
  withLateFill,
} from '../../functions/src/rules/blank-record';
import { recordSchema, type StoredRecord } from '../../functions/src/rules/record';
import type { Settings } from '../../functions/src/rules/settings';
import { testSettings } from '../support/services';
import { shippedOrder } from '../support/shipped-order';
import { everybody, li } from '../support/staff';

const now = '2026-03-17T00:30:00.000Z';
const contextOf = (changes: Partial<Settings> = {}) => ({
  now,
  settings: { ...testSettings, ...changes },
  staff: everybody,
});
const context = contextOf();

/** Li Juan's 汇款银行, due on 16 March 2026 at 24:00, unless a test says otherwise. */
function counted(field = 'bank', changes: Partial<CountedBlank> = {}): CountedBlank {
  const placed = order.field(field);
  if (!placed) throw new Error(`the order form has no ${field}`);
  return {
    field: placed,
    stage: placed.stage === 'head' ? 'received' : placed.stage,
    role: placed.role,
    person: li.email,
    dueAt: '2026-03-16T16:00:00.000Z',
    ...changes,
  };
}
const blankOf = (field?: string, changes?: Partial<CountedBlank>, settings?: Partial<Settings>) =>
  blankRecord(order, shippedOrder(), counted(field, changes), contextOf(settings));

describe('the ledger’s record of a blank', () => {
  it('says which blank of which order it is, of whom, since when, and what it costs', () => {
    expect(blankOf().values).toEqual({
      orderNumber: 'DH2026-0001',
      stage: '2 货款到帐',
      item: '汇款银行',
      person: '李娟',
      personEmail: li.email,
      role: '售后专员',
      dueAt: '2026-03-16T16:00:00.000Z',
      amount: 2,
      month: '2026-03',
    });
  });

  it('is a whole record that waits for a row in the register, signed by the system', () => {
    const blank = blankOf();
    expect(recordSchema.parse(blank)).toEqual(blank);
    expect(blank).toMatchObject({
      form: 'blank',
      spreadsheetId: 'sheet-1',
      batch: 1,
      revision: 1,
      done: true,
      rowWanted: true,
      toSheet: true,
      summaryPending: true,
      nextDueAt: null,
    });
    for (const id of Object.keys(blank.values)) {
      expect(blankForm.field(id)?.filledBy).toBe('system');
      expect(blank.marks[id]).toEqual({ revision: 1, by: 'system', at: now });
    }
  });

  it('has a number that leads to the place on the paper', () => {
    expect(blankOf('bank').number).toBe('DH2026-0001-2.2');
    expect(blankOf('deliveryNote').number).toBe('DH2026-0001-5.2');
    expect(blankOf('review').number).toBe('DH2026-0001-10.2');
    const second = blankRecord(order, { ...shippedOrder(), batch: 2 }, counted('deliveryNote'), context);
    expect(second.number).toBe('DH2026-0001-B2-5.2');
  });

  it('counts the head with the first stage, and gives no number twice on one order', () => {
    expect(blankOf('dealerName').values.stage).toBe('1 订单接收');
    const numbers = order.fields.map(({ id }) => blankOf(id).number);
    expect(new Set(numbers).size).toBe(order.fields.length);
    expect(numbers.filter((number) => number.endsWith('.0'))).toEqual([]);
  });

  it('speaks the language of the staff', () => {
    expect(blankOf('bank', {}, { staffLanguage: 'en' }).values).toMatchObject({
      stage: '2 Payment booked',
      item: 'Bank',
      role: 'After-sales clerk',
    });
  });

  it('charges nobody where nobody is named, and names by address who is not on the list any more', () => {
    const { person: _person, ...nobody } = counted();
    const values = blankRecord(order, shippedOrder(), nobody, context).values;
    expect(values).toMatchObject({ person: '未指定' });
    expect(values).not.toHaveProperty('personEmail');
    expect(blankOf('bank', { person: 'gone@gendan.example' }).values.person).toBe('gone@gendan.example');
  });
});

describe('its key', () => {
  it('is the same for one field of one record, whenever it is asked, and fits the register', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (record, field) => {
        expect(blankKey(record, field)).toBe(blankKey(record, field));
        expect(blankKey(record, field)).toMatch(/^[A-Za-z0-9_-]{32}$/);
      }),
    );
    expect(blankOf().key).toBe(blankKey('order~row-1', 'bank'));
  });

  it('is another for every field and every record', () => {
    const keys = ['order~row-1', 'order~row-2'].flatMap((record) =>
      order.fields.map(({ id }) => blankKey(record, id)),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('amount and month', () => {
  const amounts = [
    { from: '0000-01-01', amount: 2 },
    { from: '2026-03-17', amount: 5 },
    { from: '2026-06-01', amount: 3.5 },
  ];
  const penalties = { amounts, lateFillForgives: false };

  it.each([
    ['2020-01-01', 2],
    ['2026-03-16', 2],
    ['2026-03-17', 5],
    ['2026-05-31', 5],
    ['2026-06-01', 3.5],
  ])('on %s a blank costs %d yuan', (day, amount) => expect(amountOn(day, { penalties })).toBe(amount));

  it('costs nothing before the first amount is in effect', () => {
    const later = { amounts: [{ from: '2026-03-17', amount: 5 }], lateFillForgives: false };
    expect(amountOn('2026-03-16', { penalties: later })).toBe(0);
  });

  it('are those of the day that the deadline ends, in the zone of the business', () => {
    const at = (dueAt: string) => blankOf('bank', { dueAt }, { penalties }).values;
    expect(at('2026-03-16T16:00:00.000Z')).toMatchObject({ amount: 2 });
    expect(at('2026-03-16T16:01:00.000Z')).toMatchObject({ amount: 5 });
    expect(at('2026-02-28T16:00:00.000Z')).toMatchObject({ month: '2026-02' });
    expect(at('2026-02-28T16:30:00.000Z')).toMatchObject({ month: '2026-03' });
    expect(at('2025-12-31T16:00:00.000Z')).toMatchObject({ month: '2025-12' });
  });

  it('falls into the present month when that of the deadline is closed, or into the next open one', () => {
    const month = (closedMonths: string[]) =>
      blankOf('bank', { dueAt: '2026-02-10T16:00:00.000Z' }, { closedMonths }).values.month;
    expect(month([])).toBe('2026-02');
    expect(month(['2026-02'])).toBe('2026-03');
    expect(month(['2026-02', '2026-03'])).toBe('2026-04');
    expect(
      blankRecord(order, shippedOrder(), counted('bank', { dueAt: '2026-12-30T16:00:00.000Z' }), {
        ...contextOf({ closedMonths: ['2026-12'] }),
        now: '2026-12-31T01:00:00.000Z',
      }).values.month,
    ).toBe('2027-01');
  });

  it('keeps the amount of the deadline’s day though it falls into another month', () => {
    const blank = blankOf(
      'bank',
      { dueAt: '2026-02-10T16:00:00.000Z' },
      { penalties, closedMonths: ['2026-02'] },
    );
    expect(blank.values).toMatchObject({ amount: 2, month: '2026-03' });
  });
});

describe('what happens to it later', () => {
  const filledAt = '2026-03-18T02:00:00.000Z';
  const later = (changes: Partial<Settings> = {}) => ({ ...contextOf(changes), now: filledAt });
  const forgiving = { penalties: { ...testSettings.penalties, lateFillForgives: true } };

  function expectRewritten(before: StoredRecord, after: StoredRecord | undefined, changed: string): void {
    expect(after).toMatchObject({ revision: 2, updatedAt: filledAt, toSheet: true, summaryPending: true });
    expect(after?.marks[changed]).toEqual({ revision: 2, by: 'system', at: filledAt });
    expect(after?.marks.amount).toEqual(before.marks.amount);
    expect(after && recordSchema.parse(after)).toEqual(after);
  }

  it('filled late, it says when, and the fine stays', () => {
    const after = withLateFill(blankOf(), filledAt, later());
    expect(after?.values).toEqual({ ...blankOf().values, filledAt });
    expectRewritten(blankOf(), after, 'filledAt');
  });

  it('filled late, it is forgiven where the settings say so', () => {
    const after = withLateFill(blankOf(), filledAt, later(forgiving));
    expect(after?.values).toMatchObject({ filledAt, voided: '已补填，按设置免扣' });
  });

  it('typed in time and only heard of late, it is withdrawn', () => {
    const after = voidedBlank(blankOf(), 'typed-in-time', later());
    expect(after?.values).toEqual({ ...blankOf().values, voided: '按填写时间未逾期，系统撤销' });
    expectRewritten(blankOf(), after, 'voided');
  });

  it('stays once it was filled late: nothing typed after that can have been in time', () => {
    const filled = withLateFill(blankOf(), filledAt, later());
    expect(filled?.values.filledAt).toBe(filledAt);
    expect(filled && voidedBlank(filled, 'typed-in-time', later())).toBeUndefined();
  });

  it('stays as it was in a closed month', () => {
    const closed = later({ ...forgiving, closedMonths: ['2026-03'] });
    expect(withLateFill(blankOf(), filledAt, closed)).toBeUndefined();
    expect(voidedBlank(blankOf(), 'typed-in-time', closed)).toBeUndefined();
  });

  it('is withdrawn once, and filled late once', () => {
    const voided = voidedBlank(blankOf(), 'typed-in-time', later());
    expect(voided && voidedBlank(voided, 'typed-in-time', later())).toBeUndefined();
    expect(voided && withLateFill(voided, filledAt, later())).toBeUndefined();
    const filled = withLateFill(blankOf(), filledAt, later());
    expect(filled && withLateFill(filled, '2026-03-19T02:00:00.000Z', later())).toBeUndefined();
  });
});

describe('the ledger’s form', () => {
  it('leaves to people only what they say about it: the person a plea, the manager a decision', () => {
    const typed = blankForm.fields.filter(({ filledBy }) => filledBy !== 'system');
    expect(typed.map(({ id, role, namedIn }) => ({ id, role, namedIn }))).toEqual([
      { id: 'plea', role: 'manager', namedIn: 'personEmail' },
      { id: 'decision', role: 'manager', namedIn: undefined },
      { id: 'decisionReason', role: 'manager', namedIn: undefined },
    ]);
    expect(blankForm.fields.every(({ optional }) => optional)).toBe(true);
  });

  it('has what people type next to the person, before what the system adds', () => {
    const ids = blankForm.fields.map(({ id }) => id);
    expect(ids.slice(0, 7)).toEqual([
      'orderNumber',
      'stage',
      'item',
      'person',
      'plea',
      'decision',
      'decisionReason',
    ]);
  });
});
