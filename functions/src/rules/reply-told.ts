import { type Label, type Language, label } from '../forms/label';
import { localTime } from './local-time';
import { filled, outcomeText } from './notice-desk-texts';
import type { KeptWhy, Reply } from './reply';

const mostNamed = 5;
const numbers = {
  received: label('回复1（收货无误）', '回覆1（收貨無誤）', 'Answered 1 (all in order)'),
  problem: label('回复2（收货有问题）', '回覆2（收貨有問題）', 'Answered 2 (a problem)'),
} satisfies Record<NonNullable<Reply['says']>, Label>;
const batchName = label(' 第{}批', ' 第{}批', ' shipment {}');
const andSoOn = label('等', '等', ' and more');
const answered = {
  received: label('{} 曾回复1，', '{} 曾回覆1，', 'answered 1 at {}, '),
  problem: label('{} 曾回复2，', '{} 曾回覆2，', 'answered 2 at {}, '),
} satisfies Record<string, Label>;

/** What stands behind the number that was answered. */
const reasons: Readonly<Record<Exclude<KeptWhy, 'several' | 'several-orders'>, Label>> = {
  'not-shipped': label(
    '，但没有给这个号码发过在途货物的短信',
    '，但沒有給這個號碼傳過在途貨物的簡訊',
    ', but was told of no shipment that is under way',
  ),
  'too-early': label(
    '，但预计 {} 才到，没有登记，请打电话问清是否已到',
    '，但預計 {} 才到，沒有登記，請打電話問清是否已到',
    ', but it is expected at {} only, so nothing was noted: please phone and ask',
  ),
  contradicted: label(
    '，但这批货还有来信没处理，没有登记，请先看那条来信，再打电话问清',
    '，但這批貨還有來信沒處理，沒有登記，請先看那則來信，再打電話問清',
    ', but another message about it is unread, so nothing was noted: please read that one, then phone',
  ),
  'after-good': label(
    '（{}已登记完好），请打电话问清',
    '（{}已登記完好），請打電話問清',
    ' ({}in order was noted): please phone and ask',
  ),
  'after-settled': label(
    '（之前的问题已登记为解决），请打电话问清',
    '（之前的問題已登記為解決），請打電話問清',
    ' (the former problem was noted as settled): please phone and ask',
  ),
  'after-problem': label(
    '（{}已登记有问题），请打电话问清',
    '（{}已登記有問題），請打電話問清',
    ' ({}a problem was noted): please phone and ask',
  ),
};
const several = {
  shipments: label(
    '这个号码有{}批在途：',
    '這個號碼有{}批在途：',
    'This number has {} shipments under way: ',
  ),
  whichShipment: label('，请问清是哪一批', '，請問清是哪一批', '. Please ask which is meant'),
  orders: label('这个号码有{}张单：', '這個號碼有{}張單：', 'This number has {} orders: '),
  /** Also of those that have not left, where an order has more than one. */
  batches: label('这个号码有{}批货：', '這個號碼有{}批貨：', 'This number has {} shipments: '),
  whichOrder: label('，请问清是哪一张', '，請問清是哪一張', '. Please ask which is meant'),
} satisfies Record<string, Label>;
const ends = {
  stop: label('。', '。', '. '),
  ask: label('，请打电话问清', '，請打電話問清', ': please phone and ask'),
} satisfies Record<string, Label>;
const phoneManager = label(
  '请打电话答复销售经理：{}',
  '請打電話答覆銷售經理：{}',
  'Please phone the sales manager: {}',
);
const byCustomer = label('客户{}', '客戶{}', '{}');

/** What was done about a reply and what is left to do, with what is known of why a person must; times in the zone. */
export function replyTold(reply: Reply, language: Language, zone: string): string {
  const { outcome, from, why, says, recipient } = reply;
  if (outcome !== 'kept') return outcomeText(outcome, from, language);
  const isManagers = recipient === 'sales-manager';
  const plain = isManagers ? filled(phoneManager, language, from) : outcomeText(outcome, from, language);
  const named = namedCandidates(reply, language);
  const number = says === undefined ? '' : numbers[says][language];
  if (why === undefined) return says === undefined ? plain : number + ends.stop[language] + plain;
  if (why === 'several' || why === 'several-orders')
    return (number === '' ? '' : number + ends.stop[language]) + named;
  if (why === 'not-shipped')
    return number + reasons[why][language] + (named === '' ? ends.ask : ends.stop)[language] + named;
  if (why === 'after-good' || why === 'after-settled' || why === 'after-problem')
    return afterAnother(reply, why, language, zone);
  return number + filled(reasons[why], language, dayAndTime(reply.expectedAt ?? '', zone));
}

/** `客户回复2：收货有问题（09:39 曾回复1，已登记完好），请打电话问清` */
function afterAnother(
  { says = 'problem', at, answeredAt }: Reply,
  why: 'after-good' | 'after-settled' | 'after-problem',
  language: Language,
  zone: string,
): string {
  const before = answered[why === 'after-problem' ? 'problem' : 'received'];
  const was = answeredAt === undefined ? '' : filled(before, language, timeBefore(answeredAt, at, zone));
  const number = numbers[says][language].replace('（', '：').replace('）', '');
  return filled(byCustomer, language, number) + filled(reasons[why], language, was);
}

/** `这个号码有2批在途：DH2026-0005、DH2026-0009，请问清是哪一批`; '' where it can be about one only. */
function namedCandidates({ candidates = [], why }: Reply, language: Language): string {
  if (candidates.length < 2) return '';
  const isOfOrders = new Set(candidates.map(({ number }) => number)).size === candidates.length;
  const [sentence, which] =
    why === 'several'
      ? [several.shipments, several.whichShipment]
      : isOfOrders
        ? [several.orders, several.whichOrder]
        : [several.batches, several.whichShipment];
  const names = [...new Set(candidates.map((one) => candidateName(one, language)))];
  const shown = names.slice(0, mostNamed).join(language === 'en' ? ', ' : '、');
  return [
    filled(sentence, language, candidates.length),
    shown,
    names.length > mostNamed ? andSoOn[language] : '',
    which[language],
  ].join('');
}

type Candidate = NonNullable<Reply['candidates']>[number];

function candidateName({ number, batch }: Candidate, language: Language): string {
  return batch > 1 ? number + filled(batchName, language, batch) : number;
}

/** Every number it may be about, as the tabs name orders; undefined where there is one or none. */
export function candidateNames({ candidates = [] }: Reply): string | undefined {
  if (candidates.length < 2) return undefined;
  const shown = candidates.slice(0, mostNamed).map((one) => candidateName(one, 'zh-CN'));
  return shown.join('、') + (candidates.length > mostNamed ? andSoOn['zh-CN'] : '');
}

/** The time alone where it was on the same day as the letter. */
function timeBefore(instant: string, letterAt: string, zone: string): string {
  const [day, time] = localTime(instant, zone)?.split('T') ?? [];
  const isSameDay = localTime(letterAt, zone)?.startsWith(day ?? '') ?? false;
  return isSameDay ? (time ?? '') : dayAndTime(instant, zone);
}

function dayAndTime(instant: string, zone: string): string {
  return localTime(instant, zone)?.slice(5).replace('T', ' ') ?? '';
}
