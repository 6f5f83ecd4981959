import type { Read, Services, Write } from '../ports';
import { type Chooser, optIn, optOut } from '../rules/contact';
import type { Channel } from '../rules/notice';
import { contactPath, storedContact } from './contact-permission';

export type ContactChoice = {
  readonly address: string;
  readonly channel: Channel;
  readonly wants: 'no-more' | 'again';
  readonly by: Chooser;
};

/** What a choice changes, as writes of the transaction that `read` reads for; nothing where it was made already. */
export async function choiceWrites(
  { address, channel, wants, by }: ContactChoice,
  at: string,
  read: Read,
): Promise<Write[]> {
  const contact = await storedContact(read, address);
  const choice = { at, by };
  const chosen = wants === 'no-more' ? optOut(contact, address, channel, choice) : optIn(contact, choice);
  return chosen ? [{ kind: 'set', path: contactPath(address), data: chosen }] : [];
}

/** Notes a choice by itself; making it twice changes nothing. */
export async function noteChoice(
  { store, clock }: Pick<Services, 'store' | 'clock'>,
  choice: ContactChoice,
): Promise<void> {
  const at = clock.business().toISOString();
  await store.transact(
    async (read) => ({ writes: await choiceWrites(choice, at, read), result: undefined }),
    contactPath(choice.address),
  );
}
