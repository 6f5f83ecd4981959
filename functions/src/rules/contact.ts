import { createHash } from 'node:crypto';
import { z } from 'zod';
import { consentWays } from '../forms/consent';
import { type Preference, preferenceSchema, withoutRecord } from './contact-preference';
import { type Channel, type Notice, noticeReasons } from './notice';

/**
 * Who said so: the recipient by answering an SMS or by a link, a clerk on their behalf, or the provider, which knows
 * that its own lists refuse them.
 */
const choosers = ['reply', 'link', 'clerk', 'provider'] as const;
export type Chooser = (typeof choosers)[number];

const choiceSchema = z.object({
  /** Business time (UTC). */
  at: z.string(),
  by: z.enum(choosers),
  /** The clerk (email). */
  who: z.string().optional(),
});

/** How they have agreed: by answering an SMS, or as a clerk has noted, with a line that says more. */
const consentSchema = choiceSchema.extend({ how: z.enum([...consentWays, 'sms']), note: z.string() });

/** Why what was sent last to an address did not arrive, business time (UTC), and the notice's id. */
const troubleSchema = z.object({
  at: z.string(),
  reason: z.enum(noticeReasons),
  /** The provider's word for it. */
  code: z.string().optional(),
  notice: z.string(),
});
export type Trouble = z.infer<typeof troubleSchema>;

/** What is known of an address: its owner's choice, and whether it can be reached. Most have no contact. */
export const contactSchema = z.object({
  /** Phone (E.164), or email address in small letters. */
  address: z.string(),
  channel: z.enum(['sms', 'email']),
  optedOut: choiceSchema.nullable(),
  /** That they agree to be sent messages, where somebody has noted it. A refusal ends it. */
  consent: consentSchema.optional(),
  /** The latest choices, oldest first; what they agreed to says how. */
  history: z.array(
    choiceSchema.extend({
      ...consentSchema.partial().pick({ how: true, note: true }).shape,
      optedOut: z.boolean(),
    }),
  ),
  /** How they want to be told, as their orders said last. */
  prefers: preferenceSchema.optional(),
  /** They have refused, and what was still to be sent there may not be suppressed yet. */
  suppressing: z.literal(true).optional(),
  /** Until something arrives there again; see `contact-trouble`. */
  trouble: troubleSchema.optional(),
});
export type Contact = z.infer<typeof contactSchema>;
export type Choice = z.infer<typeof choiceSchema>;
export type Consent = z.infer<typeof consentSchema>;
/** What is stored of an address. Where that can't be read, nobody knows whether its owner has refused. */
export type StoredContact = Contact | 'unreadable' | undefined;

const longestHistory = 20;

/** Email addresses are one however they are capitalised: what somebody refused must not come back in capitals. */
export function contactAddress(address: string): string {
  return address.trim().toLowerCase();
}

/** A digest, because an address may hold what no document's name may. */
export function contactId(address: string): string {
  return createHash('sha256').update(contactAddress(address)).digest('base64url');
}

/** Somebody wants no more messages at an address. Undefined where that is known: the first refusal stays. */
export function optOut(
  contact: Contact | undefined,
  address: string,
  channel: Channel,
  choice: Choice,
): Contact | undefined {
  if (contact?.optedOut) return undefined;
  const { consent: _consent, ...known } = keptOf(contact, address, channel);
  return { ...known, optedOut: choice, history: longer(known, { ...choice, optedOut: true }) };
}

/** They want them again, and how they have said so is their consent. Undefined where nobody had refused. */
export function optIn(contact: Contact | undefined, consent: Consent): Contact | undefined {
  return contact?.optedOut ? agreed(contact, contact.address, contact.channel, consent) : undefined;
}

/**
 * They agree to messages. Undefined where that is known in the same words, the first time stays; and where they have
 * refused: then they must want them again first.
 */
export function agree(
  contact: Contact | undefined,
  address: string,
  channel: Channel,
  consent: Consent,
): Contact | undefined {
  const { by, who, how, note } = contact?.consent ?? {};
  const isKnown = by === consent.by && who === consent.who && how === consent.how && note === consent.note;
  return contact?.optedOut || isKnown ? undefined : agreed(contact, address, channel, consent);
}

function agreed(contact: Contact | undefined, address: string, channel: Channel, consent: Consent): Contact {
  const known = keptOf(contact, address, channel);
  return { ...known, optedOut: null, consent, history: longer(known, { ...consent, optedOut: false }) };
}

/**
 * What they have chosen on an order; of two choices the later counts. The same on another order is kept as that one's:
 * when the former turns out to be somebody else's it still holds. Undefined where it changes nothing.
 */
export function preferring(
  contact: Contact | undefined,
  address: string,
  channel: Channel,
  chosen: Preference,
): Contact | undefined {
  const before = contact?.prefers;
  const isNews = (key: keyof Preference) =>
    chosen[key] !== undefined &&
    (chosen[key].is !== before?.[key]?.is || chosen[key].record !== before?.[key]?.record) &&
    chosen[key].at >= (before?.[key]?.at ?? '');
  const prefers: Preference = {
    ...before,
    ...(isNews('channel') ? { channel: chosen.channel } : {}),
    ...(isNews('language') ? { language: chosen.language } : {}),
  };
  if (!isNews('channel') && !isNews('language')) return undefined;
  const { suppressing } = contact ?? {};
  return { ...keptOf(contact, address, channel), ...(suppressing ? { suppressing } : {}), prefers };
}

/**
 * The address no longer stands on that record (its id), and so what was chosen there says nothing of its owner.
 * Undefined where nothing was.
 */
export function unpreferring(contact: Contact | undefined, record: string): Contact | undefined {
  if (!contact?.prefers) return undefined;
  const { prefers: before, ...known } = contact;
  const prefers = withoutRecord(before, record);
  if (prefers && Object.keys(prefers).length === Object.keys(before).length) return undefined;
  return { ...known, ...(prefers ? { prefers } : {}) };
}

/** All that is known of an address but whether a refusal is still going through what waits. */
function keptOf(contact: Contact | undefined, address: string, channel: Channel): Contact {
  const { suppressing: _suppressing, ...known } = contact ?? { optedOut: null, history: [] };
  return { ...known, address: contactAddress(address), channel };
}

function longer({ history }: Contact, choice: Contact['history'][number]): Contact['history'] {
  return [...history, choice].slice(-longestHistory);
}

/** Customers may refuse to be written to. Staff and sales managers are told of their work, whatever they answer. */
export function mayOptOut(recipient: Notice['recipient']): boolean {
  return recipient !== 'staff' && recipient !== 'sales-manager';
}

/** Where a notice goes, and under which name a customer's choice about it is stored. */
export function addressed(recipient: Notice['recipient'], to: string): Pick<Notice, 'to' | 'contact'> {
  return mayOptOut(recipient) ? { to, contact: contactId(to) } : { to };
}
