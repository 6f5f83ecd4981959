import { type NoticeKind, noticeKinds } from '../forms/notice-rule';
import type { Query, Services, StoredDocument } from '../ports';
import { type Notice, noticeSchema } from '../rules/notice';

/** Who answers later means something else. */
const believedDays = 60;
const newest = 20;
const dayMs = 24 * 3600 * 1000;

/** They may have arrived, though no provider has said so yet. */
const uncertain = ['sending', 'unknown'] as const;
const told: readonly Notice['state'][] = ['accepted', 'delivered', ...uncertain];

/** What the owner of a phone was told of: shipments, and orders besides. */
export type Told = { readonly shipments: readonly Notice[]; readonly others: readonly Notice[] };

/**
 * The notices of the shipments that the owner of this phone was told of, or may have been, the last one first: as a
 * dealer where they are told as one, and not longer than 60 days ago. What the provider says did not arrive told nobody.
 */
export async function toldShipments(
  { store, clock }: Pick<Services, 'store' | 'clock'>,
  phone: string,
): Promise<readonly Notice[]> {
  const since = sinceOf(clock);
  const documents = await Promise.all([
    store.find(acceptedOf('goods-shipped', phone, since)),
    ...uncertain.map((state) =>
      store.find({
        collection: 'notices',
        where: [
          ['kind', '==', 'goods-shipped'],
          ['to', '==', phone],
          ['state', '==', state],
        ],
        limit: newest,
      }),
    ),
  ]);
  return lastFirst(documents.flat(), since);
}

/** The notices of everything else that they were told of in that time: by these a letter is known to be about an order. */
export async function toldOrders(
  { store, clock }: Pick<Services, 'store' | 'clock'>,
  phone: string,
): Promise<readonly Notice[]> {
  const since = sinceOf(clock);
  const kinds = noticeKinds.filter((kind) => kind !== 'goods-shipped');
  const documents = await Promise.all(kinds.map((kind) => store.find(acceptedOf(kind, phone, since))));
  return lastFirst(documents.flat(), since);
}

function sinceOf(clock: Services['clock']): string {
  return new Date(clock.business().getTime() - believedDays * dayMs).toISOString();
}

function acceptedOf(kind: NoticeKind, phone: string, since: string): Query {
  return {
    collection: 'notices',
    where: [
      ['kind', '==', kind],
      ['to', '==', phone],
      ['acceptedAt', '>=', since],
    ],
    orderBy: [['acceptedAt', 'desc']],
    limit: newest,
  };
}

/** Each once, as a dealer where there is any. */
function lastFirst(documents: readonly StoredDocument[], since: string): readonly Notice[] {
  const notices = new Map(
    documents
      .flatMap(({ data }) => noticeSchema.safeParse(data).data ?? [])
      .filter((notice) => told.includes(notice.state) && toldAt(notice) >= since)
      .map((notice) => [notice.id, notice]),
  );
  const sorted = [...notices.values()].sort((one, other) => (toldAt(one) < toldAt(other) ? 1 : -1));
  const asDealer = sorted.filter(({ recipient }) => recipient === 'dealer');
  return asDealer.length > 0 ? asDealer : sorted;
}

/** Of one that nobody has accepted yet: when it was to leave. */
function toldAt({ acceptedAt, dueAt }: Notice): string {
  return acceptedAt ?? dueAt;
}
