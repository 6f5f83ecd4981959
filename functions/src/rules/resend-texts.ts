import { type Label, type Language, label } from '../forms/label';
import type { NoticeState } from './notice';
import type { mayResend } from './resend';

type Verdict = ReturnType<typeof mayResend>;

const texts: Readonly<Record<Verdict | 'absent', Label>> = {
  yes: label('', '', ''),
  'may-have-left': label(
    '对方可能已经收到，确定再发一次？',
    '對方可能已經收到，確定再發一次？',
    'It may have arrived already. Send it once more?',
  ),
  waiting: label('正等着发出，不用重发。', '正等著寄出，不用重發。', 'It is still waiting to be sent.'),
  delivered: label('对方已经收到，不用重发。', '對方已經收到，不用重發。', 'It has arrived already.'),
  'opted-out': label(
    '对方不愿再收消息，没有重发。',
    '對方不願再收訊息，沒有重發。',
    'The recipient wants no more messages.',
  ),
  followed: label(
    '后面已经有更正或重发的一条。',
    '後面已經有更正或重發的一則。',
    'A later one has been sent in its place.',
  ),
  withdrawn: label('内容已作废，不再发送。', '內容已作廢，不再發送。', 'It is no longer wanted.'),
  'asking-provider': label(
    '正在向短信服务商查证，查清之前先不重发。',
    '正在向簡訊服務商查證，查清之前先不重發。',
    'The provider is being asked about it; please wait for the answer.',
  ),
  rehearsal: label(
    '现在是演练，重发也发不出去，请等演练结束后再重发。',
    '現在是演練，重發也發不出去，請等演練結束後再重發。',
    'This is a rehearsal, in which nothing leaves. Send it again when it is over.',
  ),
  absent: label('没有找到这条通知。', '沒有找到這則通知。', 'There is no such notice.'),
  'no-address': label(
    '没有号码或邮箱，请先在登记表里补上。',
    '沒有號碼或信箱，請先在登記表裡補上。',
    'There is no number or address: fill it in on the row first.',
  ),
  landline: label(
    '座机收不到短信，请先在登记表里补上手机或邮箱。',
    '市話收不到簡訊，請先在登記表裡補上手機或信箱。',
    'A landline takes no SMS: fill in a mobile number or an email address on the row first.',
  ),
};

/** The question before a message is sent again that may have left, or why it is not; '' where nothing stands against it. */
export function resendText(verdict: keyof typeof texts, language: Language): string {
  return texts[verdict][language];
}

/** Of these the message's own state says already that another one has followed. */
const sayingSo: readonly NoticeState[] = ['undelivered', 'failed', 'unknown'];

/** The same beside a message whose state is shown: what that says is not said again. */
export function resendNote(verdict: Verdict, state: NoticeState, language: Language): string {
  const isSaid = verdict !== 'may-have-left' && (verdict !== 'followed' || sayingSo.includes(state));
  return isSaid ? '' : texts[verdict][language];
}
