import type { Services } from '../ports';
import { type Notice, noticeSchema } from '../rules/notice';

/** Who answers later means something else. */
const believedDays = 60;
const newest = 20;
const dayMs = 24 * 3600 * 1000;

/**
 * The notices of the shipments that the owner of this phone was told of, the last one first: as a dealer where they are
 * told as one, and not longer than 60 days ago. What the provider says did not arrive told nobody.
 */
export async function toldShipments(
  { store, clock }: Pick<Services, 'store' | 'clock'>,
  phone: string,
): Promise<readonly Notice[]> {
  const since = new Date(clock.business().getTime() - believedDays * dayMs).toISOString();
  const documents = await store.find({
    collection: 'notices',
    where: [
      ['kind', '==', 'goods-shipped'],
      ['to', '==', phone],
      ['acceptedAt', '>=', since],
    ],
    orderBy: [['acceptedAt', 'desc']],
    limit: newest,
  });
  const told = documents
    .flatMap(({ data }) => noticeSchema.safeParse(data).data ?? [])
    .filter(({ state }) => state === 'accepted' || state === 'delivered');
  const asDealer = told.filter(({ recipient }) => recipient === 'dealer');
  return asDealer.length > 0 ? asDealer : told;
}
