import { describe, expect, it } from '@jest/globals';
import { order } from '../../functions/src/forms/order';
import { checkAgainst } from '../../functions/src/rules/parse-cell';
import type { Values } from '../../functions/src/rules/record';
import { context, fieldOf } from '../support/typing';

/** Typed on Monday 2026-03-16 at 09:00 in Shanghai. */
function check(id: string, value: string, values: Values = {}): string | undefined {
  return checkAgainst(fieldOf(id), value, { form: order, values, context: context() })?.code;
}

describe('what has happened', () => {
  it('may be up to five minutes ahead of our clock, not more', () => {
    expect(check('receivedAt', '2026-03-16T01:05:00.000Z')).toBeUndefined();
    expect(check('receivedAt', '2026-03-16T01:06:00.000Z')).toBe('still-to-come');
  });

  it('does not bind what is planned', () => {
    expect(check('plannedShipAt', '2026-03-20T01:00:00.000Z')).toBeUndefined();
  });
});

describe('at the latest some calendar days after another field', () => {
  const values = { invoicedAt: '2026-03-16T01:00:00.000Z' };
  it('counts local days, whatever the time of day', () => {
    expect(check('plannedShipAt', '2026-03-18T15:59:00.000Z', values)).toBeUndefined();
    expect(check('plannedShipAt', '2026-03-18T16:00:00.000Z', values)).toBe('too-late');
  });

  it('binds nothing while that field is empty', () => {
    expect(check('plannedShipAt', '2027-01-01T00:00:00.000Z')).toBeUndefined();
  });

  it('says until when, and after what', () => {
    const refused = checkAgainst(fieldOf('plannedShipAt'), '2026-03-19T01:00:00.000Z', {
      form: order,
      values,
      context: context(),
    });
    expect(refused?.message).toBe('最晚只能是2026-03-18（“开票时间”之后2天内）。');
  });
});

describe('at the earliest at the time of another field', () => {
  const values = { shippedAt: '2026-03-14T01:30:00.000Z' };
  it('compares by the hour where only the hour is asked for', () => {
    expect(check('arrivedAt', '2026-03-14T01:00:00.000Z', values)).toBeUndefined();
    expect(check('arrivedAt', '2026-03-14T00:59:00.000Z', values)).toBe('too-early');
  });

  it('compares by the minute where both have minutes, and by the day where one is a date', () => {
    const minute = { ...fieldOf('releasedAt'), earliest: 'shippedAt' };
    const day = { ...fieldOf('requiredOn'), earliest: 'shippedAt' };
    const others = { form: order, values, context: context() };
    expect(checkAgainst(minute, '2026-03-14T01:29:00.000Z', others)?.code).toBe('too-early');
    expect(checkAgainst(minute, '2026-03-14T01:30:00.000Z', others)).toBeUndefined();
    expect(checkAgainst(day, '2026-03-14', others)).toBeUndefined();
    expect(checkAgainst(day, '2026-03-13', others)?.code).toBe('too-early');
  });

  it('says of what', () => {
    const others = { form: order, values, context: context() };
    expect(checkAgainst(fieldOf('arrivedAt'), '2026-03-13T01:00:00.000Z', others)?.message).toBe(
      '不能早于“实际发货时间”（2026-03-14 09:30），请核对。',
    );
  });
});
