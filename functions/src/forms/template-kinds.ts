import { type Label, type Language, label } from './label';
import type { Recipient } from './notice-rule';

/** What a template is for. A receipt has two: what is said of goods in order can't be said of broken ones. */
export const templateKinds = {
  'order-registered': label('收到订单', '收到訂單', 'Order received'),
  'payment-confirmed': label('货款到账', '貨款到帳', 'Payment received'),
  'goods-shipped': label('发货', '出貨', 'Goods shipped'),
  'receipt-good': label('收货（无问题）', '收貨（無問題）', 'Receipt in order'),
  'receipt-problem': label('收货（有问题）', '收貨（有問題）', 'Receipt with a problem'),
} as const satisfies Readonly<Record<string, Label>>;
export type TemplateKind = keyof typeof templateKinds;

/** One message that can be worded: each kind, recipient and language has its own template. */
export type TemplateSlot = {
  readonly kind: TemplateKind;
  readonly recipient: Recipient;
  readonly language: Language;
};

/** The three texts of a template. Line breaks count in the body only. */
export type TemplateTexts = { readonly sms: string; readonly subject: string; readonly body: string };
export type TemplatePart = keyof TemplateTexts;

/**
 * What a template may have filled in, by the names people write between braces, in any of the languages. What is unknown
 * `sometimes` belongs into an optional piece `[...]`, together with the words around it.
 */
export const placeholders = {
  number: { label: label('编号', '編號', 'number') },
  recipient: { label: label('收件人', '收件人', 'recipient') },
  dealer: { label: label('经销商', '經銷商', 'dealer') },
  company: { label: label('公司', '公司', 'company') },
  'service-phone': { label: label('客服电话', '客服電話', 'service phone'), sometimes: true },
  goods: { label: label('订货明细', '訂貨明細', 'goods ordered'), sometimes: true },
  amount: { label: label('金额', '金額', 'amount') },
  'paid-on': { label: label('到账日期', '到帳日期', 'payment date') },
  bank: { label: label('汇款银行', '匯款銀行', 'bank') },
  'delivery-note': { label: label('发货单号', '發貨單號', 'delivery note') },
  quantity: { label: label('件数', '件數', 'quantity') },
  transport: { label: label('运输', '運輸', 'transport') },
  'transport-mode': { label: label('运输方式', '運輸方式', 'transport mode') },
  forwarder: { label: label('承运', '承運', 'driver or carrier'), sometimes: true },
  driver: { label: label('司机', '司機', 'driver'), sometimes: true },
  carrier: { label: label('承运单位', '承運單位', 'carrier'), sometimes: true },
  'carrier-phone': { label: label('承运电话', '承運電話', 'phone') },
  expected: { label: label('预计到货', '預計到貨', 'expected arrival') },
  owed: { label: label('欠货', '欠貨', 'owed'), sometimes: true },
  arrived: { label: label('到货时间', '到貨時間', 'arrival time') },
  condition: { label: label('收货情况', '收貨情況', 'condition'), sometimes: true },
  'condition-notes': { label: label('收货说明', '收貨說明', 'notes'), sometimes: true },
  'how-to-reply': { label: label('回复说明', '回覆說明', 'how to reply'), sometimes: true },
  'how-to-refuse': { label: label('退订说明', '退訂說明', 'how to refuse'), sometimes: true },
} as const satisfies Readonly<Record<string, { readonly label: Label; readonly sometimes?: true }>>;
export type PlaceholderId = keyof typeof placeholders;

const always = ['number', 'recipient', 'dealer', 'company', 'service-phone'] as const;
const shipment = [
  'delivery-note',
  'quantity',
  'transport',
  'transport-mode',
  'forwarder',
  'driver',
  'carrier',
  'carrier-phone',
  'expected',
  'owed',
  'how-to-reply',
] as const;
const receipt = ['arrived', 'condition', 'condition-notes', 'how-to-refuse'] as const;

/** What each kind of template can have filled in. */
export const placeholdersOf: Readonly<Record<TemplateKind, readonly PlaceholderId[]>> = {
  'order-registered': [...always, 'goods', 'how-to-refuse'],
  'payment-confirmed': [...always, 'amount', 'paid-on', 'bank', 'how-to-refuse'],
  'goods-shipped': [...always, ...shipment],
  'receipt-good': [...always, ...receipt],
  'receipt-problem': [...always, ...receipt],
};

/** One thing that must be told: any of the alternatives will do, each of them whole. */
export type Requirement = readonly (readonly PlaceholderId[])[];

/** What SMS and email body must tell. A subject may say what it likes. */
export const requiredOf: Readonly<Record<TemplateKind, readonly Requirement[]>> = {
  'order-registered': [[['number']]],
  'payment-confirmed': [[['number']], [['amount']]],
  'goods-shipped': [
    [['number']],
    [['delivery-note']],
    [['quantity']],
    [['transport'], ['transport-mode', 'carrier-phone']],
    [['expected']],
    [['owed']],
  ],
  'receipt-good': [[['number']], [['arrived']]],
  'receipt-problem': [[['number']], [['arrived']]],
};
