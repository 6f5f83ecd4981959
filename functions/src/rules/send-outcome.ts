/**
 * What a refusal says of a whole channel, and nothing of the message. `too-many`: it is asked too often. `day-full`: it
 * takes no more for today. `shut-out`: it lets us do nothing until somebody mends our account, sign-in or set-up, or
 * the server itself.
 */
export type ChannelTrouble = 'too-many' | 'day-full' | 'shut-out';

/** What a sender reports. */
export type SendOutcome =
  /** The provider has taken it over; it is not delivered yet. */
  | { readonly outcome: 'accepted'; readonly providerId: string; readonly segments?: number }
  /** Certainly not sent; worth another try. */
  | {
      readonly outcome: 'passing';
      readonly code: string;
      /** Of the provider, for the whole channel. */
      readonly retryAfterSeconds?: number;
      /** It says nothing of this message: any other would have been refused as well. */
      readonly channel?: ChannelTrouble;
    }
  /** Will never work. */
  | {
      readonly outcome: 'permanent';
      readonly code: string;
      readonly reason: 'bad-number' | 'opted-out' | 'refused';
    }
  /** It may have left: never sent again blindly. */
  | { readonly outcome: 'unknown'; readonly code: string };
