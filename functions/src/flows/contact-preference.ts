import type { Form } from '../forms/form';
import type { Read, Write } from '../ports';
import { preferring, unpreferring } from '../rules/contact';
import { latestOf, orderChoice, type Preference, preferenceChanges } from '../rules/contact-preference';
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
 * Keeps with the customer what an edit has chosen for them, and takes it back from an address that it has replaced, as
 * writes of the transaction that saves it. A further shipment only repeats what its order says, so nobody has chosen it
 * anew.
 */
export async function preferenceWrites(
  form: Form,
  before: StoredRecord | undefined,
  after: StoredRecord,
  read: Read,
): Promise<Write[]> {
  if (after.parent !== undefined) return [];
  const writes = await Promise.all(
    preferenceChanges(form, before, after).map(async (change): Promise<Write[]> => {
      const stored = await storedContact(read, change.address);
      // What can't be read counts as a refusal, which this must not replace.
      if (stored === 'unreadable') return [];
      const data =
        change.kind === 'chosen'
          ? preferring(stored, change.address, change.channel, change.chosen)
          : unpreferring(stored, change.record);
      return data ? [{ kind: 'set', path: contactPath(change.address), data }] : [];
    }),
  );
  return writes.flat();
}
