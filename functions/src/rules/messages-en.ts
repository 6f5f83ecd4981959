import type { MessageFacts } from './message-facts';
import type { Wording } from './message-wording';
import type { Line } from './record';

// Plain letters only: one typographic quote would make the whole SMS UCS-2 and more than double its price.

const order = ({ number, batch }: MessageFacts) =>
  `order ${number}${batch > 1 ? ` (shipment ${batch})` : ''}`;
const capital = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
const theirs = (facts: MessageFacts, recipient: string) =>
  recipient === 'dealer' ? `Your ${order(facts)}` : `${capital(order(facts))} of ${facts.dealer}`;
const goods = (lines: readonly Line[]) =>
  lines.map(({ product, quantity }) => `${product} x ${quantity}`).join(', ');

/** At most three lines fit into an SMS; where nothing is owed, nothing is said. */
function owed({ owed: lines }: MessageFacts): string {
  if (lines.length === 0) return '';
  const rest = lines.length > 3 ? ` and ${lines.length - 3} more` : '';
  return ` Still to follow: ${goods(lines.slice(0, 3))}${rest}.`;
}

function transport({ transport: mode, driver, carrier, carrierPhone }: MessageFacts): string {
  const who = carrier ? `${driver ? 'driver ' : ''}${carrier}` : carrierPhone ? 'phone' : '';
  return [mode?.toLowerCase(), [who, carrierPhone].filter(Boolean).join(' ')].filter(Boolean).join(', ');
}

const registered: Wording['opening']['order-registered'] = ({ number, dealer }, recipient) =>
  recipient === 'dealer'
    ? `We have your order, no. ${number}. We will write again when your payment has arrived.`
    : `We have an order from ${dealer}, no. ${number}.`;

const paid: Wording['opening']['payment-confirmed'] = (facts, recipient) =>
  recipient === 'dealer'
    ? `Your payment of CNY ${facts.amount ?? ''} for ${order(facts)} arrived on ${facts.paidOn ?? ''}. We will write again when the goods have left.`
    : `CNY ${facts.amount ?? ''} for ${order(facts)} of ${facts.dealer} arrived on ${facts.paidOn ?? ''}.`;

const received: Wording['opening']['receipt-confirmed'] = (facts, recipient) => {
  const { receipt, condition } = facts;
  const sentence = `${theirs(facts, recipient)} arrived on ${facts.arrived ?? ''}`;
  const wrong = condition ? ` (${condition.toLowerCase()})` : '';
  if (receipt === 'problem') {
    return recipient === 'dealer'
      ? `${sentence}. We have noted the problem${wrong} and will contact you soon.`
      : `${sentence}. The dealer reports a problem${wrong}, please follow up.`;
  }
  const outcome = receipt === 'good' ? 'in good condition' : 'and the problem has been settled';
  return recipient === 'dealer' ? `${sentence} ${outcome}. Thank you!` : `${sentence} ${outcome}.`;
};

export const en: Wording = {
  signSms: (company, text) => `${company}: ${text}`,
  greeting: (name) => (name ? `Dear ${name},` : 'Hello,'),
  colon: ': ',
  sms: {
    'order-registered': registered,
    'payment-confirmed': paid,
    'goods-shipped': (facts, recipient) => {
      const pieces = [
        facts.deliveryNote && `delivery note ${facts.deliveryNote}`,
        facts.quantity && `qty ${facts.quantity}`,
        transport(facts),
        facts.expected && `expected ${facts.expected}`,
      ];
      return `${theirs(facts, recipient)} has left: ${pieces.filter(Boolean).join(', ')}.${owed(facts)}`;
    },
    'receipt-confirmed': received,
  },
  subject: {
    'order-registered': ({ number }) => `Order received: ${number}`,
    'payment-confirmed': ({ number }) => `Payment received: ${number}`,
    'goods-shipped': (facts) => `Goods on their way: ${order(facts)}`,
    'receipt-confirmed': (facts) => `Delivery confirmed: ${order(facts)}`,
  },
  opening: {
    'order-registered': registered,
    'payment-confirmed': paid,
    'goods-shipped': (facts, recipient) => `${theirs(facts, recipient)} has left our warehouse.`,
    'receipt-confirmed': received,
  },
  details: {
    'order-registered': ({ ordered }) => [['Goods ordered', goods(ordered)]],
    'payment-confirmed': ({ bank, amount }) => [
      ['Bank', bank],
      ['Amount', amount && `CNY ${amount}`],
    ],
    'goods-shipped': ({
      deliveryNote,
      quantity,
      transport,
      driver,
      carrier,
      carrierPhone,
      expected,
      owed,
    }) => [
      ['Delivery note', deliveryNote],
      ['Quantity', quantity],
      ['Transport', transport],
      [driver ? 'Driver' : 'Carrier', carrier],
      ['Phone', carrierPhone],
      ['Expected', expected],
      ['Still to follow', goods(owed) || 'nothing'],
    ],
    'receipt-confirmed': ({ arrived, conditionNotes }) => [
      ['Arrived', arrived],
      ['Notes', conditionNotes],
    ],
  },
};
