import { expect, it } from '@jest/globals';
import { createBusinessClock } from '../../infra/local/business-clock';
import { windClock } from '../../infra/local/wind-clock';

async function stops(from: string, to: string): Promise<string[]> {
  const clock = createBusinessClock(new Date(from));
  const seen: string[] = [];
  const note = () => seen.push(clock.business().toISOString().slice(5, 16));
  await windClock(clock, new Date(to), async () => void note());
  note();
  return seen;
}

it('winding on stops at every half hour on the way, and at the end', async () => {
  expect(await stops('2026-03-16T01:10:00.000Z', '2026-03-16T02:10:00.000Z')).toEqual([
    '03-16T01:30',
    '03-16T02:00',
    '03-16T02:10',
  ]);
});

it('winding on by a long time stops less often, and winding back nowhere', async () => {
  const month = await stops('2026-03-16T01:00:00.000Z', '2026-04-16T01:00:00.000Z');
  expect(month.length).toBeLessThanOrEqual(97);
  expect(month.at(-1)).toBe('04-16T01:00');
  expect(await stops('2026-03-16T01:00:00.000Z', '2026-03-10T01:00:00.000Z')).toEqual(['03-10T01:00']);
});
