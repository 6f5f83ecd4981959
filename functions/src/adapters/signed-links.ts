import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Links } from '../ports';

export type SignedLinksOptions = {
  readonly publicUrl: string;
  /** Whoever knows it can make links; after a change of it, links that were sent before lead nowhere. */
  readonly secret: string;
};

const ownerSchema = z.tuple([z.enum(['sms', 'email']), z.string().min(1)]);
const longestToken = 1000;

/**
 * Links whose token says whose they are, with its HMAC-SHA256. What they are for is part of what is signed, so a token
 * is good for nothing else.
 */
export function createSignedLinks({ publicUrl, secret }: SignedLinksOptions): Links {
  const signature = (owner: string): Buffer =>
    createHmac('sha256', secret).update(`unsubscribe ${owner}`).digest();
  return {
    unsubscribe: (email) => {
      const owner = Buffer.from(JSON.stringify(['email', email])).toString('base64url');
      return `${publicUrl}/unsubscribe?t=${owner}.${signature(owner).toString('base64url')}`;
    },
    ownerOf: (token) => {
      const [, owner, signed] = /^([\w-]+)\.([\w-]{43})$/.exec(token.slice(0, longestToken)) ?? [];
      if (owner === undefined || signed === undefined) return undefined;
      if (!timingSafeEqual(Buffer.from(signed, 'base64url'), signature(owner))) return undefined;
      const [channel, address] = ownerSchema.parse(JSON.parse(Buffer.from(owner, 'base64url').toString()));
      return { address, channel };
    },
  };
}
