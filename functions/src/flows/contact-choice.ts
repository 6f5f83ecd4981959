import type { Read, Services, Store, StoredDocument, Write } from '../ports';
import { agree, type Chooser, type Consent, contactSchema, optIn, optOut } from '../rules/contact';
import type { Channel } from '../rules/notice';
import { contactPath, storedContact } from './contact-permission';
import { inLanes } from './in-lanes';
import { tryWrites } from './try-writes';

type Chosen = {
  readonly address: string;
  readonly channel: Channel;
  readonly by: Chooser;
  /** The clerk (email). */
  readonly who?: string;
};

/**
 * `again`: they had refused; `messages`: they have not, and agree. Both are consent, and say how it was given; the one
 * changes nothing where the other is the case.
 */
export type ContactChoice =
  | (Chosen & { readonly wants: 'no-more' })
  | (Chosen & { readonly wants: 'again' | 'messages' } & Pick<Consent, 'how' | 'note'>);

/**
 * What a choice changes, as writes of the transaction that `read` reads for; nothing where it was made already. A
 * refusal is flagged `suppressing` until `suppressPending` has been through. What can't be read counts as a refusal of
 * which nothing is known, until its owner's next choice replaces it.
 */
export async function choiceWrites(choice: ContactChoice, at: string, read: Read): Promise<Write[]> {
  const { address, channel, by, who } = choice;
  const stored = await storedContact(read, address);
  const known = stored === 'unreadable' ? undefined : stored;
  const chosen = { at, by, ...(who === undefined ? {} : { who }) };
  const path = contactPath(address);
  if (choice.wants === 'no-more') {
    const refusing = optOut(known, address, channel, chosen);
    return refusing ? [{ kind: 'set', path, data: { ...refusing, suppressing: true } }] : [];
  }
  const { how, note } = choice;
  const consent = { ...chosen, how, note };
  const refused = stored === 'unreadable' ? { address, channel, optedOut: chosen, history: [] } : stored;
  const agreeing =
    choice.wants === 'again' ? optIn(refused, consent) : agree(refused, address, channel, consent);
  return agreeing ? [{ kind: 'set', path, data: agreeing }] : [];
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

/** So many flagged contacts are looked at together: mostly there is none. */
export const mostFlagged = pageSize;

/** Those whose refusal is stored, and who may still have something pending: somebody is suppressing it, or has died over that. */
export function flaggedContacts(store: Store): Promise<readonly StoredDocument[]> {
  return store.find({
    collection: 'contacts',
    where: [['suppressing', '==', true]],
    limit: mostFlagged,
  });
}

/** Suppresses what is still to be sent to them. */
export async function finishSuppressing(store: Store, flagged: readonly StoredDocument[]): Promise<void> {
  await inLanes(flagged, 1, (contact) => suppressFor(store, contact));
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
