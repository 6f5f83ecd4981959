import type { Language } from '../forms/label';
import type { MessageFacts } from './message-facts';

/** How one language says the facts that are more than a piece of typed text. */
export type Wording = {
  /** Before the text of an SMS, where China's networks want the sender in 【】. */
  readonly signSms: (company: string, text: string) => string;
  /** Which shipment of the order it is, from the second on. */
  readonly batch: (batch: number) => string;
  readonly goods: (product: string, quantity: number) => string;
  readonly separator: string;
  /** Behind the first `listed` of so many kinds of goods. */
  readonly more: (all: number, listed: number) => string;
  readonly nothing: string;
  /** How the goods travel, and whom to phone, in one piece. */
  readonly transport: (facts: MessageFacts) => string;
  readonly receipt: Readonly<Record<'good' | 'settled', string>>;
  /** An option's label inside a sentence. */
  readonly inside: (label: string) => string;
  readonly howToReply: string;
  /** The last part of `howToReply`, by itself. */
  readonly howToRefuse: string;
};

/** 专车张师傅 13700137000; 托运，顺丰物流 057188886666; without a name 托运，电话057188886666. */
const transportChinese =
  (phoneLabel: string) =>
  ({ transport: mode = '', driver, carrier = '', carrierPhone }: MessageFacts): string => {
    const phone = carrierPhone && `${phoneLabel}${carrierPhone}`;
    if (carrier === '') return phone ? `${mode}，${phone}` : mode;
    const who = carrierPhone ? `${carrier} ${carrierPhone}` : carrier;
    return driver ? `${mode}${who}` : `${mode}，${who}`;
  };

function transportEnglish({ transport: mode, driver, carrier, carrierPhone }: MessageFacts): string {
  const who = carrier ? `${driver ? 'driver ' : ''}${carrier}` : carrierPhone ? 'phone' : '';
  return [mode?.toLowerCase(), [who, carrierPhone].filter(Boolean).join(' ')].filter(Boolean).join(', ');
}

const chinese = {
  signSms: (company: string, text: string) => `【${company}】${text}`,
  batch: (batch: number) => `（第${batch}批）`,
  goods: (product: string, quantity: number) => `${product}×${quantity}`,
  separator: '、',
  inside: (label: string) => label,
};

export const wordings: Readonly<Record<Language, Wording>> = {
  'zh-CN': {
    ...chinese,
    more: (all) => `等${all}种`,
    nothing: '无',
    transport: transportChinese('电话'),
    receipt: { good: '货物完好', settled: '收货问题已解决' },
    howToReply: '收货无误请回复1，有问题请回复2，退订请回复STOP。',
    howToRefuse: '退订请回复STOP。',
  },
  'zh-TW': {
    ...chinese,
    more: (all) => `等${all}種`,
    nothing: '無',
    transport: transportChinese('電話'),
    receipt: { good: '貨物完好', settled: '收貨問題已解決' },
    howToReply: '收貨無誤請回1，有問題請回2，拒收簡訊請回STOP。',
    howToRefuse: '拒收簡訊請回STOP。',
  },
  en: {
    signSms: (company, text) => `${company}: ${text}`,
    batch: (batch) => ` (shipment ${batch})`,
    goods: (product, quantity) => `${product} x ${quantity}`,
    separator: ', ',
    more: (all, listed) => ` and ${all - listed} more`,
    nothing: 'nothing',
    transport: transportEnglish,
    receipt: { good: 'in good condition', settled: 'and the problem has been settled' },
    inside: (label) => label.toLowerCase(),
    howToReply: 'Reply 1 = all in order, 2 = problem, STOP = no more SMS.',
    howToRefuse: 'Reply STOP for no more SMS.',
  },
};
