import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anchorOf } from '../../functions/src/forms/deadline-faults';
import type { DeadlineRule } from '../../functions/src/forms/form';
import type { Settings } from '../../functions/src/rules/settings';
import {
  anyMinute,
  anyRule,
  anySettings,
  instantAt,
  isWorked,
  reviewed,
  story,
  workedMinutes,
} from '../support/reopening';
import { ruledForm } from '../support/ruled-form';

const days = (least: number, most: number) => fc.integer({ min: least * 24 * 60, max: most * 24 * 60 });
/** A second stage that opened some time after or before what its deadline counts from. */
const opened: fc.Arbitrary<Opened> = fc.record({
  rule: anyRule,
  by: anySettings,
  start: anyMinute,
  anchor: days(-6, 6),
  head: fc.constantFrom('name' as const, 'on' as const, 'at' as const),
});
const part = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const shares = fc.array(part, { minLength: 1, maxLength: 4 });
const runs = { numRuns: 250 };

type Opened = {
  rule: DeadlineRule;
  by: Settings;
  start: number;
  anchor: number;
  head: 'name' | 'on' | 'at';
};

function begin({ rule, by, start, anchor, head }: Opened) {
  const told = story(ruledForm([rule], reviewed), by);
  const at = instantAt(start + anchor);
  const first = { name: '某人', phone: '+8613800000000', at, on: at.slice(0, 10) };
  told.type(start, first);
  return {
    ...told,
    /** What comes before the stage. */
    empty: (minute: number) => told.type(minute, { [head]: undefined }),
    fill: (minute: number) => told.type(minute, { [head]: first[head] }),
  };
}

/** A moment of the time that is left at a minute. */
const within = (from: number, due: number, share: number) => from + Math.floor((due - from) * share);

/** Time by which a rule counts: its days are those that are worked. */
function measured(rule: DeadlineRule, from: number, to: number, by: Settings): number {
  const isByDay = rule.kind !== 'within' || rule.unit === 'working-days';
  return isByDay ? workedMinutes(from, to, by) : to - from;
}

describe('a stage that was shut in time and is open again', () => {
  it('falls due later than now, never later than if it were new, and was not missed', () => {
    fc.assert(
      fc.property(opened, part, days(0, 20), (given, share, gap) => {
        const { type, due, anew, mark, empty, fill } = begin(given);
        fc.pre(due() > given.start);
        const stop = within(given.start, due(), share);
        empty(stop);
        expect(mark().openedAt).toBeUndefined();
        fill(stop + gap);
        expect(due()).toBeGreaterThan(stop + gap);
        expect(due()).toBeLessThanOrEqual(anew(stop + gap));
        type(due() - 1, { note: '好' });
        expect(mark().missedAt).toBeUndefined();
      }),
      runs,
    );
  });

  it('leaves exactly what was left, unless that is more than if it were new or the date that was typed gives more', () => {
    fc.assert(
      fc.property(opened, part, days(0, 20), (given, share, gap) => {
        const { rule, by, start } = given;
        fc.pre(!(rule.kind === 'within' && rule.unit === 'working-hours'));
        const { due, anew, empty, fill } = begin(given);
        const before = due();
        fc.pre(before > start && isWorked(before, by));
        const stop = within(start, before, share);
        empty(stop);
        fill(stop + gap);
        fc.pre(due() < anew(stop + gap));
        const left = measured(rule, stop + gap, due(), by);
        const was = measured(rule, stop, before, by);
        if ('field' in anchorOf(rule)) expect(left).toBeGreaterThanOrEqual(was);
        else expect(left).toBe(was);
      }),
      runs,
    );
  });

  it('falls due when it did if it is filled again at once, however often that is done', () => {
    fc.assert(
      fc.property(opened, shares, (given, shares) => {
        const { due, empty, fill } = begin(given);
        const before = due();
        fc.pre(before > given.start);
        let minute = given.start;
        for (const share of shares) {
          minute = within(minute, before, share);
          empty(minute);
          fill(minute);
          expect(due()).toBe(before);
        }
      }),
      runs,
    );
  });

  it('stays missed if it was, whatever is typed then', () => {
    fc.assert(
      fc.property(opened, days(0, 5), days(0, 20), days(0, 5), (given, late, gap, until) => {
        const { type, due, mark, empty, fill } = begin(given);
        const before = due();
        fc.pre(before > given.start);
        empty(before + late);
        expect(mark().missedAt).toBe(instantAt(before));
        fill(before + late + gap);
        type(before + late + gap + until, { note: '好' });
        expect(mark().missedAt).toBe(instantAt(before));
      }),
      runs,
    );
  });

  it('and was stored before it was known what is left: is not late at once', () => {
    fc.assert(
      fc.property(opened, part, days(0, 20), (given, share, gap) => {
        const { forget, due, anew, empty, fill } = begin(given);
        fc.pre(due() > given.start);
        const stop = within(given.start, due(), share);
        empty(stop);
        forget((record) => ({
          ...record,
          stages: { ...record.stages, second: { spentMs: (stop - given.start) * 60_000 } },
        }));
        fill(stop + gap);
        expect(due()).toBeGreaterThan(stop + gap);
        expect(due()).toBeLessThanOrEqual(anew(stop + gap));
      }),
      runs,
    );
  });
});

describe('a part that was done in time, emptied, and is to be done again', () => {
  it.each(['note', 'review'] as const)(
    'falls due later than now, never later than if it were new: %s',
    (cell) => {
      fc.assert(
        fc.property(opened, part, part, days(0, 20), (given, first, second, gap) => {
          const { type, turnDue, mark, judged } = begin(given);
          let minute = given.start;
          for (const [id, share] of [
            ['note', first],
            ['review', second],
          ] as const) {
            fc.pre(turnDue() > minute);
            minute = within(minute, turnDue(), share);
            type(minute, { [id]: '好' });
          }
          type(minute + gap, { [cell]: undefined });
          expect(turnDue()).toBeGreaterThan(minute + gap);
          expect(mark().missedAt).toBeUndefined();
          expect(judged()).toEqual({});
        }),
        runs,
      );
    },
  );

  it('falls due when it did if it is emptied and filled again at once', () => {
    fc.assert(
      fc.property(opened, shares, (given, shares) => {
        const { type, due } = begin(given);
        const before = due();
        fc.pre(before > given.start);
        let minute = given.start;
        for (const share of shares) {
          minute = within(minute, before, share);
          type(minute, { note: '好' });
          type(minute, { note: undefined });
          expect(due()).toBe(before);
        }
      }),
      runs,
    );
  });

  it('leaves those to whom it was handed on the time that they had, however often it is handed on', () => {
    fc.assert(
      fc.property(opened, part, shares, (given, first, shares) => {
        const { type, due, turn, turnDue } = begin(given);
        fc.pre(due() > given.start);
        let minute = within(given.start, due(), first);
        type(minute, { note: '好' });
        const before = turnDue();
        expect(turn()?.role).toBe('manager');
        for (const share of shares) {
          minute = within(minute, before, share);
          type(minute, { note: undefined });
          type(minute, { note: '好' });
          expect(turnDue()).toBe(before);
        }
      }),
      runs,
    );
  });
});
