import type { DocumentPath, Read } from '../ports';
import { type Contact, contactId, contactSchema } from '../rules/contact';
import type { Channel } from '../rules/notice';

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
