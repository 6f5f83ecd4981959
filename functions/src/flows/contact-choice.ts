import type { Read, Services, Store, Write } from '../ports';
import { type Chooser, contactId, optIn, optOut } from '../rules/contact';
import type { Channel } from '../rules/notice';
import { contactPath, isOptedOut, storedContact } from './contact-permission';
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

/** What a choice changes, as writes of the transaction that `read` reads for; nothing where it was made already. */
export async function choiceWrites(
  { address, channel, wants, by, who }: ContactChoice,
  at: string,
  read: Read,
): Promise<Write[]> {
  const contact = await storedContact(read, address);
  const choice = { at, by, ...(who === undefined ? {} : { who }) };
  const chosen = wants === 'no-more' ? optOut(contact, address, channel, choice) : optIn(contact, choice);
  return chosen ? [{ kind: 'set', path: contactPath(address), data: chosen }] : [];
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
  if (choice.wants === 'no-more') await suppressPending(store, choice);
}

const pageSize = 100;
const lanes = 8;

/**
 * Suppresses what is still to be sent to an address that refuses it now: a refusal that is told twice may have been
 * taken back since. What somebody else writes meanwhile (claims it, say) stays as they left it.
 */
export async function suppressPending(
  store: Store,
  { address, channel }: Pick<ContactChoice, 'address' | 'channel'>,
): Promise<void> {
  if (!(await isOptedOut(store.get, address, channel))) return;
  for (let more = true; more; ) {
    const pending = await store.find({
      collection: 'notices',
      where: [
        ['contact', '==', contactId(address)],
        ['channel', '==', channel],
        ['state', '==', 'pending'],
      ],
      limit: pageSize,
    });
    const data = { state: 'suppressed', reason: 'opted-out', showPending: true };
    const done = await inLanes(pending, lanes, ({ path, version }) =>
      tryWrites(store, [{ kind: 'update', path, version, data }]),
    );
    more = pending.length === pageSize && done.includes('yes');
  }
}
