import { DateTime } from 'luxon';
import type { Form } from '../forms/form';
import type { Language } from '../forms/label';
import type { Recipient } from '../forms/notice-rule';
import { firstLink, withoutLinks } from './links';
import { callingCode, dialled } from './message-phone';
import type { Line, StoredRecord } from './record';

/** What messages say, as the recipient reads it; absent where the record doesn't know it. */
export type MessageFacts = {
  readonly company: string;
  readonly number: string;
  /** 1 for the order itself; further shipments say which one they are. */
  readonly batch: number;
  readonly dealer: string;
  /** Whom the message greets. */
  readonly recipientName: string;
  readonly ordered: readonly Line[];
  readonly amount?: string;
  readonly paidOn?: string;
  readonly bank?: string;
  readonly deliveryNote?: string;
  readonly quantity?: string;
  readonly transport?: string;
  /** A dedicated truck: `carrier` is the driver. Otherwise it is a carrier or logistics company. */
  readonly driver: boolean;
  readonly carrier?: string;
  readonly carrierPhone?: string;
  readonly expected?: string;
  readonly owed: readonly Line[];
  readonly arrived?: string;
  readonly receipt: 'good' | 'settled' | 'problem';
  /** What is wrong with the goods, where the record can name it. */
  readonly condition?: string;
  readonly conditionNotes?: string;
  /** A customer whose answer is awaited, and whose phone can give it: in mainland China (+86) none arrives. */
  readonly canReply: boolean;
  /** A customer whose phone can answer, whether or not anything is awaited. */
  readonly canRefuse: boolean;
  /** Whom customers phone. */
  readonly servicePhone?: string;
};

/** The fields that messages speak of, beside those that say where a recipient is reached: of others nobody is told. */
export const fieldsInMessages: readonly string[] = [
  'batch',
  'lines',
  'owed',
  'transport',
  'condition',
  'amount',
  'paidAt',
  'bank',
  'deliveryNote',
  'quantity',
  'driverName',
  'carrier',
  'logistics',
  'driverPhone',
  'carrierPhone',
  'logisticsPhone',
  'expectedArrival',
  'arrivedAt',
  'conditionNotes',
];

export type FactsContext = {
  readonly language: Language;
  readonly zone: string;
  readonly company: string;
  /** Phone numbers of the recipient's own country are written as people there dial them. */
  readonly recipientPhone?: string;
  readonly servicePhone?: string | undefined;
};

const timeFormats: Readonly<Record<Language, { readonly day: string; readonly minute: string }>> = {
  'zh-CN': { day: 'M月d日', minute: 'M月d日HH:mm' },
  'zh-TW': { day: 'M月d日', minute: 'M月d日HH:mm' },
  en: { day: 'd MMM', minute: 'd MMM HH:mm' },
};

/** Letters of a fact: of a name or what else is typed in a word, of an option's label, of a phone number. */
export const longestWord = 40;
export const longestOption = 20;
export const longestPhone = 30;

export function messageFacts(
  form: Form,
  record: StoredRecord,
  recipient: Recipient,
  context: FactsContext,
): MessageFacts {
  const { values } = record;
  const text = (id: string, longest?: number) => {
    const value = values[id];
    return typeof value === 'string' ? plainText(value, longest) : '';
  };
  const time = (id: string, style: 'day' | 'minute') => {
    const moment = DateTime.fromISO(text(id), { zone: context.zone }).setLocale('en');
    return moment.isValid ? moment.toFormat(timeFormats[context.language][style]) : '';
  };
  const option = (id: string) =>
    plainText(form.field(id)?.options?.[text(id)]?.[context.language] ?? '', longestOption);
  const lines = (id: string): readonly Line[] => {
    const value = values[id];
    return Array.isArray(value)
      ? value.map(({ product, quantity }) => ({ product: plainText(product), quantity }))
      : [];
  };
  const name = (who: Recipient) => text(form.recipients?.[who]?.name ?? '');
  const driver = values.transport === 'dedicated';
  const country = callingCode(context.recipientPhone);
  const canRefuse = recipient === 'dealer' && !['86', undefined].includes(country);
  const hasAnswered = values.arrivedAt !== undefined || values.condition !== undefined;
  return {
    company: plainText(context.company),
    number: plainText(record.number),
    batch: record.batch,
    dealer: name('dealer'),
    recipientName: name(recipient),
    ordered: lines('lines'),
    owed: lines('owed'),
    driver,
    canRefuse,
    canReply: canRefuse && !hasAnswered,
    receipt: values.condition === 'good' || values.condition === 'settled' ? values.condition : 'problem',
    ...known({
      servicePhone: dialled(context.servicePhone ?? '', country),
      amount: typeof values.amount === 'number' ? money(values.amount) : '',
      paidOn: time('paidAt', 'day'),
      bank: text('bank'),
      deliveryNote: text('deliveryNote'),
      quantity: typeof values.quantity === 'number' ? String(values.quantity) : '',
      transport: option('transport'),
      carrier: text('driverName') || text('carrier') || text('logistics'),
      carrierPhone: dialled(
        text('driverPhone', longestPhone) ||
          text('carrierPhone', longestPhone) ||
          text('logisticsPhone', longestPhone),
        country,
      ),
      expected: time('expectedArrival', 'minute'),
      arrived: time('arrivedAt', 'minute'),
      condition: values.condition === 'other' ? '' : option('condition'),
      conditionNotes: text('conditionNotes', 300),
    }),
  };
}

/**
 * Typed text as it may stand in a message: on one line, of bounded length (an emoji counts twice, as in an SMS), without
 * links (`links`), without 【】, in which only the sender's own name may stand, and without the braces of templates.
 */
export function plainText(typed: string, longest = longestWord): string {
  const bare = typed
    .replace(/[【】]/g, '')
    .replace(/[{｛]/g, '(')
    .replace(/[}｝]/g, ')');
  const text = withoutLinks(bare).replace(/\s+/g, ' ').trim();
  if (text.length <= longest) return text;
  const kept: string[] = [];
  let length = 0;
  for (const letter of text) {
    length += letter.length;
    if (length > longest - 3) break;
    kept.push(letter);
  }
  // The beginning of a longer word may be a link.
  while (firstLink(`${kept.join('')}...`)) kept.pop();
  return `${kept.join('')}...`;
}

function money(yuan: number): string {
  return yuan.toFixed(2).replace(/\.00$/, '');
}

function known<T extends Readonly<Record<string, string>>>(facts: T): Partial<T> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== '')) as Partial<T>;
}
