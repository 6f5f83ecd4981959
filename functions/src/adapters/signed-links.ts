import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Links } from '../ports';
import { contactId } from '../rules/contact';

export type SignedLinksOptions = {
  readonly publicUrl: string;
  /** Whoever knows it can make links; after a change of it, links that were sent before lead nowhere. */
  readonly secret: string;
};

const oldOwnerSchema = z.tuple([z.literal('email'), z.string().min(1)]);
const longestToken = 1000;
const channel = 'email';

/**
 * Links whose token says whose they are, with its HMAC-SHA256. What they are for is part of what is signed, so a token
 * is good for nothing else. Addresses of requests are logged, by us and on the way, so the token holds a digest of the
 * email address; of those that were sent earlier some hold the address itself, and go on working.
 */
export function createSignedLinks({ publicUrl, secret }: SignedLinksOptions): Links {
  const sign = (text: string): Buffer => createHmac('sha256', secret).update(text).digest();
  const purpose = (contact: string): string => `unsubscribe ${channel} ${contact}`;
  return {
    unsubscribe: (email) => {
      const contact = contactId(email);
      return `${publicUrl}/unsubscribe?t=${contact}.${sign(purpose(contact)).toString('base64url')}`;
    },
    ownerOf: (token) => {
      const [, owner, signed] = /^([\w-]+)\.([\w-]{43})$/.exec(token.slice(0, longestToken)) ?? [];
      if (owner === undefined || signed === undefined) return undefined;
      const isFor = (text: string): boolean => timingSafeEqual(Buffer.from(signed, 'base64url'), sign(text));
      if (isFor(purpose(owner))) return { contact: owner, channel };
      if (!isFor(`unsubscribe ${owner}`)) return undefined;
      const [, address] = oldOwnerSchema.parse(JSON.parse(Buffer.from(owner, 'base64url').toString()));
      return { contact: contactId(address), address, channel };
    },
  };
}
