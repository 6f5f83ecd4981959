import { describe, expect, it } from '@jest/globals';
import { order } from '../../functions/src/forms/order';
import { type DeadlineFacts, type DeadlineSettings, deadlineOf } from '../../functions/src/rules/deadlines';
import { settings } from '../support/shipped-order';
import { inChina } from '../support/wall-time';

/**
 * The paper's own rules over China's calendar of 2026. Off: 1 to 3 January, 15 to 23 February, 1 to 5 May, 1 to 7
 * October; worked for them: Sunday 4 January, Saturdays 14 and 28 February, 9 May, Sunday 20 September, Saturday 10 October.
 * Times are China's; the end of a day is 00:00 of the next.
 */
function due(stage: string, facts: Partial<DeadlineFacts>, changed: Partial<DeadlineSettings> = {}) {
  return deadlineOf(order, stage, { values: {}, stages: {}, ...facts }, { ...settings, ...changed });
}
const known = (wall: string) => ({ dueAt: inChina(wall), calendarKnown: true });
const unknown = (wall: string) => ({ dueAt: inChina(wall), calendarKnown: false });

describe.each([
  ['1 订单接收', 'received', 'receivedAt'],
  ['2 货款到帐', 'payment', 'paidAt'],
  ['9 收货情况反馈', 'receipt', 'arrivedAt'],
  ['9 收货情况反馈, while the arrival is not known,', 'receipt', 'expectedArrival'],
])('%s is due on the same day', (_, stage, field) => {
  it.each([
    ['2026-03-16 09:00', '2026-03-17 00:00', 'a Monday'],
    ['2026-03-16 23:59', '2026-03-17 00:00', 'in its last minute'],
    ['2026-03-17 00:00', '2026-03-18 00:00', 'midnight belongs to the new day'],
    ['2026-02-17 10:00', '2026-02-18 00:00', 'on the first day of the lunar year as well'],
    ['2026-02-28 10:00', '2026-03-01 00:00', 'at the end of a month'],
    ['2026-12-31 22:00', '2027-01-01 00:00', 'at the end of a year'],
  ])('%s: until %s, %s', (at, expected) => {
    expect(due(stage, { values: { [field]: inChina(at) } })).toEqual(known(expected));
  });
});

describe('1 订单接收', () => {
  it('without the time of the fax is due on the day the row was begun', () => {
    const stages = { received: { openedAt: inChina('2026-03-16 09:00') } };
    expect(due('received', { stages })).toEqual(known('2026-03-17 00:00'));
    expect(due('received', { stages, values: { receivedAt: inChina('2026-03-15 18:00') } })).toEqual(
      known('2026-03-16 00:00'),
    );
  });
});

describe('3 发货性质', () => {
  it('is due on the day of the payment', () => {
    const stages = { payment: { completedAt: inChina('2026-03-31 17:20') } };
    expect(due('classification', { stages })).toEqual(known('2026-04-01 00:00'));
  });
});

describe('4 安排开票 is due by 16:00 of the day before the invoice', () => {
  it.each([
    ['2026-03-17', '2026-03-16 16:00', '2026-03-16 16:00', 'in a week'],
    ['2026-03-16', '2026-03-15 16:00', '2026-03-13 16:00', 'a Monday: Sunday, or Friday'],
    ['2026-02-15', '2026-02-14 16:00', '2026-02-14 16:00', 'a Saturday worked for 春节'],
    ['2026-02-24', '2026-02-23 16:00', '2026-02-14 16:00', 'the day after 春节'],
    ['2026-03-02', '2026-03-01 16:00', '2026-02-28 16:00', 'a Monday after a worked Saturday'],
    ['2026-09-21', '2026-09-20 16:00', '2026-09-20 16:00', 'a Monday after a worked Sunday'],
    ['2026-10-08', '2026-10-07 16:00', '2026-09-30 16:00', 'the day after 国庆'],
    ['2026-10-12', '2026-10-11 16:00', '2026-10-10 16:00', 'after the Saturday worked for 国庆'],
    ['2026-03-01', '2026-02-28 16:00', '2026-02-28 16:00', 'over the end of a month'],
    ['2026-01-01', '2025-12-31 16:00', '2025-12-31 16:00', 'over the end of a year'],
  ])('%s: the calendar day before %s, the working day before %s, %s', (invoiceOn, calendar, working) => {
    expect(due('scheduling', { values: { invoiceOn } })).toEqual(known(calendar));
    expect(due('scheduling', { values: { invoiceOn } }, { dayBefore: 'working' })).toEqual(known(working));
  });

  it.each([
    ['2026-03-16 10:00', '2026-03-18 00:00', 'the next day'],
    ['2026-02-13 10:00', '2026-02-15 00:00', 'a Saturday worked for 春节'],
    ['2026-02-14 10:00', '2026-02-25 00:00', 'over 春节'],
    ['2026-09-30 10:00', '2026-10-09 00:00', 'over 国庆'],
    ['2026-10-09 10:00', '2026-10-11 00:00', 'a Saturday worked for 国庆'],
    ['2025-12-31 10:00', '2026-01-05 00:00', 'over the new year, to a worked Sunday'],
  ])('and while no date is entered, one working day after stage 3: %s gives %s, %s', (done, expected) => {
    const stages = { classification: { completedAt: inChina(done) } };
    expect(due('scheduling', { stages })).toEqual(known(expected));
  });
});

describe('5 开票', () => {
  it('is due by 09:30 of the day for which it was scheduled, worked or not', () => {
    expect(due('invoice', { values: { invoiceOn: '2026-02-28' } })).toEqual(known('2026-02-28 09:30'));
    expect(due('invoice', { values: { invoiceOn: '2026-10-03' } })).toEqual(known('2026-10-03 09:30'));
    expect(due('invoice', { values: { invoiceOn: '2026-03-16' } }, { dayBefore: 'working' })).toEqual(
      known('2026-03-16 09:30'),
    );
  });
});

describe('6 运输信息 is due within two calendar days of the invoice', () => {
  it.each([
    ['2026-03-16 09:30', '2026-03-19 00:00', 'inside a week'],
    ['2026-03-16 00:00', '2026-03-19 00:00', 'from its first minute'],
    ['2026-03-16 23:59', '2026-03-19 00:00', 'to its last'],
    ['2026-09-30 09:30', '2026-10-03 00:00', 'holidays count'],
    ['2026-02-27 09:30', '2026-03-02 00:00', 'over the end of a month'],
    ['2026-12-31 09:30', '2027-01-03 00:00', 'over the end of a year, and no calendar is asked'],
  ])('%s: until %s, %s', (invoicedAt, expected) => {
    expect(due('shipping', { values: { invoicedAt: inChina(invoicedAt) } })).toEqual(known(expected));
  });
});

describe('7 出库 is due within 15 minutes, 8 发货信息通知 within an hour of the dispatch', () => {
  it.each([
    ['2026-03-16 14:00', '2026-03-16 14:15', '2026-03-16 15:00', 'by day'],
    ['2026-03-16 20:50', '2026-03-16 21:05', '2026-03-16 21:50', 'just before quiet hours'],
    ['2026-03-16 21:00', '2026-03-16 21:15', '2026-03-17 09:00', 'when quiet hours begin'],
    ['2026-03-16 22:00', '2026-03-16 22:15', '2026-03-17 09:00', 'at night: an hour after 08:00'],
    ['2026-03-16 23:50', '2026-03-17 00:05', '2026-03-17 09:00', 'over midnight'],
    ['2026-12-31 23:50', '2027-01-01 00:05', '2027-01-01 09:00', 'over the end of a year'],
    ['2026-03-17 08:00', '2026-03-17 08:15', '2026-03-17 09:00', 'when quiet hours end'],
    ['2026-02-17 10:00', '2026-02-17 10:15', '2026-02-17 11:00', 'on a holiday'],
  ])('%s: release by %s, announcement by %s, %s', (shippedAt, release, announcement) => {
    const values = { shippedAt: inChina(shippedAt) };
    expect(due('release', { values })).toEqual(known(release));
    expect(due('announcement', { values })).toEqual(known(announcement));
  });
});

describe('10 售后总结 is due three working days after a receipt in order', () => {
  const closing = (completedAt: string, changed: Partial<DeadlineSettings> = {}) =>
    due(
      'closing',
      {
        values: { condition: 'good' },
        stages: {
          receipt: { completedAt: inChina(completedAt) },
          closing: { openedAt: inChina(completedAt) },
        },
      },
      changed,
    );
  it.each([
    ['2026-03-16 10:00', '2026-03-20 00:00', 'inside a week'],
    ['2026-03-19 10:00', '2026-03-25 00:00', 'over a weekend'],
    ['2026-02-12 10:00', '2026-02-25 00:00', 'over 春节, its worked Saturday counted'],
    ['2026-02-26 10:00', '2026-03-03 00:00', 'over the Saturday worked after 春节'],
    ['2026-02-18 10:00', '2026-02-27 00:00', 'from amid 春节'],
    ['2026-09-17 10:00', '2026-09-22 00:00', 'over the Sunday worked for 国庆'],
    ['2026-09-30 10:00', '2026-10-11 00:00', 'over 国庆, its worked Saturday counted'],
    ['2026-09-30 00:00', '2026-10-11 00:00', 'from the first minute of a day'],
    ['2026-04-30 10:00', '2026-05-09 00:00', 'over 劳动节'],
    ['2025-12-30 10:00', '2026-01-06 00:00', 'over the end of a year'],
  ])('%s: until %s, %s', (completedAt, expected) => {
    expect(closing(completedAt)).toEqual(known(expected));
  });

  it('over a shutdown of the factory for two weeks that settings give off', () => {
    const daysOff = Array.from({ length: 14 }, (_, day) => `2026-08-${String(3 + day).padStart(2, '0')}`);
    expect(closing('2026-07-30 10:00', { daysOff })).toEqual(known('2026-08-19 00:00'));
  });

  it('in a year without a calendar, of which it says so, whatever days the settings add', () => {
    expect(closing('2026-12-30 10:00')).toEqual(unknown('2027-01-05 00:00'));
    expect(closing('2027-09-29 10:00')).toEqual(unknown('2027-10-05 00:00'));
    const daysOff = ['2027-01-01', '2027-10-01', '2027-10-02', '2027-10-03'];
    expect(closing('2026-12-30 10:00', { daysOff })).toEqual(unknown('2027-01-06 00:00'));
  });

  it('by Monday to Friday where there is no such calendar', () => {
    expect(closing('2026-09-30 10:00', { legalCalendar: 'weekdays' })).toEqual(known('2026-10-06 00:00'));
    expect(closing('2026-12-30 10:00', { legalCalendar: 'weekdays' })).toEqual(known('2027-01-05 00:00'));
  });
});

describe('a year without a calendar', () => {
  it('makes the working day before uncertain, not the calendar day before', () => {
    const values = { invoiceOn: '2027-01-05' };
    expect(due('scheduling', { values })).toEqual(known('2027-01-04 16:00'));
    expect(due('scheduling', { values }, { dayBefore: 'working' })).toEqual(unknown('2027-01-04 16:00'));
  });

  it('makes close of business uncertain, not midnight', () => {
    const values = { receivedAt: inChina('2027-03-15 10:00') };
    expect(due('received', { values })).toEqual(known('2027-03-16 00:00'));
    expect(due('received', { values }, { sameDayEnds: 'close' })).toEqual(unknown('2027-03-15 17:30'));
    const saturday = { receivedAt: inChina('2027-03-13 10:00') };
    const named: Partial<DeadlineSettings> = { sameDayEnds: 'close', daysWorked: ['2027-03-15'] };
    expect(due('received', { values: saturday }, { ...named, daysOff: ['2027-03-14'] })).toEqual(
      unknown('2027-03-15 17:30'),
    );
  });
});

describe('a day that ends at close of business', () => {
  it.each([
    ['2026-03-16 09:00', '2026-03-16 17:30', 'on a working day'],
    ['2026-03-16 17:29', '2026-03-16 17:30', 'until its last minute'],
    ['2026-03-16 17:30', '2026-03-17 17:30', 'at close already the next'],
    ['2026-03-16 06:00', '2026-03-16 17:30', 'before it opens'],
    ['2026-03-20 18:00', '2026-03-23 17:30', 'on a Friday evening: Monday'],
    ['2026-03-21 10:00', '2026-03-23 17:30', 'on a Saturday: Monday'],
    ['2026-02-14 16:00', '2026-02-14 17:30', 'on a worked Saturday'],
    ['2026-02-14 18:00', '2026-02-24 17:30', 'in the evening before 春节'],
    ['2026-10-05 10:00', '2026-10-08 17:30', 'amid 国庆'],
  ])('%s: %s, %s', (receivedAt, expected) => {
    expect(
      due('received', { values: { receivedAt: inChina(receivedAt) } }, { sameDayEnds: 'close' }),
    ).toEqual(known(expected));
  });

  it('moves nothing else: days and working days still end at midnight', () => {
    const values = { invoicedAt: inChina('2026-03-16 09:30') };
    expect(due('shipping', { values }, { sameDayEnds: 'close' })).toEqual(known('2026-03-19 00:00'));
  });
});
