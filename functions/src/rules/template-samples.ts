import type { Language } from '../forms/label';
import type { TemplateSlot } from '../forms/template-kinds';
import { longestOption, longestPhone, longestWord, type MessageFacts, plainText } from './message-facts';

type Sample = Omit<MessageFacts, 'company' | 'recipientName' | 'receipt' | 'canReply' | 'canRefuse'> & {
  readonly salesManager: string;
  /** Notes on a receipt in order; the others are on a problem. */
  readonly goodNotes: string;
};

const samples: Readonly<Record<Language, Sample>> = {
  'zh-CN': {
    number: 'DH2026-0001',
    batch: 1,
    dealer: '李建国',
    salesManager: '王芳',
    ordered: [
      { product: '沙发', quantity: 10 },
      { product: '茶几', quantity: 7 },
    ],
    amount: '12000',
    paidOn: '3月14日',
    bank: '工商银行',
    deliveryNote: 'FH0316',
    quantity: '15',
    transport: '专车',
    driver: true,
    carrier: '张师傅',
    carrierPhone: '13700137000',
    expected: '3月18日14:00',
    owed: [{ product: '茶几', quantity: 2 }],
    arrived: '3月18日14:30',
    condition: '破损',
    conditionNotes: '一张茶几的玻璃碎了',
    goodNotes: '外包装有点湿，货没有问题',
  },
  'zh-TW': {
    number: 'DH2026-0001',
    batch: 1,
    dealer: '林志明',
    salesManager: '王雅婷',
    ordered: [
      { product: '沙發', quantity: 10 },
      { product: '茶几', quantity: 7 },
    ],
    amount: '12000',
    paidOn: '3月14日',
    bank: '工商銀行',
    deliveryNote: 'FH0316',
    quantity: '15',
    transport: '專車',
    driver: true,
    carrier: '張師傅',
    carrierPhone: '+8613700137000',
    expected: '3月18日14:00',
    owed: [{ product: '茶几', quantity: 2 }],
    arrived: '3月18日14:30',
    condition: '破損',
    conditionNotes: '一張茶几的玻璃碎了',
    goodNotes: '外包裝有點濕，貨沒有問題',
  },
  en: {
    number: 'DH2026-0001',
    batch: 1,
    dealer: 'Maria Lopez',
    salesManager: 'Wang Fang',
    ordered: [
      { product: 'Sofa A1', quantity: 10 },
      { product: 'Tea table B2', quantity: 7 },
    ],
    amount: '12000',
    paidOn: '14 Mar',
    bank: 'ICBC',
    deliveryNote: 'FH0316',
    quantity: '15',
    transport: 'Dedicated truck',
    driver: true,
    carrier: 'Zhang Wei',
    carrierPhone: '+8613700137000',
    expected: '18 Mar 14:00',
    owed: [{ product: 'Tea table B2', quantity: 2 }],
    arrived: '18 Mar 14:30',
    condition: 'Damaged',
    conditionNotes: 'The glass of one tea table is broken',
    goodNotes: 'The boxes were damp, the goods are dry',
  },
};

/** What an ordinary message would say. */
export function sampleFacts(
  { kind, recipient, language }: TemplateSlot,
  company: string,
  theirs: Pick<MessageFacts, 'canReply' | 'canRefuse' | 'servicePhone'>,
): MessageFacts {
  const { salesManager, goodNotes, ...sample } = samples[language];
  const isProblem = kind === 'receipt-problem';
  return {
    ...sample,
    company: plainText(company),
    recipientName: recipient === 'dealer' ? sample.dealer : salesManager,
    receipt: isProblem ? 'problem' : 'good',
    ...(isProblem ? {} : { conditionNotes: goodNotes }),
    ...theirs,
  };
}

/** The least that the same message might have to say: nothing that is only sometimes known. */
export function leanFacts(facts: MessageFacts): MessageFacts {
  const {
    carrier: _carrier,
    servicePhone: _phone,
    condition: _condition,
    conditionNotes: _notes,
    ...rest
  } = facts;
  return { ...rest, ordered: [], owed: [], canReply: false, canRefuse: false };
}

/** The 15 digits of E.164 with their plus, and an extension of six behind its hyphen. */
const longestDialled = 23;

/**
 * The most that a message could ever have to say: each piece of typed text as long as it may be, in characters that
 * cost most. One with a driver and one with a carrier, because templates may speak of either.
 */
export function longestFacts({ kind, recipient, language }: TemplateSlot, company: string): MessageFacts[] {
  const word = '货'.repeat(longestWord);
  const option = '货'.repeat(longestOption);
  const time = language === 'en' ? '31 Dec 23:59' : '12月31日23:59';
  const goods = Array.from({ length: 100 }, () => ({ product: word, quantity: 9_999_999_999.999 }));
  return [true, false].map((driver) => ({
    company: plainText(company),
    number: word,
    batch: 99,
    dealer: word,
    recipientName: word,
    ordered: goods,
    amount: '9999999999.99',
    paidOn: time,
    bank: word,
    deliveryNote: word,
    quantity: '9999999999.999',
    transport: option,
    driver,
    carrier: word,
    carrierPhone: '9'.repeat(longestPhone),
    expected: time,
    owed: goods,
    arrived: time,
    receipt: kind === 'receipt-problem' ? 'problem' : 'settled',
    condition: option,
    conditionNotes: word,
    canReply: recipient === 'dealer',
    canRefuse: recipient === 'dealer',
    servicePhone: '9'.repeat(longestDialled),
  }));
}
