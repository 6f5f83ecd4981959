import { deliverNotices } from '../../functions/src/flows/deliver-notices';
import { forms } from '../../functions/src/forms';
import type { Services } from '../../functions/src/ports';
import { leaseSeconds } from '../../functions/src/rules/delivery';
import { requireIndexes } from '../../infra/local/require-indexes';
import { deliveryWorld } from './delivery-services';
import { dyingProcess } from './dying-process';
import { hasLeft, type Mood, moodyProvider } from './moody-provider';
import type { Listing } from './provider-list';

/** Lets a run die at each of its steps in turn, as long as there is one, and hands over what it left behind. */
export async function atEveryStep<W extends { readonly services: () => Services }>(
  newWorld: () => Promise<W>,
  run: (services: Services) => Promise<unknown>,
  check: (world: W, deathAt: number) => Promise<void>,
): Promise<number> {
  for (let deathAt = 1; ; deathAt++) {
    const world = await newWorld();
    const process = dyingProcess(world.services(), deathAt);
    await run(process.services).catch(() => undefined);
    await check(world, deathAt);
    if (process.steps() < deathAt) return deathAt - 1;
  }
}

const options = {
  limit: 50,
  concurrency: 1,
  budgetMs: 0,
  random: () => 0,
  wait: async () => undefined,
};
export const deliver = (services: Services) => deliverNotices(services, forms, options);

/** What the surviving processes do: sweep, past every lease. */
export async function recover(
  world: { readonly services: () => Services; readonly pass: (seconds: number) => void },
  rounds: number,
): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    await deliver(world.services());
    world.pass(leaseSeconds);
  }
}

/** One order with its notices, and providers that answer so at first, keep a list of what they took, and then accept all. */
export function crashWorld(
  moods: readonly Mood[],
  given: { readonly listing?: Listing; readonly changes?: Parameters<typeof deliveryWorld>[0] & object } = {},
) {
  const world = deliveryWorld(given.changes);
  const provider = moodyProvider(
    () => new Date(world.time.business),
    () => undefined,
  );
  provider.be(moods, given.listing);
  return {
    ...world,
    provider,
    services: (): Services => ({
      ...world.services(requireIndexes(world.memory)),
      sms: provider.sms,
      mail: provider.mail,
    }),
    /** How often its recipient has got it. */
    received: (id: string): number =>
      provider.taken.filter((taken) => taken.noticeId === id && hasLeft(taken)).length,
  };
}
