import { describe, expect, it } from '@jest/globals';
import { deliverNotices } from '../../functions/src/flows/deliver-notices';
import { forms } from '../../functions/src/forms';
import type { Reminder } from '../../functions/src/rules/reminder';
import { orderUpTo } from '../support/orders';
import { of, put, remindersWorld, run, told } from '../support/reminders';
import { testServices, testSettings } from '../support/services';
import { chen, sun, zhang, zhou } from '../support/staff';
import { reminders, sweep } from '../support/sweeping';

const putOff = { read: 1, sent: 0, dropped: 0, putOff: 1, notices: 0 };
const opening = '2026-03-18T00:30:00.000Z';
const night = '2026-03-17T15:00:00.000Z';

describe('what should have been told in business hours, and is come to at night', () => {
  it('is told at the next opening, in one message with what is told then, and not read again before', async () => {
    const all = testServices({ now: '2026-03-16T09:10:00.000Z' });
    await orderUpTo(all.services, 'payment');
    await sweep(all.services);
    expect(await reminders(all.services)).toMatchObject([{ sendAt: '2026-03-16T09:30:00.000Z' }]);
    all.at('2026-03-16T15:30:00.000Z');
    expect(await run(all)).toEqual(putOff);
    expect(await run(all)).toEqual({ ...putOff, read: 0, putOff: 0 });
    expect(await reminders(all.services)).toMatchObject([
      { sendAt: '2026-03-17T00:30:00.000Z', state: 'waiting' },
    ]);
    all.at('2026-03-17T00:30:00.000Z');
    await sweep(all.services);
    await run(all);
    expect(await told(all)).toMatchObject([{ to: zhang.email }]);
  });

  it.each<[string, string, boolean]>([
    ['at the close', '2026-03-17T09:30:00.000Z', false],
    [
      'a quarter of an hour after the close, when the last slot may be dealt with',
      '2026-03-17T09:44:59.999Z',
      false,
    ],
    ['later', '2026-03-17T09:45:00.000Z', true],
    ['before the opening', '2026-03-18T00:29:59.999Z', true],
    ['at the opening', opening, false],
    ['in the lunch break', '2026-03-17T04:30:00.000Z', false],
  ])('is judged by the clock: %s', async (_, now, late) => {
    const all = await remindersWorld(['row-1']);
    await put(all, of(all.turn));
    all.at(now);
    expect(await run(all)).toMatchObject({ putOff: late ? 1 : 0, sent: late ? 0 : 1 });
  });

  it('waits for the next working day where its day was declared off after it was written', async () => {
    const all = await remindersWorld(['row-1'], {
      settings: { daysOff: [...testSettings.daysOff, '2026-03-17'] },
    });
    await put(all, of(all.turn));
    expect(await run(all)).toEqual(putOff);
    expect(await reminders(all.services)).toMatchObject([{ sendAt: opening }]);
  });

  it('is dropped then, if it has been done meanwhile', async () => {
    const all = await remindersWorld(['row-1']);
    await put(all, of(all.turn, { role: 'manager' }));
    all.at(night);
    expect(await run(all)).toEqual(putOff);
    all.at(opening);
    expect(await run(all)).toEqual({ read: 1, sent: 0, dropped: 1, putOff: 0, notices: 0 });
  });

  it('is put off by one of several runs', async () => {
    const all = await remindersWorld(['row-1']);
    const many = Array.from({ length: 230 }, (_, at) => of(all.turn, { id: `r${1000 + at}` }));
    await put(all, ...many);
    all.at(night);
    const counts = await Promise.all([run(all), run(all)]);
    expect(counts.map((count) => count.putOff).sort()).toEqual([0, 230]);
    expect(new Set((await reminders(all.services)).map(({ sendAt }) => sendAt))).toEqual(new Set([opening]));
  });
});

describe('people who are at work whenever their turn comes', () => {
  const shipped = async (changes: Partial<Reminder> = {}) => {
    const all = await remindersWorld(['row-1'], { now: '2026-03-17T06:06:00.000Z' }, 'shipping');
    await put(
      all,
      of(all.turn, { stage: 'release', role: 'warehouse-clerk', person: sun.email, ...changes }),
    );
    all.at(night);
    return all;
  };

  it('are told at night, in the customers’ quiet hours too', async () => {
    const all = await shipped();
    expect(await run(all)).toMatchObject({ sent: 1, putOff: 0 });
    await deliverNotices(all.services, forms, { limit: 50, concurrency: 1, budgetMs: 0, random: () => 0 });
    expect(all.sent.mails.map(({ to }) => to)).toContain(sun.email);
  });

  it('are; their superiors are not', async () => {
    expect(await run(await shipped({ step: 'manager', person: zhou.email }))).toEqual(putOff);
  });

  it('do not wait for those who are not', async () => {
    const all = await shipped();
    await put(all, of(all.turn, { person: chen.email }));
    expect(await run(all)).toMatchObject({ read: 2, sent: 1, putOff: 1 });
  });
});
