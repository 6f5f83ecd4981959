import type { SentSms, SmsSender } from '../../functions/src/ports';

/** An SMS that a provider has taken, as it stands in the provider's own list. */
export type Listed = SentSms & {
  readonly to: string;
  readonly text: string;
  /** Business time. */
  readonly takenAt: Date;
  /** So long after that it appears there. */
  readonly lagSeconds: number;
};

/**
 * How the list is answered: `whole`; `parts`: not to the end, and without the newest, which it says; `silent`: the request or its
 * answer is lost.
 */
export const listings = ['whole', 'parts', 'silent'] as const;
export type Listing = (typeof listings)[number];

/** Longer than a look-up may take for an absence on its first or second look, and as long as it must bear. */
export const longestLagSeconds = 1150;

/** A provider's list of the SMS that it has taken: what is asked by text, and what is asked by id. */
export function providerList(options: {
  readonly taken: () => readonly Listed[];
  readonly now: () => Date;
  readonly listing: () => Listing;
}): Required<Pick<SmsSender, 'find' | 'fetch'>> {
  const { taken, now, listing } = options;
  const shown = () =>
    taken().filter(({ takenAt, lagSeconds }) => takenAt.getTime() + lagSeconds * 1000 <= now().getTime());
  const asSent = ({ providerId, status, errorCode }: Listed): SentSms => ({
    providerId,
    status,
    ...(errorCode === undefined ? {} : { errorCode }),
  });
  return {
    find: async ({ to, body, since }) => {
      if (listing() === 'silent') return undefined;
      const found = shown().filter((one) => one.to === to && one.text === body && one.takenAt >= since);
      return listing() === 'whole'
        ? { sent: found.map(asSent), complete: true }
        : { sent: found.slice(0, -1).map(asSent), complete: false };
    },
    fetch: async (providerId) => {
      if (listing() === 'silent') return undefined;
      const found = shown().find((one) => one.providerId === providerId);
      return found ? asSent(found) : 'gone';
    },
  };
}
