import { describe, expect, it } from '@jest/globals';
import type { DeadlineRule } from '../../functions/src/forms/form';
import { instantAt, minuteAt, reviewed, story } from '../support/reopening';
import { ruledForm } from '../support/ruled-form';
import { settings } from '../support/shipped-order';
import { inChina } from '../support/wall-time';

const threeDays: DeadlineRule = { kind: 'within', unit: 'working-days', count: 3, after: { stage: 'first' } };
const sameDay: DeadlineRule = { kind: 'same-day', as: { stage: 'first' } };
const march = (time: string) => minuteAt(inChina(`2026-03-${time}`));
const shown = (minute: number) =>
  new Date(Date.parse(instantAt(minute)) + 8 * 3600_000).toISOString().slice(8, 16).replace('T', ' ');

/** When a stage falls due that opened at a time of March 2026, was shut at another and is open again at the third. */
function reopened(rule: DeadlineRule, opened: string, shut: string, again: string): string {
  const { type, due } = story(ruledForm([rule], reviewed), settings);
  type(march(opened), {
    name: '某人',
    phone: '+8613800000000',
    at: inChina('2026-03-16 09:00'),
    on: '2026-03-16',
  });
  type(march(shut), { name: undefined });
  type(march(again), { name: '某人' });
  return shown(due());
}

describe('a stage that is open again', () => {
  it.each<[DeadlineRule, string, string, string, string, string]>([
    [threeDays, '18 17:35', '23 20:00', '27 20:00', '28 00:00', 'the four hours that were left, on a Friday'],
    [
      threeDays,
      '18 17:35',
      '23 20:00',
      '27 23:00',
      '30 11:30',
      'one of them on Friday, the others on Monday',
    ],
    [threeDays, '18 17:35', '23 20:00', '28 10:00', '30 12:30', 'none of them at the weekend'],
    [threeDays, '18 17:35', '23 20:00', '25 10:00', '25 14:00', 'all of them on the day itself'],
    [threeDays, '18 17:35', '23 20:00', '23 20:00', '24 00:00', 'as before if it was shut for no time'],
    [threeDays, '18 17:35', '23 20:00', '23 20:01', '24 08:31', 'a minute later if it was shut for a minute'],
    [sameDay, '16 10:00', '16 12:00', '20 10:00', '20 22:00', 'twelve hours of a day'],
    [sameDay, '16 10:00', '16 12:00', '20 16:00', '21 00:00', 'the same day, as if it were new'],
    [sameDay, '16 10:00', '16 12:00', '21 10:00', '23 20:30', 'twelve hours of Monday'],
  ])(
    'has what was left: %j opened %s, shut %s, again %s, is due %s: %s',
    (rule, opened, shut, again, due) => {
      expect(reopened(rule, opened, shut, again)).toBe(due);
    },
  );

  it.each([
    ['minutes', 40, '20 23:50', '21 00:20'],
    ['hours', 2, '21 10:00', '21 11:50'],
    ['working-hours', 2, '20 17:00', '23 09:50'],
    ['days', 2, '20 10:00', '22 23:50'],
  ] as const)('has it in the measure of its rule: %s', (unit, count, again, due) => {
    const rule: DeadlineRule = { kind: 'within', unit, count, after: { opening: 'second' } };
    expect(reopened(rule, '16 10:00', '16 10:10', again)).toBe(due);
  });

  it('is due by the date that is typed then, if that is later', () => {
    const { type, due } = story(
      ruledForm([{ kind: 'at-time', time: '16:00', daysBefore: 1, on: { field: 'on' } }], reviewed),
      settings,
    );
    const head = { name: '某人', phone: '+8613800000000', at: inChina('2026-03-16 09:00') };
    type(march('16 10:00'), { ...head, on: '2026-03-18' });
    type(march('16 11:00'), { on: undefined });
    type(march('16 12:00'), { on: '2026-03-27' });
    expect(shown(due())).toBe('26 16:00');
  });
});

describe('whose part was handed on', () => {
  it('is not late because those to whom it was handed empty theirs a week later', () => {
    const { type, mark, turn, turnDue } = story(ruledForm([threeDays], reviewed), settings);
    const head = { name: '某人', phone: '+8613800000000', at: inChina('2026-03-16 09:00'), on: '2026-03-16' };
    type(march('16 10:00'), head);
    type(march('17 10:00'), { note: '好' });
    type(march('17 12:00'), { review: '同意' });
    type(march('31 10:00'), { review: undefined });
    expect(turn()?.role).toBe('manager');
    expect(mark()).toMatchObject({
      handedAt: inChina('2026-03-17 10:00'),
      othersSince: inChina('2026-03-31 10:00'),
    });
    expect(mark().missedAt).toBeUndefined();
    // Handed on on the 17th until the 20th, 24:00; done with 12 + 3 × 15.5 hours left. The 3rd is the third day from the 31st.
    expect(instantAt(turnDue())).toBe(inChina('2026-04-03 22:00'));
  });
});
