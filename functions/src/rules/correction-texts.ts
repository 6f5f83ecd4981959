import type { Language } from '../forms/label';
import { companyName, type Sender } from './company-name';
import { plainText } from './message-facts';
import { wordings } from './message-wording';
import type { Notice } from './notice';
import { smsLength } from './sms-segments';

/** `mark` begins an SMS and a subject; an email's first sentence says more. */
type Words = { readonly mark: string; readonly sentence: string };

const words: Readonly<Record<Language, Words>> = {
  'zh-CN': { mark: '更正：', sentence: '更正：此前发给您的通知内容有误，请以本邮件为准。' },
  'zh-TW': { mark: '更正：', sentence: '更正：此前寄給您的通知內容有誤，請以本郵件為準。' },
  en: {
    mark: 'Correction: ',
    sentence: 'Correction: an earlier message to you was wrong. Please go by this one.',
  },
};

/** The notice marked as a correction of an earlier one, and the email that follows it where it does not arrive. */
export function asCorrection(notice: Notice, sender: Sender): Notice {
  const { mark, sentence } = words[notice.language];
  return reworded(notice, sender, {
    sms: (text) => `${mark}${text}`,
    subject: (subject) => `${mark}${subject}`,
    text: (text) => `${sentence}\n\n${text}`,
  });
}

/** The same without the mark: of a correction whose earlier message, as has turned out, never arrived. */
export function withoutCorrection(notice: Notice, sender: Sender): Notice {
  const { mark, sentence } = words[notice.language];
  const without = (start: string) => (text: string) =>
    text.startsWith(start) ? text.slice(start.length) : text;
  return reworded(notice, sender, {
    sms: without(mark),
    subject: without(mark),
    text: without(`${sentence}\n\n`),
  });
}

type Rewording = Readonly<Record<'sms' | 'subject' | 'text', (text: string) => string>>;

function reworded(notice: Notice, sender: Sender, { sms, subject, text }: Rewording): Notice {
  if (notice.channel === 'email') {
    return { ...notice, subject: subject(notice.subject ?? ''), text: text(notice.text) };
  }
  // The sender's name stays in front: networks in China refuse an SMS without it.
  const signature = wordings[notice.language].signSms(plainText(companyName(sender, notice.language)), '');
  const body = notice.text.startsWith(signature)
    ? `${signature}${sms(notice.text.slice(signature.length))}`
    : sms(notice.text);
  const { instead } = notice;
  return {
    ...notice,
    text: body,
    segments: smsLength(body).segments,
    ...(instead
      ? { instead: { to: instead.to, subject: subject(instead.subject), text: text(instead.text) } }
      : {}),
  };
}
