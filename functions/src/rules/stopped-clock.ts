import { anchorOf } from '../forms/deadline-faults';
import type { DeadlineRule } from '../forms/form';
import { type DeadlineSettings, deadlineSince, paperDeadline } from './apply-deadline-rule';
import type { TimeLeft } from './record';
import { addWorkingTime, type BusinessHours, type CountedTime, workingTime } from './working-hours';

/**
 * A clock that stops and goes on: what was left of somebody's time, and their deadline with that from another moment on.
 * Both are counted alike, to the millisecond, so however often a clock stops, its time is no longer than it was, and no
 * shorter. Times are milliseconds since the epoch.
 */

/**
 * What was left, in the measure of the rule: of minutes, hours and days the time on the clock, of working hours business
 * time; of what ends with a day the time of working days in which it can be done, from the opening of business until
 * midnight. A deadline that falls where its measure stands still (on a Sunday, by the paper) leaves the time on the clock.
 */
export function timeLeft(
  rule: DeadlineRule,
  stopped: number,
  due: number,
  settings: DeadlineSettings,
): TimeLeft | undefined {
  if (due <= stopped) return undefined;
  const clock: TimeLeft = { ms: due - stopped, of: 'clock' };
  const of = measureOf(rule);
  if (of === 'clock') return clock;
  const left: TimeLeft = { ms: workingTime(stopped, due, hoursOf(of, settings)), of };
  return left.ms > 0 && spentFrom(stopped, left, settings).time === due ? left : clock;
}

/**
 * The deadline of whoever had so much left and goes on at `since`: never later than if it were all new to them, nor
 * earlier than the paper's for the date that is typed now. A stage that is complete once more tells nothing new.
 */
export function resumedDeadline(
  rule: DeadlineRule,
  anchor: number,
  since: number,
  left: TimeLeft,
  settings: DeadlineSettings,
): CountedTime {
  const whole = deadlineSince(rule, anchor, since, settings);
  const resumed = spentFrom(since, left, settings);
  const paper = 'field' in anchorOf(rule) ? paperDeadline(rule, anchor, settings) : resumed;
  const later = paper.time > resumed.time ? paper : resumed;
  return whole.time < later.time ? whole : later;
}

function measureOf(rule: DeadlineRule): TimeLeft['of'] {
  if (rule.kind !== 'within' || rule.unit === 'working-days') return 'working-days';
  return rule.unit === 'working-hours' ? 'working-hours' : 'clock';
}

function spentFrom(since: number, { ms, of }: TimeLeft, settings: DeadlineSettings): CountedTime {
  if (of === 'clock') return { time: since + ms, calendarKnown: true };
  return addWorkingTime(since, ms, hoursOf(of, settings));
}

/** A day that ends at midnight is as good as business hours until then, without a break. */
function hoursOf(of: TimeLeft['of'], settings: DeadlineSettings): BusinessHours {
  if (of === 'working-hours') return settings;
  const { morning, afternoon } = settings.hours;
  const hours = {
    morning: { from: morning.from, to: afternoon.from },
    afternoon: { from: afternoon.from, to: '24:00' },
  };
  return { ...settings, hours };
}
