import type { Services, StoredDocument } from '../ports';
import { type Channel, channels } from '../rules/notice';

/**
 * A page of what is due on these channels, what has waited longest first. Where one channel's backlog leaves next to
 * nothing of the page to the other, a page of that one comes along, in turns with it: ten thousand SMS, at their rate,
 * must not hold up an email for a quarter of an hour.
 */
export async function dueNotices(
  services: Services,
  open: readonly Channel[],
  limit: number,
): Promise<readonly StoredDocument[]> {
  const [first] = open;
  if (first === undefined) return [];
  if (open.length < channels.length) return find(services, limit, first);
  const page = await find(services, limit);
  const isRare = (channel: Channel) =>
    page.filter((document) => channelOf(document) === channel).length * 10 < limit;
  const rare = channels.find(isRare);
  if (page.length < limit || rare === undefined) return page;
  const more = await find(services, limit, rare);
  const ids = new Set(more.map(({ id }) => id));
  const others = page.filter(({ id }) => !ids.has(id));
  return Array.from({ length: limit }, (_, index) => [others[index], more[index]])
    .flat()
    .filter((document) => document !== undefined);
}

/** What can't be read is somebody's all the same, to be marked as such. */
export function channelOf({ data }: StoredDocument): Channel {
  return typeof data === 'object' && data && 'channel' in data && data.channel === 'email' ? 'email' : 'sms';
}

function find(
  { store, clock }: Services,
  limit: number,
  channel?: Channel,
): Promise<readonly StoredDocument[]> {
  return store.find({
    collection: 'notices',
    where: [
      ['state', '==', 'pending'],
      ...(channel === undefined ? [] : [['channel', '==', channel] as const]),
      ['dueAt', '<=', clock.business().toISOString()],
    ],
    orderBy: [['dueAt', 'asc']],
    limit,
  });
}
