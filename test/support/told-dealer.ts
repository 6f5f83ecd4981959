import { deliverNotices } from '../../functions/src/flows/deliver-notices';
import { forms } from '../../functions/src/forms';
import type { Services } from '../../functions/src/ports';
import type { Value } from '../../functions/src/rules/record';
import { requireIndexes } from '../../infra/local/require-indexes';
import { deliveryWorld } from './delivery-services';

/** Outside mainland China, from where nobody can answer. */
export const dealerPhone = '+6591234567';

/** Goods that are expected so soon that they may have come as soon as they are gone. */
export const comeToday = { expectedArrival: '2026-03-16T12:00:00.000Z' };

export async function deliverDue(services: Services): Promise<void> {
  await deliverNotices(services, forms, { limit: 50, concurrency: 1, budgetMs: 20_000, random: () => 0 });
}

/** An order whose dealer and sales manager have been told that the goods are on their way. */
export async function toldDealer(changes: Readonly<Record<string, Value | undefined>> = {}) {
  const world = deliveryWorld({ changes: { dealerPhone, ...changes } });
  const services = world.services(requireIndexes(world.memory));
  const deliver = () => deliverDue(services);
  await deliver();
  return {
    ...world,
    services,
    deliver,
    document: async (path: `${string}/${string}`): Promise<unknown> =>
      (await world.memory.get([path]))[0]?.data,
    /** All records, but for how many answers about them wait to be read. */
    said: (): Readonly<Record<string, unknown>> =>
      Object.fromEntries(
        Object.entries(world.memory.save()).flatMap(([path, data]) =>
          path.startsWith('records/')
            ? [[path, { ...Object(data), unreadReplies: undefined, toSheet: undefined }]]
            : [],
        ),
      ),
    /** Everything that is stored below one collection. */
    all: (collection: string): Readonly<Record<string, unknown>> =>
      Object.fromEntries(
        Object.entries(world.memory.save()).filter(([path]) => path.startsWith(`${collection}/`)),
      ),
  };
}
