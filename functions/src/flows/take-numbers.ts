import type { Form } from '../forms/form';
import type { Services } from '../ports';
import { numberId } from '../rules/row-claim';

/** Numbers that are looked through at once. */
const largestBlock = 500;

/**
 * One block of running numbers for all rows of a request that need one; those left unused are gaps. Nobody looks
 * whether somebody typed such a number before: where that turns out (`round` 1 and later), growing blocks are looked
 * through for numbers that are free. May give fewer than asked for.
 */
export async function takeNumbers(
  { store, clock, settings }: Pick<Services, 'store' | 'clock' | 'settings'>,
  form: Form,
  count: number,
  round: number,
): Promise<string[]> {
  const year = clock.business().toLocaleString('en', { year: 'numeric', timeZone: settings.zone });
  const size = Math.min(count * 8 ** round, Math.max(count, largestBlock));
  const last = await store.take(`counters/${form.id}-${year}`, size);
  const numbers = Array.from(
    { length: size },
    (_, index) => `${form.number.prefix}${year}-${String(last - size + 1 + index).padStart(4, '0')}`,
  );
  if (round === 0) return numbers;
  const taken = await store.get(numbers.map((number) => `numbers/${numberId(form.id, number, 1)}` as const));
  return numbers.filter((_number, index) => taken[index] === undefined).slice(0, count);
}
