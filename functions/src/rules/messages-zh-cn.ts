import type { MessageFacts } from './message-facts';
import type { Wording } from './message-wording';
import type { Line } from './record';

const order = ({ number, batch }: MessageFacts) => `订单${number}${batch > 1 ? `（第${batch}批）` : ''}`;
const theirs = (facts: MessageFacts, recipient: string) =>
  recipient === 'dealer' ? `您的${order(facts)}` : `经销商${facts.dealer}的${order(facts)}`;
const goods = (lines: readonly Line[]) =>
  lines.map(({ product, quantity }) => `${product}×${quantity}`).join('、');

/** At most three lines fit into an SMS; where nothing is owed, nothing is said. */
function owed({ owed: lines }: MessageFacts): string {
  if (lines.length === 0) return '';
  const rest = lines.length > 3 ? `等${lines.length}种` : '';
  return `尚欠${goods(lines.slice(0, 3))}${rest}，随后补发`;
}

/** 专车张师傅13700137000; without a name 托运，电话057188886666. */
function transport({ transport: mode = '', carrier, carrierPhone = '' }: MessageFacts): string {
  if (carrier) return `${mode}${carrier}${carrierPhone}`;
  return carrierPhone ? `${mode}，电话${carrierPhone}` : mode;
}

const registered: Wording['opening']['order-registered'] = ({ number, dealer }, recipient) =>
  recipient === 'dealer'
    ? `您的订货单已收到，编号${number}，货款到账后会再通知您。`
    : `经销商${dealer}的订货单已收到，编号${number}。`;

const paid: Wording['opening']['payment-confirmed'] = (facts, recipient) => {
  const sentence = `${theirs(facts, recipient)}货款${facts.amount ?? ''}元已于${facts.paidOn ?? ''}到账`;
  return recipient === 'dealer' ? `${sentence}，发货后会再通知您。` : `${sentence}。`;
};

const received: Wording['opening']['receipt-confirmed'] = (facts, recipient) => {
  const { receipt, condition } = facts;
  const sentence = `${theirs(facts, recipient)}已于${facts.arrived ?? ''}到货`;
  const wrong = condition ? `（${condition}）` : '';
  if (recipient === 'dealer') {
    if (receipt === 'problem') return `${sentence}，您反馈的问题${wrong}已登记，我们会尽快与您联系处理。`;
    return `${sentence}，${receipt === 'good' ? '货物完好' : '收货问题已解决'}。感谢您的支持！`;
  }
  if (receipt === 'problem') return `${sentence}，反馈有问题${wrong}，请关注。`;
  return `${sentence}，${receipt === 'good' ? '货物完好' : '收货问题已解决'}。`;
};

export const zhCN: Wording = {
  signSms: (company, text) => `【${company}】${text}`,
  greeting: (name) => (name ? `${name}，您好！` : '您好！'),
  colon: '：',
  sms: {
    'order-registered': registered,
    'payment-confirmed': paid,
    'goods-shipped': (facts, recipient) => {
      const pieces = [
        facts.deliveryNote && `发货单${facts.deliveryNote}`,
        facts.quantity && `${facts.quantity}件`,
        transport(facts),
        facts.expected && `预计${facts.expected}到`,
        owed(facts),
      ];
      const which = recipient === 'dealer' ? order(facts) : theirs(facts, recipient);
      return `${which}已发货：${pieces.filter(Boolean).join('，')}。`;
    },
    'receipt-confirmed': received,
  },
  subject: {
    'order-registered': ({ number }) => `订货单已收到：${number}`,
    'payment-confirmed': ({ number }) => `货款已到账：${number}`,
    'goods-shipped': (facts) => `已发货：${order(facts)}`,
    'receipt-confirmed': (facts) => `收货确认：${order(facts)}`,
  },
  opening: {
    'order-registered': registered,
    'payment-confirmed': paid,
    'goods-shipped': (facts, recipient) => `${theirs(facts, recipient)}已发货。`,
    'receipt-confirmed': received,
  },
  details: {
    'order-registered': ({ ordered }) => [['订货明细', goods(ordered)]],
    'payment-confirmed': ({ bank, amount }) => [
      ['汇款银行', bank],
      ['到账金额', amount && `${amount}元`],
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
      ['发货单号', deliveryNote],
      ['货物数量', quantity],
      ['运输方式', transport],
      [driver ? '司机' : '承运单位', carrier],
      ['联系电话', carrierPhone],
      ['预计送到时间', expected],
      ['欠发货物', goods(owed) || '无'],
    ],
    'receipt-confirmed': ({ arrived, conditionNotes }) => [
      ['到货时间', arrived],
      ['收货说明', conditionNotes],
    ],
  },
};
