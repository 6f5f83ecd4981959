import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  agree,
  type Contact,
  contactId,
  contactSchema,
  mayOptOut,
  optIn,
  optOut,
  preferring,
  unpreferring,
} from '../../functions/src/rules/contact';

const phone = '+14155550101';
const monday = { at: '2026-03-16T02:00:00.000Z', by: 'reply' } as const;
const tuesday = { at: '2026-03-17T02:00:00.000Z', by: 'clerk' } as const;
const zhou = 'zhou@gendan.example';
const consent = { ...tuesday, who: zhou, how: 'phone', note: '李总来电' } as const;

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
    const again = optIn(refused, consent);
    expect(again).toMatchObject({ address: phone, channel: 'sms', optedOut: null });
    expect(optOut(again, phone, 'sms', { ...monday, by: 'provider' })?.history.map((one) => one.by)).toEqual([
      'reply',
      'clerk',
      'provider',
    ]);
  });

  it('does not begin with a wish that changes nothing', () => {
    expect(optIn(undefined, consent)).toBeUndefined();
    expect(optIn(optIn(optOut(undefined, phone, 'sms', monday), consent), consent)).toBeUndefined();
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
          contact = (isOut ? optOut(contact, phone, 'sms', monday) : optIn(contact, consent)) ?? contact;
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

describe('consent', () => {
  it('is kept with when, by whom and how it was given, in the history too', () => {
    const agreed = agree(undefined, phone, 'sms', consent);
    expect(agreed).toEqual({
      address: phone,
      channel: 'sms',
      optedOut: null,
      consent,
      history: [{ ...consent, optedOut: false }],
    });
    expect(contactSchema.parse(agreed)).toEqual(agreed);
  });

  it('that is noted again in the same words stays as it was first noted; in others it is noted anew', () => {
    const agreed = agree(undefined, phone, 'sms', consent);
    expect(agree(agreed, phone, 'sms', { ...consent, at: '2026-04-01T00:00:00.000Z' })).toBeUndefined();
    const signed = { ...consent, how: 'contract', note: '合同第8条' } as const;
    expect(agree(agreed, phone, 'sms', signed)?.history.map(({ how }) => how)).toEqual(['phone', 'contract']);
  });

  it('is what they give who want messages again, and ends with the next refusal; the history keeps it', () => {
    const again = optIn(optOut(undefined, phone, 'sms', monday), consent);
    expect(again).toMatchObject({ optedOut: null, consent });
    const refused = optOut(again, phone, 'sms', monday);
    expect(refused).not.toHaveProperty('consent');
    expect(refused?.history.map(({ optedOut, how }) => [optedOut, how])).toEqual([
      [true, undefined],
      [false, 'phone'],
      [true, undefined],
    ]);
  });

  it('is not noted for who has refused: they must want messages again first', () => {
    expect(agree(optOut(undefined, phone, 'sms', monday), phone, 'sms', consent)).toBeUndefined();
  });

  it('leaves alone what else is known of them, and so does a refusal', () => {
    const prefers = { language: { is: 'en', at: monday.at, by: zhou } } as const;
    const known = preferring(undefined, phone, 'sms', prefers);
    expect(agree(known, phone, 'sms', consent)).toMatchObject({ prefers, consent });
    expect(optOut(known, phone, 'sms', monday)).toMatchObject({ prefers, optedOut: monday });
  });
});

describe('what a customer prefers', () => {
  const by = (at: string) => ({ at, by: zhou });
  const email = { channel: { is: 'email', ...by(monday.at) } } as const;

  it('is kept with who typed it and when, of channel and language by itself', () => {
    const known = preferring(undefined, phone, 'sms', email);
    expect(known).toEqual({ address: phone, channel: 'sms', optedOut: null, history: [], prefers: email });
    const language = { language: { is: 'en', ...by(tuesday.at) } } as const;
    expect(preferring(known, phone, 'sms', language)?.prefers).toEqual({ ...email, ...language });
  });

  it('is what was typed last, whichever comes to us first', () => {
    const sms = { channel: { is: 'sms', ...by(tuesday.at) } } as const;
    expect(preferring(preferring(undefined, phone, 'sms', email), phone, 'sms', sms)?.prefers).toEqual(sms);
    expect(preferring(preferring(undefined, phone, 'sms', sms), phone, 'sms', email)).toBeUndefined();
  });

  it('is not written again where it is the same', () => {
    const known = preferring(undefined, phone, 'sms', email);
    const same = { channel: { is: 'email', ...by(tuesday.at) } } as const;
    expect(preferring(known, phone, 'sms', same)).toBeUndefined();
  });

  it('is kept as the latest order’s that says so', () => {
    const known = preferring(undefined, phone, 'sms', email);
    const again = { channel: { is: 'email', ...by(tuesday.at), record: 'order~2' } } as const;
    expect(preferring(known, phone, 'sms', again)?.prefers).toEqual(again);
  });

  it('goes with the order on which it was chosen, and nothing else does', () => {
    const language = { language: { is: 'en', ...by(monday.at), record: 'order~1' } } as const;
    const refused = optOut(
      preferring(undefined, phone, 'sms', { ...email, ...language }),
      phone,
      'sms',
      monday,
    );
    const going = refused && ({ ...refused, suppressing: true } as const);
    expect(unpreferring(going, 'order~1')).toEqual({ ...going, prefers: email });
    expect(unpreferring(going, 'order~2')).toBeUndefined();
    expect(unpreferring(undefined, 'order~1')).toBeUndefined();
    expect(unpreferring(preferring(undefined, phone, 'sms', language), 'order~1')).toEqual({
      ...{ address: phone, channel: 'sms', optedOut: null, history: [] },
    });
  });

  it('changes nothing in a refusal that is still going through what waits', () => {
    const refused = optOut(undefined, phone, 'sms', monday);
    const going = refused && ({ ...refused, suppressing: true } as const);
    expect(preferring(going, phone, 'sms', email)).toEqual({ ...going, prefers: email });
  });
});

describe('who may refuse to be written to', () => {
  it('is the dealer, not whoever is told of their work', () => {
    expect((['dealer', 'sales-manager', 'staff'] as const).map(mayOptOut)).toEqual([true, false, false]);
  });
});
