import { expect, it, jest } from '@jest/globals';
import type { SendOutcome } from '../../functions/src/ports';
import { waitingOutbox } from '../support/waiting-outbox';

jest.setTimeout(180_000);

const minute = 60_000;
/** As the schedule calls it and the function is deployed. */
const deployed = { limit: 200, concurrency: 16, budgetMs: 58_000 };
const tooMany: SendOutcome = { outcome: 'passing', code: '20429', retryAfterSeconds: 30 };

/** Takes so many in any second, and refuses whoever asks more often. */
async function queueAt(perSecond: number, counts: { readonly sms: number; readonly email: number }) {
  let refused = 0;
  const strict = (): SendOutcome | undefined => {
    const now = queue.time.machine.getTime();
    const withinASecond = queue.leftAt.slice(-perSecond - 1).filter((at) => at > now - 1000).length;
    if (withinASecond <= perSecond) return undefined;
    refused += 1;
    return tooMany;
  };
  const queue = await waitingOutbox(counts, { sms: strict }, { sms: perSecond, email: 20 });
  const begun = queue.time.machine.getTime();
  /** Runs at every full minute until the queue is empty; minutes since the first. */
  const drain = async (atMost: number): Promise<number> => {
    for (let run = 0; run < atMost; run++) {
      queue.pass(Math.max(0, begun + run * minute - queue.time.machine.getTime()) / 1000);
      await queue.deliver(deployed);
      const [waiting] = await queue.memory.find({
        collection: 'notices',
        where: [['state', '==', 'pending']],
        limit: 1,
      });
      if (!waiting) break;
    }
    return (queue.time.machine.getTime() - begun) / minute;
  };
  return { ...queue, drain, refused: () => refused };
}

it('ten thousand SMS leave at the rate that is configured, none is refused as too many, and none leaves twice', async () => {
  const queue = await queueAt(10, { sms: 10_000, email: 0 });
  // 16.7 minutes at ten a second; two seconds of each minute are the schedule's.
  expect(await queue.drain(30)).toBeLessThan(17.3);
  expect(queue.refused()).toBe(0);
  const sent = queue.sms.sent.map(({ noticeId }) => noticeId);
  expect([sent.length, new Set(sent).size]).toEqual([10_000, 10_000]);
  expect((await queue.all()).every(({ state, attempts }) => state === 'accepted' && attempts === 1)).toBe(
    true,
  );
});
