import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createSignedLinks } from '../../functions/src/adapters/signed-links';
import { contactId } from '../../functions/src/rules/contact';

const publicUrl = 'https://gendan.example.com';
const secret = 'x'.repeat(32);
const links = createSignedLinks({ publicUrl, secret });
/** As links were made while they held the address itself. */
const oldToken = (channel: string, address: string) => {
  const owner = Buffer.from(JSON.stringify([channel, address])).toString('base64url');
  return `${owner}.${createHmac('sha256', secret).update(`unsubscribe ${owner}`).digest('base64url')}`;
};
const tokenOf = (url: string) => new URL(url).searchParams.get('t') ?? '';

describe('a signed link', () => {
  it('leads to the public address and says whose it is, whatever the address', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 254, unit: 'grapheme' }), (address) => {
        const url = links.unsubscribe(address);
        expect(url).toMatch(/^https:\/\/gendan\.example\.com\/unsubscribe\?t=[\w.-]+$/);
        expect(links.ownerOf(tokenOf(url))).toEqual({ contact: contactId(address), channel: 'email' });
      }),
    );
  });

  it('holds no address, for requests are logged with theirs', () => {
    const [owner = '', ...rest] = tokenOf(links.unsubscribe('dealer@example.com')).split('.');
    expect(rest).toHaveLength(1);
    expect(Buffer.from(owner, 'base64url')).toHaveLength(32);
    expect(Buffer.from(owner, 'base64url').toString('latin1')).not.toContain('dealer');
  });

  it('that was sent while it held the address goes on working, whatever the address', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 254, unit: 'grapheme' }), (address) => {
        const contact = contactId(address);
        expect(links.ownerOf(oldToken('email', address))).toEqual({ contact, address, channel: 'email' });
      }),
    );
    // As long as a digest is.
    expect(links.ownerOf(oldToken('email', 'abcdefgh@example.com'))?.address).toBe('abcdefgh@example.com');
  });

  it('is nobody’s once anything in it was changed', () => {
    const token = tokenOf(links.unsubscribe('dealer@example.com'));
    const characters = [...'Aa0_-.'];
    fc.assert(
      fc.property(
        fc.nat(token.length - 2),
        fc.constantFrom(...characters),
        fc.constantFrom('replace', 'insert', 'cut'),
        (place, character, how) => {
          const rest = how === 'insert' ? token.slice(place) : token.slice(place + 1);
          const changed =
            how === 'cut' ? token.slice(0, place) : `${token.slice(0, place)}${character}${rest}`;
          fc.pre(changed !== token);
          expect(links.ownerOf(changed)).toBeUndefined();
        },
      ),
    );
  });

  it('is nobody’s when another secret made it, or nothing did', () => {
    const others = createSignedLinks({ publicUrl, secret: 'y'.repeat(32) });
    expect(links.ownerOf(tokenOf(others.unsubscribe('dealer@example.com')))).toBeUndefined();
    for (const token of ['', '.', 'a.b', 'x'.repeat(100_000), `a.${'A'.repeat(43)}`])
      expect(links.ownerOf(token)).toBeUndefined();
  });
});
