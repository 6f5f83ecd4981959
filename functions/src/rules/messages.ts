import type { Form } from '../forms/form';
import type { Language } from '../forms/label';
import type { NoticeKind, Recipient } from '../forms/notice-rule';
import { messageFacts } from './message-facts';
import type { Wording } from './message-wording';
import { en } from './messages-en';
import { zhCN } from './messages-zh-cn';
import { zhTW } from './messages-zh-tw';
import type { StoredRecord } from './record';

export type Message = {
  readonly sms: string;
  readonly email: { readonly subject: string; readonly text: string };
};

const wordings: Readonly<Record<Language, Wording>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };

/**
 * What a recipient reads. Times are in `zone`; no text holds a link, and an SMS stays short whatever was typed, because
 * each piece of typed text is bounded.
 */
export function message(
  kind: NoticeKind,
  recipient: Recipient,
  form: Form,
  record: StoredRecord,
  context: {
    readonly language: Language;
    readonly zone: string;
    readonly company: string;
    readonly recipientPhone?: string;
  },
): Message {
  const facts = messageFacts(form, record, recipient, context);
  const wording = wordings[context.language];
  const details = wording.details[kind](facts)
    .filter(([, text]) => text !== undefined && text !== '')
    .map(([label, text]) => `${label}${wording.colon}${text}`);
  const blocks = [
    wording.greeting(facts.recipientName),
    wording.opening[kind](facts, recipient),
    details.join('\n'),
    facts.company,
  ];
  return {
    sms: wording.signSms(facts.company, wording.sms[kind](facts, recipient)),
    email: {
      subject: wording.subject[kind](facts),
      text: `${blocks.filter((block) => block !== '').join('\n\n')}\n`,
    },
  };
}
