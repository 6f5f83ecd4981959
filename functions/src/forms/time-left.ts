import type { StageDeadline } from './edit-contract';
import type { Language } from './label';
import type { SavedTimes } from './register-layout';

/** How long the present turn still has, as the register shows it. `soon`: its person has been, or is to be, reminded. */
export type TimeLeft = { readonly text: string; readonly state: 'calm' | 'soon' | 'late' };

type AnsweredTimes = {
  readonly deadlines: readonly StageDeadline[];
  readonly next: {
    readonly stage: string;
    readonly dueAt?: string | undefined;
    readonly soonAt?: string | undefined;
  } | null;
};

/** What a row keeps of an answer, so that the time left can be told later without asking. Undefined when nothing is known. */
export function savedTimes({ deadlines, next }: AnsweredTimes): SavedTimes | undefined {
  if (deadlines.length === 0 && next?.dueAt === undefined) return undefined;
  const { stage, dueAt, soonAt = dueAt } = next ?? {};
  return {
    deadlines: deadlines.map((deadline) => ({
      stage: deadline.stage,
      dueAt: deadline.dueAt,
      state: deadline.state,
    })),
    ...(stage !== undefined && dueAt !== undefined && soonAt !== undefined
      ? { next: { stage, dueAt, soonAt } }
      : {}),
  };
}

/** Undefined when everything is done or no deadline is known. At the deadline itself it is late. */
export function timeLeft(times: SavedTimes | undefined, now: Date, language: Language): TimeLeft | undefined {
  if (!times?.next) return undefined;
  const say = wording[language];
  const left = Date.parse(times.next.dueAt) - now.getTime();
  if (Number.isNaN(left)) return undefined;
  if (left > 0) {
    const isSoon = now.getTime() >= Date.parse(times.next.soonAt);
    return {
      text: say.left(duration(Math.ceil(left / minuteMs), language)),
      state: isSoon ? 'soon' : 'calm',
    };
  }
  const minutes = Math.floor(-left / minuteMs);
  return { text: minutes === 0 ? say.justLate : say.late(duration(minutes, language)), state: 'late' };
}

/**
 * `03-17 16:00` for a local time (`2026-03-17T16:00…`); the end of a day is 24:00 of that day, as people say it, not
 * 00:00 of the next.
 */
export function showDueTime(wallTime: string): string {
  return showDayEnd(wallTime).slice(5);
}

/** The same with its year: `2026-03-17 16:00`. */
export function showDayEnd(wallTime: string): string {
  const [day, time] = [wallTime.slice(0, 10), wallTime.slice(11, 16)];
  if (time !== '00:00') return `${day} ${time}`;
  const dayBefore = new Date(Date.parse(day) - 24 * 60 * minuteMs).toISOString();
  return `${dayBefore.slice(0, 10)} 24:00`;
}

const minuteMs = 60_000;

type Wording = {
  readonly left: (duration: string) => string;
  readonly late: (duration: string) => string;
  /** Late by less than a minute. */
  readonly justLate: string;
  readonly units: { readonly days: string; readonly hours: string; readonly minutes: string };
  /** Minutes after hours, where that is said more shortly. */
  readonly minutesAfterHours: string;
  readonly between: string;
};

const wording: Record<Language, Wording> = {
  'zh-CN': {
    left: (duration) => `还剩${duration}`,
    late: (duration) => `已逾期${duration}`,
    justLate: '刚刚逾期',
    units: { days: '天', hours: '小时', minutes: '分钟' },
    minutesAfterHours: '分',
    between: '',
  },
  'zh-TW': {
    left: (duration) => `還剩${duration}`,
    late: (duration) => `已逾期${duration}`,
    justLate: '剛剛逾期',
    units: { days: '天', hours: '小時', minutes: '分鐘' },
    minutesAfterHours: '分',
    between: '',
  },
  en: {
    left: (duration) => `${duration} left`,
    late: (duration) => `${duration} late`,
    justLate: 'Just late',
    units: { days: ' d', hours: ' h', minutes: ' min' },
    minutesAfterHours: ' min',
    between: ' ',
  },
};

/** Minutes under an hour, hours and minutes under a day, days and hours above; what is nought isn't said. */
function duration(minutes: number, language: Language): string {
  const { units, minutesAfterHours, between } = wording[language];
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const parts =
    days > 0
      ? [part(days, units.days), part(hours, units.hours)]
      : [part(hours, units.hours), part(rest, hours > 0 ? minutesAfterHours : units.minutes)];
  return parts.filter((text) => text !== '').join(between);
}

function part(count: number, unit: string): string {
  return count === 0 ? '' : `${count}${unit}`;
}
