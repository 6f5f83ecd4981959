import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Contact,
  contactId,
  contactSchema,
  mayOptOut,
  optIn,
  optOut,
} from '../../functions/src/rules/contact';

const phone = '+14155550101';
const monday = { at: '2026-03-16T02:00:00.000Z', by: 'reply' } as const;
const tuesday = { at: '2026-03-17T02:00:00.000Z', by: 'clerk' } as const;

describe('a contact', () => {
  it('begins with its first refusal', () => {
    expect(optOut(undefined, phone, 'sms', monday)).toEqual({
      address: phone,
      channel: 'sms',
      optedOut: monday,
      history: [{ ...monday, optedOut: true }],
    });
  });

  it('keeps when and how it was first refused', () => {
    const refused = optOut(undefined, phone, 'sms', monday);
    expect(optOut(refused, phone, 'sms', tuesday)).toBeUndefined();
  });

  it('is written to again when its owner wishes, and may refuse once more', () => {
    const refused = optOut(undefined, phone, 'sms', monday);
    const again = optIn(refused, tuesday);
    expect(again).toMatchObject({ address: phone, channel: 'sms', optedOut: null });
    expect(optOut(again, phone, 'sms', { ...monday, by: 'provider' })?.history.map((one) => one.by)).toEqual([
      'reply',
      'clerk',
      'provider',
    ]);
  });

  it('does not begin with a wish that changes nothing', () => {
    expect(optIn(undefined, monday)).toBeUndefined();
    expect(optIn(optIn(optOut(undefined, phone, 'sms', monday), tuesday), tuesday)).toBeUndefined();
  });

  it('is the same however an email address is capitalised, and another for another address', () => {
    expect(contactId('Li@Example.com ')).toBe(contactId('li@example.com'));
    expect(contactId('li@example.com')).not.toBe(contactId('lu@example.com'));
    expect(optOut(undefined, 'Li@Example.com', 'email', monday)?.address).toBe('li@example.com');
  });

  it('has an id that may name a document, whatever its address holds', () => {
    fc.assert(
      fc.property(fc.string(), (address) => {
        expect(contactId(address)).toMatch(/^[\w-]{43}$/);
      }),
    );
  });

  it('stands as the last choice says, and remembers the latest twenty only', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), (choices) => {
        let contact: Contact | undefined;
        for (const isOut of choices) {
          contact = (isOut ? optOut(contact, phone, 'sms', monday) : optIn(contact, tuesday)) ?? contact;
        }
        expect(Boolean(contact?.optedOut)).toBe(choices.at(-1));
        expect(contact?.history.length ?? 0).toBeLessThanOrEqual(20);
        if (contact) {
          expect(contactSchema.parse(contact)).toEqual(contact);
          expect(contact.history.at(-1)?.optedOut).toBe(choices.at(-1));
        }
      }),
    );
  });
});

describe('who may refuse to be written to', () => {
  it('is the dealer, not whoever is told of their work', () => {
    expect((['dealer', 'sales-manager', 'staff'] as const).map(mayOptOut)).toEqual([true, false, false]);
  });
});
