import type { DocumentPath, Read } from '../ports';
import { type Contact, contactId, contactSchema } from '../rules/contact';
import type { Channel, Notice } from '../rules/notice';

/** Whether whoever reads at this address has refused to be written to. */
export async function isOptedOut(read: Read, to: string, channel: Channel): Promise<boolean> {
  const contact = await storedContact(read, to);
  return contact?.channel === channel && contact.optedOut !== null;
}

export async function storedContact(read: Read, address: string): Promise<Contact | undefined> {
  const [document] = await read([contactPath(address)]);
  return document && contactSchema.parse(document.data);
}

export function contactPath(address: string): DocumentPath {
  return `contacts/${contactId(address)}`;
}

/**
 * Notices as their recipients have chosen: those to customers who have refused to be written to are suppressed. `read`
 * must be that of the transaction that writes them, so that a refusal of the same moment is not missed.
 */
export async function asChosen(notices: readonly Notice[], read: Read): Promise<readonly Notice[]> {
  return Promise.all(
    notices.map(async (notice): Promise<Notice> => {
      const isAsked = notice.state === 'pending' && notice.contact !== undefined;
      return isAsked && (await isOptedOut(read, notice.to, notice.channel))
        ? { ...notice, state: 'suppressed', reason: 'opted-out' }
        : notice;
    }),
  );
}
