import type { Services } from '../ports';
import { believed } from './believed';
import { finishSuppressing, flaggedContacts, mostFlagged } from './contact-choice';

/** For so long a refusal may not be heeded yet by a run at work, in machine time. */
const believedMs = 5_000;

export type UnfinishedRefusals = {
  /** Suppresses what still waits for them. */
  readonly finish: () => Promise<void>;
  /** Whether somebody who reads there may have refused though what waits for them is not suppressed. */
  readonly mayConcern: (contact: string) => Promise<boolean>;
};

/**
 * Refusals that are stored while what waits for those who have refused is still being suppressed, or whose process has
 * died over that. A claim is written by version and asks for nobody's choice, so a run that goes on for a minute has to
 * know of them: it looks every five seconds in which it claims anything, whatever the number of notices.
 */
export function unfinishedRefusals({ store, clock }: Pick<Services, 'store' | 'clock'>): UnfinishedRefusals {
  const flagged = believed(clock, believedMs, () => flaggedContacts(store));
  return {
    finish: async () => finishSuppressing(store, await flagged.current()),
    mayConcern: async (contact) => {
      const contacts = await flagged.current();
      return contacts.length >= mostFlagged || contacts.some(({ id }) => id === contact);
    },
  };
}
