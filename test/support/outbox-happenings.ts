import type { StoredRecord, Value } from '../../functions/src/rules/record';
import type { Mood } from './moody-provider';
import type { Listing } from './provider-list';
import { shippedOrder } from './shipped-order';

/** Mainland China, Taiwan with an email for want of an SMS, America by both, and by email alone. */
export const dealers = [
  { dealerPhone: '+8613800138000', dealerEmail: undefined, channel: undefined },
  { dealerPhone: '+886912345678', dealerEmail: 'Lin@example.com', channel: undefined },
  { dealerPhone: '+14155550101', dealerEmail: 'smith@example.com', channel: 'both' },
  { dealerPhone: '+14155550104', dealerEmail: 'Chen@example.com', channel: 'email' },
] as const satisfies readonly Readonly<Record<string, Value | undefined>>[];

export const corrections = [
  'reopen',
  'complete',
  'later arrival',
  'earlier arrival',
  'another dealer',
] as const;

export const settingsChanges = [
  'rehearsal on',
  'rehearsal off',
  'own templates',
  'built-in templates',
] as const;

export type Happening =
  | { readonly kind: 'ship'; readonly dealer: number }
  | {
      readonly kind: 'correct';
      readonly order: number;
      readonly how: (typeof corrections)[number];
      readonly dealer: number;
    }
  | { readonly kind: 'pass'; readonly seconds: number }
  | {
      readonly kind: 'deliver';
      readonly runs: 1 | 2;
      readonly dieAt: number | undefined;
      readonly random: number;
    }
  /** As the schedule does: a run every five minutes. */
  | { readonly kind: 'schedule'; readonly runs: number }
  | { readonly kind: 'provider'; readonly moods: readonly Mood[]; readonly listing: Listing }
  | { readonly kind: 'settings'; readonly change: (typeof settingsChanges)[number] }
  | { readonly kind: 'let go' }
  | {
      readonly kind: 'callback';
      readonly message: number;
      /** `contrary`: the opposite of its end, once that is known. */
      readonly status: 'queued' | 'sent' | 'end' | 'contrary';
      readonly dieAt: number | undefined;
    }
  | {
      /** A clerk has it sent again, perhaps by two clicks. */
      readonly kind: 'resend';
      readonly notice: number;
      readonly mayHaveLeft: boolean;
      readonly clicks: 1 | 2;
    }
  | {
      readonly kind: 'choose';
      /** Or the one who was written to last, and perhaps is this very moment. */
      readonly dealer: number | 'last';
      readonly wants: 'no-more' | 'again';
      /** Else only the SMS provider has heard it, and refuses by itself. */
      readonly isHeard: boolean;
      readonly dieAt: number | undefined;
    }
  /** The dealer answers by SMS that the goods have arrived in order, or that there is a problem. */
  | { readonly kind: 'answer'; readonly dealer: number; readonly says: '1' | '2' }
  /** An email comes back hours after it was taken, or its recipient tells their provider that they don't want such. */
  | {
      readonly kind: 'mail back';
      readonly message: number;
      readonly says: 'bounced' | 'unwanted';
      readonly dieAt: number | undefined;
    };

const without = (values: StoredRecord['values'], field: string): StoredRecord['values'] =>
  Object.fromEntries(Object.entries(values).filter(([id]) => id !== field));

/** The order as that correction leaves it, before it is settled. */
export function corrected(
  record: StoredRecord,
  { how, dealer }: Extract<Happening, { kind: 'correct' }>,
): StoredRecord {
  const { values } = record;
  const by = (hours: number) =>
    new Date(Date.parse(String(values.expectedArrival)) + hours * 3600_000).toISOString();
  const next = { ...record, revision: record.revision + 1 };
  switch (how) {
    case 'reopen':
      return { ...next, values: without(values, 'quantity') };
    case 'complete':
      return { ...next, values: { ...values, quantity: 15 } };
    case 'later arrival':
      return { ...next, values: { ...values, expectedArrival: by(1) } };
    case 'earlier arrival':
      return { ...next, values: { ...values, expectedArrival: by(-1) } };
    case 'another dealer':
      return { ...next, values: shippedOrder({ ...values, ...dealers[dealer] }).values };
  }
}
