import type { Read, Services, Store, StoredDocument, Write } from '../ports';
import { type Choice, type Chooser, type Contact, contactSchema, optIn, optOut } from '../rules/contact';
import type { Channel } from '../rules/notice';
import { contactPath, storedContact } from './contact-permission';
import { inLanes } from './in-lanes';
import { tryWrites } from './try-writes';

export type ContactChoice = {
  readonly address: string;
  readonly channel: Channel;
  readonly wants: 'no-more' | 'again';
  readonly by: Chooser;
  /** The clerk (email). */
  readonly who?: string;
};

/**
 * What a choice changes, as writes of the transaction that `read` reads for; nothing where it was made already. A
 * refusal is flagged `suppressing` until `suppressPending` has been through. What can't be read counts as a refusal of
 * which nothing is known, until its owner's next choice replaces it.
 */
export async function choiceWrites(
  { address, channel, wants, by, who }: ContactChoice,
  at: string,
  read: Read,
): Promise<Write[]> {
  const stored = await storedContact(read, address);
  const choice = { at, by, ...(who === undefined ? {} : { who }) };
  const path = contactPath(address);
  if (wants === 'no-more') {
    const chosen = optOut(stored === 'unreadable' ? undefined : stored, address, channel, choice);
    return chosen ? [{ kind: 'set', path, data: { ...chosen, suppressing: true } }] : [];
  }
  const chosen = optIn(stored === 'unreadable' ? refusing(address, channel, choice) : stored, choice);
  return chosen ? [{ kind: 'set', path, data: chosen }] : [];
}

function refusing(address: string, channel: Channel, choice: Choice): Contact {
  return { address, channel, optedOut: choice, history: [] };
}

/**
 * Notes a choice by itself, and after a refusal suppresses what was still to be sent to that address; doing it twice
 * changes nothing. What is being sent at this very moment can't be called back.
 */
export async function noteChoice(
  { store, clock }: Pick<Services, 'store' | 'clock'>,
  choice: ContactChoice,
): Promise<void> {
  const at = clock.business().toISOString();
  await store.transact(
    async (read) => ({ writes: await choiceWrites(choice, at, read), result: undefined }),
    contactPath(choice.address),
  );
  if (choice.wants === 'no-more') await suppressPending(store, choice.address);
}

const pageSize = 100;
const lanes = 8;

/**
 * Suppresses what is still to be sent to an address that refuses it now: a refusal that is told twice may have been
 * taken back since. What somebody else writes meanwhile (claims it, say) stays as they left it.
 */
export async function suppressPending(store: Store, address: string): Promise<void> {
  const [contact] = await store.get([contactPath(address)]);
  if (contact) await suppressFor(store, contact);
}

/**
 * The same for all whose refusal was noted by a process that died before it had been through. A run that sends must
 * finish this first: a claim does not ask whether its recipient has refused.
 */
export async function finishSuppressing(store: Store): Promise<void> {
  const unfinished = await store.find({
    collection: 'contacts',
    where: [['suppressing', '==', true]],
    limit: pageSize,
  });
  await inLanes(unfinished, 1, (contact) => suppressFor(store, contact));
}

/** The flag goes only from the contact that was read: a later refusal has a flag of its own. */
async function suppressFor(store: Store, { id, path, version, data }: StoredDocument): Promise<void> {
  if (contactSchema.safeParse(data).data?.optedOut === null) return;
  if ((await suppressAll(store, id)) && isFlagged(data))
    await tryWrites(store, [{ kind: 'update', path, version, data: {}, remove: ['suppressing'] }]);
}

function isFlagged(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'suppressing' in data;
}

/** Whether nothing is left; else somebody else is writing it, and the next run looks again. */
async function suppressAll(store: Store, contact: string): Promise<boolean> {
  for (;;) {
    const pending = await store.find({
      collection: 'notices',
      where: [
        ['contact', '==', contact],
        ['state', '==', 'pending'],
      ],
      limit: pageSize,
    });
    const data = { state: 'suppressed', reason: 'opted-out', showPending: true };
    const done = await inLanes(pending, lanes, ({ path, version }) =>
      tryWrites(store, [{ kind: 'update', path, version, data }]),
    );
    if (pending.length < pageSize && done.every((one) => one === 'yes')) return true;
    if (!done.includes('yes')) return false;
  }
}
