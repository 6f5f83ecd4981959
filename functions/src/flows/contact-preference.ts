import type { Form } from '../forms/form';
import type { Read, Write } from '../ports';
import { preferring } from '../rules/contact';
import { latestOf, newlyChosen, orderChoice, type Preference } from '../rules/contact-preference';
import type { StoredRecord } from '../rules/record';
import { contactPath, storedContact } from './contact-permission';

/**
 * How an order's customer wants to be told, as chosen on an earlier order of the same phone or email address. Nothing is
 * read where this order says all of it itself. What can't be read is not known.
 */
export async function customerPreference(
  form: Form,
  record: StoredRecord,
  read: Read,
): Promise<Preference | undefined> {
  const { channel, language, phone, email } = orderChoice(form, record);
  if (channel && language) return undefined;
  const addresses = [phone, email].filter((address) => address !== undefined);
  const contacts = await Promise.all(addresses.map((address) => storedContact(read, address)));
  return latestOf(contacts.map((contact) => (contact === 'unreadable' ? undefined : contact?.prefers)));
}

/**
 * Keeps with the customer what an edit has chosen for them, as writes of the transaction that saves it. A further
 * shipment only repeats what its order says, so nobody has chosen it anew.
 */
export async function preferenceWrites(
  form: Form,
  before: StoredRecord | undefined,
  after: StoredRecord,
  read: Read,
  mark: { readonly at: string; readonly by: string },
): Promise<Write[]> {
  if (after.parent !== undefined) return [];
  const choice = orderChoice(form, after);
  const chosen = newlyChosen(before && orderChoice(form, before), choice, mark);
  if (!chosen) return [];
  const places = [
    { address: choice.phone, channel: 'sms' },
    { address: choice.email, channel: 'email' },
  ] as const;
  const writes = await Promise.all(
    places.map(async ({ address, channel }): Promise<Write[]> => {
      const stored = address === undefined ? 'unreadable' : await storedContact(read, address);
      // What can't be read counts as a refusal, which this must not replace.
      if (address === undefined || stored === 'unreadable') return [];
      const data = preferring(stored, address, channel, chosen);
      return data ? [{ kind: 'set', path: contactPath(address), data }] : [];
    }),
  );
  return writes.flat();
}
