import { addDays } from './local-time';

/** Days from one to another (YYYY-MM-DD, both included) that are off or worked. */
type DayRange = {
  readonly kind: 'off' | 'worked';
  readonly from: string;
  readonly to: string;
};

const longestRange = 366;

/**
 * What each day is that ranges name. A shorter range wins over a longer one, as one day worked in the middle of a
 * shutdown does; of two as long, the later in the list.
 */
export function daysOf(ranges: readonly DayRange[]): ReadonlyMap<string, DayRange['kind']> {
  const expanded = ranges
    .map((range) => ({ kind: range.kind, days: expand(range) }))
    .sort((one, other) => other.days.length - one.days.length);
  return new Map(expanded.flatMap(({ kind, days }) => days.map((day) => [day, kind] as const)));
}

function expand({ from, to }: DayRange): readonly string[] {
  const days: string[] = [];
  for (let day = from; day <= to && days.length < longestRange; day = addDays(day, 1)) days.push(day);
  return days;
}
