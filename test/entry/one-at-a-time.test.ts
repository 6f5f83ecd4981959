import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { oneAtATime } from '../../functions/src/entry/one-at-a-time';

const hour = 3_600_000;

/** Work that goes on until the test ends it. */
function openEnded() {
  const ends: { readonly well: () => void; readonly badly: (error: Error) => void }[] = [];
  const work = () =>
    new Promise<number>((resolve, reject) => {
      const number = ends.length + 1;
      ends.push({ well: () => resolve(number), badly: reject });
    });
  return { ends, work };
}

describe('one at a time', () => {
  it('a call while one is at work begins after its end', async () => {
    const { ends, work } = openEnded();
    const call = oneAtATime(work, hour);
    const first = call();
    await nextTurn();
    const second = call();
    await nextTurn();
    expect(ends).toHaveLength(1);
    ends[0]?.well();
    expect(await first).toBe(1);
    await nextTurn();
    expect(ends).toHaveLength(2);
    ends[1]?.well();
    expect(await second).toBe(2);
  });

  it('while one waits, all others are answered at once', async () => {
    const { ends, work } = openEnded();
    const call = oneAtATime(work, hour);
    const kept = [call()];
    await nextTurn();
    kept.push(call());
    expect(await Promise.all(Array.from({ length: 500 }, call))).toEqual(Array(500).fill(undefined));
    ends[0]?.well();
    await nextTurn();
    ends[1]?.well();
    expect(await Promise.all(kept)).toEqual([1, 2]);
    expect(ends).toHaveLength(2);
  });

  it('the one that waits begins though the one before it failed, of which that one’s caller hears', async () => {
    const { ends, work } = openEnded();
    const call = oneAtATime(work, hour);
    const first = call();
    await nextTurn();
    const second = call();
    ends[0]?.badly(new Error('broken'));
    await expect(first).rejects.toThrow('broken');
    await nextTurn();
    ends[1]?.well();
    expect(await second).toBe(2);
  });

  it('one that hangs is not waited for longer than there is patience', async () => {
    const { ends, work } = openEnded();
    const call = oneAtATime(work, 20);
    void call();
    await nextTurn();
    const second = call();
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(ends).toHaveLength(2);
    ends[1]?.well();
    expect(await second).toBe(2);
  });

  it('whatever is there when a call comes is taken by work that begins after it, however the calls fall', async () => {
    const wait = (turns: number) =>
      Array.from({ length: turns }).reduce<Promise<void>>((p) => p.then(nextTurn), Promise.resolve());
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ pause: fc.nat(4), length: fc.nat(6), fails: fc.boolean() }), { maxLength: 30 }),
        async (steps) => {
          const there: number[] = [];
          const taken = new Set<number>();
          let most = 0;
          let atWork = 0;
          let begun = 0;
          const call = oneAtATime(async () => {
            const step = steps[begun++];
            most = Math.max(most, ++atWork);
            for (const one of there.splice(0)) taken.add(one);
            await wait(step?.length ?? 0);
            atWork -= 1;
            if (step?.fails) throw new Error('after it took what was there');
          }, hour);
          const calls: Promise<unknown>[] = [];
          for (const [index, { pause }] of steps.entries()) {
            await wait(pause);
            there.push(index);
            calls.push(call());
          }
          await Promise.allSettled(calls);
          expect(taken.size).toBe(steps.length);
          expect(most).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 200 },
    );
  });
});
