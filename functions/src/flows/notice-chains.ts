import type { Read } from '../ports';
import { type Channel, channels, type Notice, noticeSchema } from '../rules/notice';
import { byAge, type Chain, emailAfter, isLost, noticeSlot, occasionId } from '../rules/notice-chain';

type Told = Pick<Notice, 'record' | 'kind' | 'recipient'>;

/** What is stored for one recipient of one event, by channel; an email that followed an SMS counts as one of the emails. */
export type Chains = Readonly<Record<Channel, Chain>>;

/**
 * Reads the chains of several recipients: the first of each, and what follows them, in as many reads as the longest has
 * occasions. What was withdrawn after something had left stands in no chain: its place is free.
 */
export async function readChains(of: readonly Told[], read: Read): Promise<readonly Chains[]> {
  const found = new Map<string, Notice>();
  const asked = new Set<string>();
  let next = of.flatMap((told) => channels.map((channel) => occasionId(noticeSlot({ ...told, channel }), 1)));
  while (next.length > 0) {
    for (const id of next) asked.add(id);
    const documents = await read(next.map((id) => `notices/${id}` as const));
    const notices = documents.flatMap((document) => (document ? [noticeSchema.parse(document.data)] : []));
    for (const notice of notices) found.set(notice.id, notice);
    next = [...new Set(notices.flatMap(followersOf))].filter((id) => !asked.has(id));
  }
  const chainOf = (told: Told, channel: Channel) =>
    [...found.values()]
      .filter((notice) => noticeSlot(notice) === noticeSlot({ ...told, channel }))
      .sort(byAge);
  return of.map((told) => ({ sms: chainOf(told, 'sms'), email: chainOf(told, 'email') }));
}

function followersOf(notice: Notice): string[] {
  const { id, channel, instead, followedBy } = notice;
  return [
    ...(followedBy === undefined ? [] : [followedBy]),
    ...(channel === 'sms' && instead && isLost(notice) ? [emailAfter(id)] : []),
  ];
}
