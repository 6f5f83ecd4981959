import { longestConsentNote } from '../forms/consent';
import type { Form } from '../forms/form';
import { type Label, type Language, label } from '../forms/label';
import type { Chooser } from './contact';
import { localTime } from './local-time';
import type { Channel } from './notice';
import type { Staff, StoredRecord } from './record';
import type { ReplyOutcome } from './reply';
import { sameAddress } from './same-address';

/** For whom the texts are, and what they need to know. */
export type Reader = { readonly language: Language; readonly zone: string; readonly staff: readonly Staff[] };

/** What the desk of notices says besides what each message's own state says. */
export const deskTexts = {
  inbox: label('客户来信', '客戶來信', 'Messages from customers'),
  staffNotice: label('给员工的提醒', '給員工的提醒', 'A reminder to staff'),
  correction: label('更正前一条', '更正前一則', 'Corrects an earlier one'),
  resentBy: label('{} 要求重发', '{} 要求重發', 'Sent again for {}'),
  yuan: label('{} 元', '{} 元', '¥{}'),
  smsParts: label('{} 条', '{} 則', '{} segments'),
  smsPart: label('{} 条', '{} 則', '{} segment'),
  readBy: label('{} 已处理', '{} 已處理', 'Read by {}'),
  pictures: label(
    '（附图片{}张，请到短信服务商后台查看）',
    '（附圖片{}張，請到簡訊服務商後台查看）',
    ' (pictures, kept by the SMS provider: {})',
  ),
  agreed: label('已同意接收（{}）', '已同意接收（{}）', 'Has agreed to messages ({})'),
  bySms: label('本人回复短信', '本人回覆簡訊', 'by SMS'),
  notedBy: label('{}登记', '{}登記', 'noted by {}'),
  prefers: label(
    '订单没填时按上次的：{}',
    '訂單沒填時按上次的：{}',
    'Where the order leaves it open, as last time: {}',
  ),
  landline: label(
    '座机收不到短信，请打电话，或补上手机、邮箱。',
    '市話收不到簡訊，請打電話，或補上手機、信箱。',
    'A landline takes no SMS: please phone, or add a mobile number or an email address.',
  ),
  unsubscribeLink: label('（退订链接）', '（退訂連結）', '(unsubscribe link)'),
  notReached: label('{} 没送到：', '{} 沒送到：', 'Not reached on {}: '),
} satisfies Record<string, Label>;

/** Where the address on the row is still the one that was wrong. */
export const changeFirst: Readonly<Record<Channel, Label>> = {
  sms: label('请先改号码', '請先改號碼', 'Correct the number first'),
  email: label('请先改邮箱', '請先改電子郵件', 'Correct the address first'),
};

/** What came of an action. */
export const toldTexts = {
  resent: label('已安排重发。', '已安排重發。', 'It will be sent again.'),
  allowed: label('已恢复发送。', '已恢復發送。', 'Messages go there again.'),
  agreed: label('已登记客户同意。', '已登記客戶同意。', 'Their consent was noted.'),
  refusedMeanwhile: label(
    '客户已停发，没有登记。客户同意再收的，请用“恢复发送”。',
    '客戶已停發，沒有登記。客戶同意再收的，請用「恢復發送」。',
    'They have refused messages, so nothing was noted. Use "Allow messages" if they agree to get them again.',
  ),
  read: label('已标为处理过。', '已標為處理過。', 'Marked as read.'),
} satisfies Record<string, Label>;

export const refusedTexts: Readonly<Record<Channel, Label>> = {
  sms: label(
    '已登记：不再给这个号码发短信。',
    '已登記：不再給這個號碼發簡訊。',
    'Noted: no more SMS go there.',
  ),
  email: label(
    '已登记：不再给这个邮箱发邮件。',
    '已登記：不再寄電子郵件到這裡。',
    'Noted: no more emails go there.',
  ),
};

/** Why a request of the desk is refused as a whole. */
export const deskRefusals = {
  'no-record': label(
    '这一行还没有保存过，所以没有通知。',
    '這一列還沒有儲存過，所以沒有通知。',
    'This row has not been saved yet, so nobody has been told anything.',
  ),
  'no-notice': label('没有找到这条通知。', '沒有找到這則通知。', 'There is no such notice.'),
  'no-reply': label('没有找到这条来信。', '沒有找到這則來信。', 'There is no such message.'),
  'no-such-form': label('系统里没有这张登记表。', '系統裡沒有這張登記表。', 'There is no such form.'),
  'other-spreadsheet': label(
    '这条记录属于另一张表格，请在那张表格里处理。',
    '這筆記錄屬於另一份試算表，請在那裡處理。',
    'This record belongs to another spreadsheet.',
  ),
  'may-not-act': label(
    '您的岗位只能查看通知。重发、停发和处理来信请找售后专员、考核专员、客服顾问或主管。',
    '您的職務只能查看通知。重發、停發和處理來信請找售後專員、考核專員、客服顧問或主管。',
    'Your role may only look. Please ask a clerk of customer service or a manager.',
  ),
  'not-a-customer': label(
    '销售经理和员工的工作消息不能停发。',
    '銷售經理和員工的工作訊息不能停發。',
    'Sales managers and staff cannot be taken off messages about their work.',
  ),
  'no-address': label(
    '登记表里没有这个号码或邮箱。',
    '登記表裡沒有這個號碼或電子郵件。',
    'There is no such number or address on this row.',
  ),
  'how-agreed': label(
    `请选客户是怎么同意的，并用一句话写明（不超过${longestConsentNote}字）。`,
    `請選客戶是怎麼同意的，並用一句話寫明（不超過${longestConsentNote}字）。`,
    `Say how the customer has agreed, and add one line about it (no more than ${longestConsentNote} letters).`,
  ),
  'provider-blocks': label(
    '短信服务商拦截了这个号码，我们不能恢复。请客户本人用这个手机回复 START。',
    '簡訊服務商攔截了這個號碼，我們不能恢復。請客戶本人用這支手機回覆 START。',
    'The SMS provider blocks this number. Only its owner can change that, by answering START.',
  ),
} satisfies Record<string, Label>;

const choosers: Readonly<Record<Chooser, Label>> = {
  reply: label('本人回复短信退订', '本人回覆簡訊退訂', 'refused by SMS'),
  link: label('本人点邮件链接退订', '本人點電子郵件連結退訂', 'refused by the link of an email'),
  clerk: label('客服代为登记', '客服代為登記', 'noted by a clerk'),
  provider: label(
    '短信服务商拦截，客户本人回复 START 才能恢复',
    '簡訊服務商攔截，客戶本人回覆 START 才能恢復',
    'blocked by the SMS provider until its owner answers START',
  ),
};

export function chooserText(by: Chooser, language: Language): string {
  return choosers[by][language];
}

const outcomes: Readonly<Record<ReplyOutcome, Label>> = {
  'opted-out': label('已停发短信', '已停發簡訊', 'No more SMS go there'),
  'opted-out-and-kept': label(
    '已停发短信；也可能说的是订单，有疑问请打电话：{}',
    '已停發簡訊；也可能說的是訂單，有疑問請打電話：{}',
    'No more SMS go there; it may be about the order too. In doubt please phone {}',
  ),
  'opted-in': label('已恢复发送短信', '已恢復發送簡訊', 'SMS go there again'),
  'receipt-confirmed': label('已登记收货完好', '已登記收貨完好', 'Receipt in order was noted'),
  'problem-noted': label(
    '已登记收货有问题，请打电话问清：{}',
    '已登記收貨有問題，請打電話問清：{}',
    'A problem was noted: please phone and ask, {}',
  ),
  repeated: label('与已登记的一样', '與已登記的一樣', 'Says what is known already'),
  kept: label('请打电话答复客户：{}', '請打電話答覆客戶：{}', 'Please phone the customer: {}'),
};

/** Who sends under a name can't be phoned. */
const noPhone = label(
  '请阅读；发信人“{}”没有电话号码',
  '請閱讀；發信人「{}」沒有電話號碼',
  'Please read; the sender “{}” has no number',
);

/** What was done about a reply, and what is left to do: customers are answered by phone. */
export function outcomeText(outcome: ReplyOutcome, from: string, language: Language): string {
  const isToPhone = outcomes[outcome][language].includes('{}');
  const sentence = isToPhone && !/^\+\d+$/.test(from) ? noPhone : outcomes[outcome];
  return filled(sentence, language, from);
}

export function filled(sentence: Label, language: Language, value: string | number): string {
  return sentence[language].replace('{}', () => String(value));
}

/** `2026-03-16 10:05` in the business's zone. */
export function timeText(instant: string, zone: string): string {
  return localTime(instant, zone)?.replace('T', ' ') ?? '';
}

export function nameOf(email: string, staff: readonly Staff[]): string {
  return staff.find((person) => sameAddress(person.email, email))?.name ?? email;
}

/** `DH2026-0001 · 第2批 · 李建国` */
export function rowTitle(form: Form, record: StoredRecord, language: Language): string {
  const named = form.recipients?.dealer?.name;
  const name = named === undefined ? undefined : record.values[named];
  const batch = filled(label('第{}批', '第{}批', 'shipment {}'), language, record.batch);
  return [record.number, ...(record.batch > 1 ? [batch] : []), ...(typeof name === 'string' ? [name] : [])]
    .filter((part) => part !== '')
    .join(' · ');
}
