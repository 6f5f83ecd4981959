import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { savedTimes, showDueTime, timeLeft } from '../../functions/src/forms/time-left';

const dueAt = '2026-03-17T08:00:00.000Z';
const soonAt = '2026-03-17T06:00:00.000Z';
const times = { deadlines: [], next: { stage: 'invoice', dueAt, soonAt } };
/** So many minutes before the deadline; after it when negative. */
const minutesAhead = (minutes: number) => new Date(Date.parse(dueAt) - minutes * 60_000);
const [hour, day] = [60, 24 * 60];

describe('the time left', () => {
  it.each([
    [2 * day, '还剩2天'],
    [2 * day + 5 * hour + 59, '还剩2天5小时'],
    [day, '还剩1天'],
    [day - 1, '还剩23小时59分'],
    [3 * hour + 20, '还剩3小时20分'],
    [3 * hour, '还剩3小时'],
    [45, '还剩45分钟'],
    [0.01, '还剩1分钟'],
    [0, '刚刚逾期'],
    [-0.9, '刚刚逾期'],
    [-1, '已逾期1分钟'],
    [-5 * hour, '已逾期5小时'],
    [-(day + hour), '已逾期1天1小时'],
  ])('%d minutes before the deadline is said as %s', (minutes, text) =>
    expect(timeLeft(times, minutesAhead(minutes), 'zh-CN')?.text).toBe(text),
  );

  it('is calm until it counts as near, and late from the deadline itself on', () => {
    const state = (minutes: number) => timeLeft(times, minutesAhead(minutes), 'zh-CN')?.state;
    expect([state(121), state(120), state(1), state(0), state(-1)]).toEqual([
      'calm',
      'soon',
      'soon',
      'late',
      'late',
    ]);
  });

  it('is said in the language of the staff', () => {
    expect(timeLeft(times, minutesAhead(200), 'zh-TW')?.text).toBe('還剩3小時20分');
    expect(timeLeft(times, minutesAhead(200), 'en')?.text).toBe('3 h 20 min left');
    expect(timeLeft(times, minutesAhead(-1500), 'en')?.text).toBe('1 d 1 h late');
    expect(timeLeft(times, minutesAhead(-45), 'zh-TW')?.text).toBe('已逾期45分鐘');
  });

  it('is not said when all is done, no deadline is known, or what was kept is no time', () => {
    expect(timeLeft(undefined, minutesAhead(1), 'zh-CN')).toBeUndefined();
    expect(timeLeft({ deadlines: [] }, minutesAhead(1), 'zh-CN')).toBeUndefined();
    const broken = { deadlines: [], next: { stage: 'invoice', dueAt: '明天', soonAt } };
    expect(timeLeft(broken, minutesAhead(1), 'zh-CN')).toBeUndefined();
  });

  it('never says nought, and never grows while time passes', () => {
    const minutesIn = (text: string): number => {
      const count = (unit: string) => Number(new RegExp(`(\\d+)${unit}`).exec(text)?.[1] ?? 0);
      return count('天') * day + count('小时') * hour + count('分');
    };
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 40 * day, noNaN: true }),
        fc.double({ min: 0, max: day, noNaN: true }),
        (minutes, passed) => {
          const text = timeLeft(times, minutesAhead(minutes), 'zh-CN')?.text ?? '';
          expect(text).not.toMatch(/(^|\D)0/);
          expect(minutesIn(text)).toBeGreaterThan(0);
          if (passed < minutes) {
            const later = timeLeft(times, minutesAhead(minutes - passed), 'zh-CN')?.text ?? '';
            expect(minutesIn(later)).toBeLessThanOrEqual(minutesIn(text));
          }
        },
      ),
    );
  });
});

describe('what a row keeps of an answer', () => {
  const deadline = { stage: 'invoice', dueAt, state: 'open' } as const;

  it('is the deadlines and the present turn’s own', () => {
    expect(savedTimes({ deadlines: [deadline], next: { stage: 'invoice', dueAt, soonAt } })).toEqual({
      deadlines: [deadline],
      next: { stage: 'invoice', dueAt, soonAt },
    });
  });

  it('counts a turn as near only once it is late where the answer does not say from when', () => {
    expect(savedTimes({ deadlines: [], next: { stage: 'invoice', dueAt } })?.next?.soonAt).toBe(dueAt);
  });

  it('is no turn when all is done or its deadline is not known, and nothing when nothing is known', () => {
    expect(savedTimes({ deadlines: [deadline], next: null })).toEqual({ deadlines: [deadline] });
    expect(savedTimes({ deadlines: [deadline], next: { stage: 'invoice' } })).toEqual({
      deadlines: [deadline],
    });
    expect(savedTimes({ deadlines: [], next: { stage: 'invoice' } })).toBeUndefined();
  });
});

describe('a deadline', () => {
  it.each([
    ['2026-03-17T16:00:00', '03-17 16:00'],
    ['2026-03-17T00:00:00', '03-16 24:00'],
    ['2026-03-01T00:00', '02-28 24:00'],
    ['2027-01-01T00:00:00', '12-31 24:00'],
  ])('at %s is shown as %s', (wallTime, text) => expect(showDueTime(wallTime)).toBe(text));
});
