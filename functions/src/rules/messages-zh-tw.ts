import type { MessageFacts } from './message-facts';
import type { Wording } from './message-wording';
import type { Line } from './record';

const order = ({ number, batch }: MessageFacts) => `訂單${number}${batch > 1 ? `（第${batch}批）` : ''}`;
const theirs = (facts: MessageFacts, recipient: string) =>
  recipient === 'dealer' ? `您的${order(facts)}` : `經銷商${facts.dealer}的${order(facts)}`;
const goods = (lines: readonly Line[]) =>
  lines.map(({ product, quantity }) => `${product}×${quantity}`).join('、');

/** At most three lines fit into an SMS; where nothing is owed, nothing is said. */
function owed({ owed: lines }: MessageFacts): string {
  if (lines.length === 0) return '';
  const rest = lines.length > 3 ? `等${lines.length}種` : '';
  return `尚欠${goods(lines.slice(0, 3))}${rest}，隨後補發`;
}

/** 專車張師傅13700137000; without a name 託運，電話057188886666. */
function transport({ transport: mode = '', carrier, carrierPhone = '' }: MessageFacts): string {
  if (carrier) return `${mode}${carrier}${carrierPhone}`;
  return carrierPhone ? `${mode}，電話${carrierPhone}` : mode;
}

const registered: Wording['opening']['order-registered'] = ({ number, dealer }, recipient) =>
  recipient === 'dealer'
    ? `您的訂貨單已收到，編號${number}，貨款到帳後會再通知您。`
    : `經銷商${dealer}的訂貨單已收到，編號${number}。`;

const paid: Wording['opening']['payment-confirmed'] = (facts, recipient) => {
  const sentence = `${theirs(facts, recipient)}貨款人民幣${facts.amount ?? ''}元已於${facts.paidOn ?? ''}到帳`;
  return recipient === 'dealer' ? `${sentence}，出貨後會再通知您。` : `${sentence}。`;
};

const received: Wording['opening']['receipt-confirmed'] = (facts, recipient) => {
  const { receipt, condition } = facts;
  const sentence = `${theirs(facts, recipient)}已於${facts.arrived ?? ''}到貨`;
  const wrong = condition ? `（${condition}）` : '';
  if (recipient === 'dealer') {
    if (receipt === 'problem') return `${sentence}，您反映的問題${wrong}已登記，我們會盡快與您聯絡處理。`;
    return `${sentence}，${receipt === 'good' ? '貨物完好' : '收貨問題已解決'}。感謝您的支持！`;
  }
  if (receipt === 'problem') return `${sentence}，反映有問題${wrong}，請留意。`;
  return `${sentence}，${receipt === 'good' ? '貨物完好' : '收貨問題已解決'}。`;
};

export const zhTW: Wording = {
  signSms: (company, text) => `【${company}】${text}`,
  greeting: (name) => (name ? `${name}，您好！` : '您好！'),
  colon: '：',
  sms: {
    'order-registered': registered,
    'payment-confirmed': paid,
    'goods-shipped': (facts, recipient) => {
      const pieces = [
        facts.deliveryNote && `發貨單${facts.deliveryNote}`,
        facts.quantity && `${facts.quantity}件`,
        transport(facts),
        facts.expected && `預計${facts.expected}到`,
        owed(facts),
      ];
      const which = recipient === 'dealer' ? order(facts) : theirs(facts, recipient);
      return `${which}已出貨：${pieces.filter(Boolean).join('，')}。`;
    },
    'receipt-confirmed': received,
  },
  subject: {
    'order-registered': ({ number }) => `訂貨單已收到：${number}`,
    'payment-confirmed': ({ number }) => `貨款已到帳：${number}`,
    'goods-shipped': (facts) => `已出貨：${order(facts)}`,
    'receipt-confirmed': (facts) => `收貨確認：${order(facts)}`,
  },
  opening: {
    'order-registered': registered,
    'payment-confirmed': paid,
    'goods-shipped': (facts, recipient) => `${theirs(facts, recipient)}已出貨。`,
    'receipt-confirmed': received,
  },
  details: {
    'order-registered': ({ ordered }) => [['訂貨明細', goods(ordered)]],
    'payment-confirmed': ({ bank, amount }) => [
      ['匯款銀行', bank],
      ['到帳金額', amount && `人民幣${amount}元`],
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
      ['發貨單號', deliveryNote],
      ['貨物數量', quantity],
      ['運輸方式', transport],
      [driver ? '司機' : '承運單位', carrier],
      ['聯絡電話', carrierPhone],
      ['預計送達時間', expected],
      ['欠發貨物', goods(owed) || '無'],
    ],
    'receipt-confirmed': ({ arrived, conditionNotes }) => [
      ['到貨時間', arrived],
      ['收貨說明', conditionNotes],
    ],
  },
};
