import { createHash } from 'node:crypto';
import { z } from 'zod';
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
  /** The latest choices, oldest first. */
  history: z.array(choiceSchema.extend({ optedOut: z.boolean() })),
  /** They have refused, and what was still to be sent there may not be suppressed yet. */
  suppressing: z.literal(true).optional(),
  /** Until something arrives there again; see `contact-trouble`. */
  trouble: troubleSchema.optional(),
});
export type Contact = z.infer<typeof contactSchema>;
export type Choice = z.infer<typeof choiceSchema>;
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
  return chosen(contact, address, channel, choice, true);
}

/** They want them again. Undefined where nobody had refused. */
export function optIn(contact: Contact | undefined, choice: Choice): Contact | undefined {
  if (!contact?.optedOut) return undefined;
  return chosen(contact, contact.address, contact.channel, choice, false);
}

function chosen(
  contact: Contact | undefined,
  address: string,
  channel: Channel,
  choice: Choice,
  optedOut: boolean,
): Contact {
  return {
    address: contactAddress(address),
    channel,
    optedOut: optedOut ? choice : null,
    history: [...(contact?.history ?? []), { ...choice, optedOut }].slice(-longestHistory),
    ...(contact?.trouble ? { trouble: contact.trouble } : {}),
  };
}

/** Customers may refuse to be written to. Staff and sales managers are told of their work, whatever they answer. */
export function mayOptOut(recipient: Notice['recipient']): boolean {
  return recipient !== 'staff' && recipient !== 'sales-manager';
}

/** Where a notice goes, and under which name a customer's choice about it is stored. */
export function addressed(recipient: Notice['recipient'], to: string): Pick<Notice, 'to' | 'contact'> {
  return mayOptOut(recipient) ? { to, contact: contactId(to) } : { to };
}
