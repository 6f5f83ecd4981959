import type { Services, StoredDocument } from '../ports';
import type { DuePlace } from '../rules/circuit';
import { type Channel, channels, noticeSchema } from '../rules/notice';

const dueSchema = noticeSchema.pick({ dueAt: true });

export type DuePage = {
  readonly notices: readonly StoredDocument[];
  /** Nothing more of the channel is due. */
  readonly isLast: boolean;
};

/**
 * The first page of what is due on each channel, what has waited longest first: one query where both are open. A channel
 * that is shut has a page of its own, since what waits for its provider may have waited for too long.
 */
export async function firstDue(
  services: Services,
  open: readonly Channel[],
  limit: number,
): Promise<Readonly<Record<Channel, DuePage>>> {
  if (open.length < channels.length) {
    const [sms, email] = await Promise.all([
      nextDue(services, 'sms', limit),
      nextDue(services, 'email', limit),
    ]);
    return { sms, email };
  }
  const found = await find(services, limit);
  const pageOf = (channel: Channel): DuePage => ({
    notices: found.filter((document) => channelOf(document) === channel),
    isLast: found.length < limit,
  });
  return { sms: pageOf('sms'), email: pageOf('email') };
}

/** What is due on the channel, from the first on or behind a place: many may be due at the same time, after a night. */
export async function nextDue(
  services: Services,
  channel: Channel,
  limit: number,
  after?: DuePlace,
): Promise<DuePage> {
  const notices = await find(services, limit, channel, after);
  return { notices, isLast: notices.length < limit };
}

/** Where the page ends. */
export function endOf({ notices }: DuePage): DuePlace | undefined {
  const last = notices.at(-1);
  const dueAt = dueSchema.safeParse(last?.data).data?.dueAt;
  return last && dueAt !== undefined ? { dueAt, id: last.id } : undefined;
}

/** What can't be read is somebody's all the same, to be marked as such. */
function channelOf({ data }: StoredDocument): Channel {
  return typeof data === 'object' && data && 'channel' in data && data.channel === 'email' ? 'email' : 'sms';
}

function find(
  { store, clock }: Services,
  limit: number,
  channel?: Channel,
  after?: DuePlace,
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
    ...(after ? { startAfter: [after.dueAt, after.id] } : {}),
  });
}
