import { log } from '../log';
import type { DocumentPath, Read } from '../ports';
import { contactId, contactSchema, type StoredContact } from '../rules/contact';
import type { Channel, Notice } from '../rules/notice';

/** Whether whoever reads at this address has refused to be written to. */
export async function isOptedOut(read: Read, to: string, channel: Channel): Promise<boolean> {
  return refuses(await storedContact(read, to), channel);
}

/** Nothing is sent to somebody who may have refused. */
function refuses(contact: StoredContact, channel: Channel): boolean {
  return contact === 'unreadable' || (contact?.channel === channel && contact.optedOut !== null);
}

export async function storedContact(read: Read, address: string): Promise<StoredContact> {
  const [document] = await read([contactPath(address)]);
  if (!document) return undefined;
  const parsed = contactSchema.safeParse(document.data);
  if (!parsed.success) log('ERROR', 'unreadable contact', { contact: document.id });
  return parsed.data ?? 'unreadable';
}

export function contactPath(address: string): DocumentPath {
  return `contacts/${contactId(address)}`;
}

/**
 * Notices as their recipients have chosen: those to customers who have refused to be written to are suppressed. What is
 * read for that also tells the others whether their address is in trouble, which they may end. `read`
 * must be that of the transaction that writes them, so that a refusal of the same moment is not missed.
 */
export async function asChosen(notices: readonly Notice[], read: Read): Promise<readonly Notice[]> {
  return Promise.all(
    notices.map(async (notice): Promise<Notice> => {
      if (notice.state !== 'pending' || notice.contact === undefined) return notice;
      const contact = await storedContact(read, notice.to);
      if (refuses(contact, notice.channel)) return { ...notice, state: 'suppressed', reason: 'opted-out' };
      return contact !== 'unreadable' && contact?.trouble ? { ...notice, troubled: true } : notice;
    }),
  );
}
