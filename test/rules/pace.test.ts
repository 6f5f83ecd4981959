import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nextSlot, type Pace, paused } from '../../functions/src/rules/pace';

const start = Date.parse('2026-11-01T00:00:00.000Z');

/** When each of those that ask at these moments may leave. */
function slots(pace: Pace, moments: readonly number[]): number[] {
  let current = pace;
  return moments.map((moment) => {
    const slot = nextSlot(current, moment);
    current = slot.pace;
    return slot.at;
  });
}

describe('a pace', () => {
  it('lets ten thousand that ask at once leave at the rate, one after another', () => {
    const moments = Array.from({ length: 10_000 }, () => start);
    const at = slots({ perSecond: 10, freeAt: 0 }, moments);
    expect(at.slice(0, 3)).toEqual([start, start + 100, start + 200]);
    expect(at.at(-1)).toBe(start + 999_900);
  });

  it('saves nothing up while nobody asks', () => {
    const hour = start + 3_600_000;
    expect(slots({ perSecond: 2, freeAt: 0 }, [start, hour, hour, hour])).toEqual([
      start,
      hour,
      hour + 500,
      hour + 1000,
    ]);
  });

  it('without a limit lets everybody leave at once', () => {
    const moments = [start, start, start + 1];
    expect(slots({ perSecond: Number.POSITIVE_INFINITY, freeAt: 0 }, moments)).toEqual(moments);
  });

  it('below one a second waits longer than a second', () => {
    expect(slots({ perSecond: 0.5, freeAt: 0 }, [start, start])).toEqual([start, start + 2000]);
  });

  it('that is paused lets nobody leave before the pause is over, and a shorter pause ends no longer one', () => {
    const pace = paused(paused({ perSecond: 10, freeAt: start }, start + 7000), start + 3000);
    expect(slots(pace, [start, start])).toEqual([start + 7000, start + 7100]);
  });

  it('whenever they ask, never lets two leave closer than the rate says, nor anybody before asking', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.array(fc.nat(5000)), (perSecond, asked) => {
        const moments = asked.toSorted((one, other) => one - other).map((ms) => start + ms);
        const at = slots({ perSecond, freeAt: 0 }, moments);
        for (const [index, moment] of at.entries()) {
          expect(moment).toBeGreaterThanOrEqual(moments[index] ?? 0);
          // Instants of our days have a fraction of a millisecond left.
          const before = at[index - 1];
          if (before !== undefined) expect(moment - before).toBeGreaterThan(1000 / perSecond - 0.01);
        }
      }),
    );
  });
});
