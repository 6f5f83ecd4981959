import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { order } from '../../functions/src/forms/order';
import { placeholders, placeholdersOf, requiredOf } from '../../functions/src/forms/template-kinds';
import { firstLink } from '../../functions/src/rules/links';
import { type MessageFacts, messageFacts } from '../../functions/src/rules/message-facts';
import { messageValues } from '../../functions/src/rules/message-values';
import { fillMessage } from '../../functions/src/rules/messages';
import { smsLength } from '../../functions/src/rules/sms-segments';
import { templateFaults } from '../../functions/src/rules/template-faults';
import { longestSms } from '../../functions/src/rules/template-preview';
import { longestFacts } from '../../functions/src/rules/template-samples';
import { builtIn, templateSlots } from '../../functions/src/rules/templates';
import { shippedOrder } from '../support/shipped-order';

const company = '全友家居';

/** What a clerk may have typed, and what somebody who means ill would. */
const typed = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 100 }),
  fc.constantFrom('🚚'.repeat(60), '货'.repeat(300), 'a'.repeat(300)),
  fc.constantFrom('【中国银行】请点', '{编号}', '｛编号｝[件数]', 'evil.', 'com/x', 'evil.【】com', 'www.'),
  fc.constantFrom('http:', '//evil', `${'货'.repeat(29)}evil.comx`, '_evil.com', 'a\nb\u2028c'),
  fc.constantFrom(
    'suo.im/5ab',
    'gendan.wang',
    'ｅｖｉｌ．ｃｏｍ',
    '公司.',
    '中国',
    'weixin',
    '1.MX',
    '.online',
  ),
  fc.webUrl(),
);

/** Texts as managers word them: what must be told in any order, and other words, placeholders and pieces after it. */
const worded = fc.constantFrom(...templateSlots).chain((slot) => {
  const names = placeholdersOf[slot.kind].flatMap((id) => Object.values(placeholders[id].label));
  const placeholder = fc.constantFrom(...names).map((name) => `{${name}}`);
  const words = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('您的订单', ' your order ', '，', '.', '\n', '') },
    fc.string({ unit: 'grapheme', maxLength: 8 }),
    fc.constantFrom('.com', 'evil', '://', '【', '{', ']', '1.', '.online', '/x', '.中国'),
  );
  const piece = fc.tuple(words, placeholder, words).map((parts) => `[${parts.join('')}]`);
  const must = requiredOf[slot.kind].flatMap(([ids = []]) =>
    ids.map((id) => `{${placeholders[id].label[slot.language]}}`),
  );
  return fc
    .tuple(
      fc.shuffledSubarray(must, { minLength: must.length }),
      fc.array(fc.oneof(words, placeholder, piece), { maxLength: 12 }),
    )
    .map(([first, then]) => ({ slot, text: [...first, ...then].join('') }));
});
const passing = worded.filter(({ slot, text }) => templateFaults(slot, 'sms', text, company).length === 0);

const facts = ({ kind, recipient, language }: (typeof templateSlots)[number]): fc.Arbitrary<MessageFacts> =>
  fc
    .record({
      dealerName: typed,
      salesManager: typed,
      driverName: typed,
      deliveryNote: typed,
      bank: typed,
      conditionNotes: typed,
      transport: fc.constantFrom('dedicated', 'part-load', 'consignment'),
      condition:
        kind === 'receipt-problem' ? fc.constantFrom('short', 'other') : fc.constantFrom('good', 'settled'),
      quantity: fc.constantFrom(1, 9_999_999_999.999),
      amount: fc.constantFrom(0, 9_999_999_999.99),
      owed: fc.array(fc.record({ product: typed, quantity: fc.constantFrom(1, 9_999_999.999) }), {
        maxLength: 100,
      }),
      arrivedAt: fc.constant('2026-12-18T06:30:00.000Z'),
    })
    .chain((values) =>
      fc
        .record({
          batch: fc.integer({ min: 1, max: 99 }),
          number: fc.constantFrom('DH2026-0001', '𠮷'.repeat(30)),
        })
        .map((known) =>
          messageFacts(order, { ...shippedOrder(values), ...known }, recipient, {
            language,
            zone: 'Asia/Shanghai',
            company,
            recipientPhone: '+886912345678',
          }),
        ),
    );

const cases = passing.chain(({ slot, text }) =>
  facts(slot).map((known) => ({
    slot,
    text,
    message: fillMessage(slot, { ...builtIn(slot), sms: text }, known),
  })),
);

it('no piece of an SMS is ever longer than is reckoned with', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...templateSlots).chain((slot) => facts(slot).map((known) => ({ slot, known }))),
      ({ slot, known }) => {
        const values = messageValues(known, slot.language, 'short');
        const longest = longestFacts(slot, company).map((most) =>
          messageValues(most, slot.language, 'short'),
        );
        for (const id of placeholdersOf[slot.kind]) {
          const most = Math.max(...longest.map((one) => one[id]?.length ?? 0));
          expect([id, (values[id]?.length ?? 0) <= most]).toEqual([id, true]);
        }
      },
    ),
    { numRuns: 200 },
  );
});

describe('a text that passes, whatever was typed into the record', () => {
  it('never has more segments than was foretold, and never more than eight', () => {
    fc.assert(
      fc.property(cases, ({ slot, text, message }) => {
        const { segments } = smsLength(message.sms);
        expect(segments).toBeLessThanOrEqual(longestSms(slot, { ...builtIn(slot), sms: text }, company));
        expect(segments).toBeLessThanOrEqual(8);
      }),
      { numRuns: 200 },
    );
  });

  it('never becomes an SMS with a link, a second sender, an unfilled brace or a second line', () => {
    fc.assert(
      fc.property(cases, ({ slot, message }) => {
        const sender = slot.language === 'en' ? `${company}: ` : `【${company}】`;
        expect(message.sms.slice(0, sender.length)).toBe(sender);
        const said = message.sms.slice(sender.length);
        expect(said).not.toMatch(/[【】{}｛｝\n]|https?:\/\/|www\./i);
        expect(firstLink(said)).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });
});

it('any text at all is judged, and filled or replaced, without an error', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    worded.map(({ text }) => text),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...templateSlots).chain((slot) => facts(slot).map((known) => ({ slot, known }))),
      anything,
      ({ slot, known }, text) => {
        for (const part of ['sms', 'subject', 'body'] as const) {
          for (const fault of templateFaults(slot, part, text, company)) {
            expect(Object.values(fault.message).every((sentence) => sentence.length < 500)).toBe(true);
          }
        }
        const { sms, email } = fillMessage(slot, { sms: text, subject: text, body: text }, known);
        expect(sms.length).toBeGreaterThan(company.length + 2);
        expect(email.subject).not.toMatch(/\n/);
        expect(email.subject).not.toBe('');
      },
    ),
  );
});
