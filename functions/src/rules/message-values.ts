import type { Language } from '../forms/label';
import { type MessageFacts, plainText } from './message-facts';
import { wordings } from './message-wording';
import type { Line } from './record';
import type { TemplateValues } from './template';

/** Kinds of goods that fit into an SMS, letters of each, and letters of a delivery note or number. */
const mostListed = 3;
const longestProduct = 24;
const longestNumber = 30;

/**
 * What placeholders stand for. `short`, for an SMS or a subject: each is bounded, where nothing is owed nothing is said,
 * and whose phone can answer is told how, or at least how to refuse. `full`, for an email: all goods are listed, and 无 where nothing is owed.
 */
export function messageValues(
  facts: MessageFacts,
  language: Language,
  length: 'short' | 'full',
): TemplateValues {
  const wording = wordings[language];
  const isShort = length === 'short';
  const goods = (lines: readonly Line[]) => {
    const listed = isShort ? lines.slice(0, mostListed) : lines;
    const texts = listed.map(({ product, quantity }) =>
      wording.goods(isShort ? plainText(product, longestProduct) : product, quantity),
    );
    const rest = lines.length > listed.length ? wording.more(lines.length, listed.length) : '';
    return texts.join(wording.separator) + rest;
  };
  const cut = (text: string | undefined, longest?: number) =>
    isShort && text !== undefined ? plainText(text, longest) : (text ?? '');
  const { carrier = '' } = facts;
  return {
    number: cut(facts.number, longestNumber) + (facts.batch > 1 ? wording.batch(facts.batch) : ''),
    recipient: facts.recipientName,
    dealer: facts.dealer,
    company: facts.company,
    'service-phone': facts.servicePhone ?? '',
    goods: goods(facts.ordered),
    amount: facts.amount ?? '',
    'paid-on': facts.paidOn ?? '',
    bank: facts.bank ?? '',
    'delivery-note': cut(facts.deliveryNote, longestNumber),
    quantity: facts.quantity ?? '',
    transport: wording.transport(facts),
    'transport-mode': facts.transport ?? '',
    forwarder: carrier,
    driver: facts.driver ? carrier : '',
    carrier: facts.driver ? '' : carrier,
    'carrier-phone': facts.carrierPhone ?? '',
    expected: facts.expected ?? '',
    owed: goods(facts.owed) || (isShort ? '' : wording.nothing),
    arrived: facts.arrived ?? '',
    condition:
      facts.receipt === 'problem' ? wording.inside(facts.condition ?? '') : wording.receipt[facts.receipt],
    'condition-notes': cut(facts.conditionNotes),
    'how-to-reply': isShort && facts.canReply ? wording.howToReply : '',
    'how-to-refuse': isShort && facts.canRefuse ? wording.howToRefuse : '',
  };
}
