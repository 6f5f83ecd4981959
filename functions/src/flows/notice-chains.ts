import { log } from '../log';
import type { Read, StoredDocument } from '../ports';
import { type Channel, channels, type Notice, noticeSchema } from '../rules/notice';
import { type Chain, inOrder, insteadId, isLost, noticeSlot, occasionId } from '../rules/notice-chain';
import { followersOfUnreadable } from '../rules/unreadable-notice';

type Told = Pick<Notice, 'record' | 'kind' | 'recipient'>;

/** What is stored for one recipient of one event, by channel; an email that followed an SMS counts as one of the emails, an SMS that followed an email as one of the SMS. */
export type Chains = Readonly<Record<Channel, Chain>> & {
  /** The ids of those that can't be read: nobody knows what they told. */
  readonly unreadable: readonly string[];
};

/**
 * Reads the chains of several recipients: the first of each, and what follows them, in as many reads as the longest has
 * occasions. What was withdrawn after something had left stands in no chain: its place is free. What can't be read is
 * logged, and what may follow it looked for.
 */
export async function readChains(of: readonly Told[], read: Read): Promise<readonly Chains[]> {
  const found: Notice[] = [];
  const unreadable: string[] = [];
  const asked = new Set<string>();
  let next = of.flatMap((told) => channels.map((channel) => occasionId(noticeSlot({ ...told, channel }), 1)));
  while (next.length > 0) {
    for (const id of next) asked.add(id);
    const documents = await read(next.map((id) => `notices/${id}` as const));
    const followers = documents.flatMap((document) => {
      if (!document) return [];
      const notice = readable(document);
      if (notice) found.push(notice);
      else unreadable.push(document.id);
      return notice ? followersOf(notice) : followersOfUnreadable(document.id, document.data);
    });
    next = [...new Set(followers)].filter((id) => !asked.has(id));
  }
  return of.map((told) => {
    const [sms, email] = [noticeSlot({ ...told, channel: 'sms' }), noticeSlot({ ...told, channel: 'email' })];
    const theirs = inOrder(found.filter((notice) => [sms, email].includes(noticeSlot(notice))));
    return {
      sms: theirs.filter(({ channel }) => channel === 'sms'),
      email: theirs.filter(({ channel }) => channel === 'email'),
      unreadable: unreadable.filter((id) => id.startsWith(`${sms}~`) || id.startsWith(`${email}~`)),
    };
  });
}

/** What can't be read is left as it is, for somebody to look into. */
export function readable(document: StoredDocument): Notice | undefined {
  const parsed = noticeSchema.safeParse(document.data);
  if (!parsed.success) log('ERROR', 'unreadable notice', { notice: document.id });
  return parsed.data;
}

function followersOf(notice: Notice): string[] {
  const { instead, followedBy } = notice;
  return [
    ...(followedBy === undefined ? [] : [followedBy]),
    ...(instead && isLost(notice) ? [insteadId(notice)] : []),
  ];
}
