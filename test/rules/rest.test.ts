import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Circuit, closed } from '../../functions/src/rules/circuit';
import { afterRefusal, afterTaken, isResting } from '../../functions/src/rules/rest';

const start = Date.parse('2026-11-01T00:00:00.000Z');
const at = (seconds: number) => new Date(start + seconds * 1000);
const tooMany = { code: '20429', channel: 'too-many' } as const;
const dayFull = { code: '63038', channel: 'day-full' } as const;
const secondsOf = ({ restUntil = '' }: Circuit, from: Date) =>
  (Date.parse(restUntil) - from.getTime()) / 1000;

/** How long each of so many rests is, the next refusal coming as soon as one is over. */
function rests(count: number, refusal: Parameters<typeof afterRefusal>[1]): number[] {
  let circuit: Circuit = closed;
  let now = at(0);
  return Array.from({ length: count }, () => {
    circuit = afterRefusal(circuit, refusal, now);
    const seconds = secondsOf(circuit, now);
    now = new Date(circuit.restUntil ?? '');
    return seconds;
  });
}

describe('a channel that was too much for its provider', () => {
  it('rests, for twice as long each time, up to five minutes', () => {
    expect(rests(9, tooMany)).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300]);
  });

  it('rests as long as the provider wishes where that is longer, but no longer than a quarter of an hour', () => {
    expect(rests(4, { ...tooMany, retryAfterSeconds: 12 })).toEqual([12, 12, 20, 40]);
    expect(rests(2, { ...tooMany, retryAfterSeconds: 31_536_000 })).toEqual([900, 900]);
    expect(rests(1, { code: '20429', retryAfterSeconds: 60 })).toEqual([60]);
  });

  it('rests for an hour where it takes no more for today, though it rested already', () => {
    expect(rests(2, dayFull)).toEqual([3600, 3600]);
    const resting = afterRefusal(closed, tooMany, at(0));
    const full = afterRefusal(resting, dayFull, at(1));
    expect(full).toMatchObject({ dayFull: true, code: '63038', restUntil: at(3601).toISOString() });
    expect(afterRefusal(full, tooMany, at(2))).toBe(full);
    expect(afterRefusal(full, { ...tooMany, retryAfterSeconds: 900 }, at(3600))).toMatchObject({
      dayFull: true,
    });
    expect(afterRefusal(full, tooMany, at(3601))).not.toHaveProperty('dayFull');
  });

  it('rests no longer for what was still under way, unless the provider wishes it', () => {
    const once = afterRefusal(closed, tooMany, at(0));
    expect(afterRefusal(once, tooMany, at(1))).toBe(once);
    const longer = afterRefusal(once, { ...tooMany, retryAfterSeconds: 30 }, at(1));
    expect(longer).toMatchObject({ refusals: 1, restUntil: at(31).toISOString() });
  });

  it('and then takes a message has a short rest the next time; what left before the rest says nothing', () => {
    const thrice = [0, 5, 15].reduce<Circuit>((c, s) => afterRefusal(c, tooMany, at(s)), closed);
    expect(secondsOf(thrice, at(15))).toBe(20);
    expect(afterTaken(thrice, at(16))).toBe(thrice);
    expect(afterTaken(thrice, at(35))).toEqual(closed);
    expect(afterTaken(closed, at(0))).toBe(closed);
  });

  it('whatever it is told, rests for an hour at most, and no rest that has begun gets shorter', () => {
    const refusal = fc.record({
      code: fc.constant('20429'),
      channel: fc.constantFrom('too-many' as const, 'day-full' as const),
      retryAfterSeconds: fc.nat(40_000_000),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(refusal, fc.nat(4000)), { maxLength: 20 }), (told) => {
        let circuit: Circuit = closed;
        let seconds = 0;
        for (const [one, later] of told) {
          seconds += later;
          const before = secondsOf(circuit, at(seconds));
          circuit = afterRefusal(circuit, one, at(seconds));
          const after = secondsOf(circuit, at(seconds));
          expect(isResting(circuit, at(seconds))).toBe(true);
          expect(after).toBeLessThanOrEqual(3600);
          if (before > 0) expect(after).toBeGreaterThanOrEqual(before);
        }
      }),
    );
  });
});
