import type { Form } from '../forms/form';
import type { Services } from '../ports';
import { afterExpiredLease } from '../rules/delivery';
import { fillBlank } from './fill-blank';
import { type SendResult, sendNotice } from './send-notice';
import { settleNotice } from './settle-notice';

export type DeliveryOptions = {
  /** Notices per query. */
  readonly limit: number;
  /** Notices under way at once. */
  readonly concurrency: number;
  /** From 0 to 1; spreads the next tries. */
  readonly random: () => number;
};

export type DeliveryCount = {
  /** Won, and so sent by this run. */
  readonly claimed: number;
  readonly accepted: number;
  readonly failed: number;
  /** May have left: after a send without an answer, or after a lease that expired. */
  readonly unknown: number;
  readonly retrying: number;
};

/**
 * Sends the notices that are due, and mends what an earlier run left behind: claims whose lease has expired become
 * `unknown` and are never sent again blindly (see `afterExpiredLease`), and blanks that an accepted notice has not
 * filled yet are filled. May run at any time and several at once: whoever's claim is written first sends.
 * @throws AggregateError after all notices were tried, when some could not be read or recorded; the next run goes on
 * with them.
 */
export async function deliverNotices(
  services: Services,
  forms: readonly Form[],
  { limit, concurrency, random }: DeliveryOptions,
): Promise<DeliveryCount> {
  const { store, clock } = services;
  const now = clock.business().toISOString();
  const [due, expired, unfilled] = await Promise.all([
    store.find({
      collection: 'notices',
      where: [
        ['state', '==', 'pending'],
        ['dueAt', '<=', now],
      ],
      orderBy: [['dueAt', 'asc']],
      limit,
    }),
    store.find({
      collection: 'notices',
      where: [
        ['state', '==', 'sending'],
        ['leaseUntil', '<=', clock.machine().toISOString()],
      ],
      limit,
    }),
    store.find({ collection: 'notices', where: [['fillPending', '==', true]], limit }),
  ]);
  await settleAll(
    unfilled.map(({ id }) => () => fillBlank(services, forms, id)),
    1,
  );

async function giveUpLease(services: Services, id: string): Promise<SendResult> {
  const settled = await settleNotice(services, id, (notice, now) =>
    afterExpiredLease(notice, services.clock.machine(), now),
  );
  return settled.kind === 'changed' ? 'unknown' : 'passed-over';
}

/** Runs all tasks, however many fail, so that one bad notice holds up no other. */
async function settleAll<T>(tasks: readonly (() => Promise<T>)[], concurrency: number): Promise<T[]> {
  const results: T[] = [];
  const faults: unknown[] = [];
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < tasks.length; index = next++) {
      try {
        const task = tasks[index];
        if (task) results[index] = await task();
      } catch (error) {
        faults.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  if (faults.length > 0)
    throw new AggregateError(faults, `${faults.length} of ${tasks.length} notices failed`);
  return results;
}
