import type { Language } from '../forms/label';
import { mayOptOut } from './contact';
import type { Notice } from './notice';

const lines: Readonly<Record<Language, (link: string) => string>> = {
  'zh-CN': (link) => `退订邮件：${link}`,
  'zh-TW': (link) => `退訂郵件：${link}`,
  en: (link) => `Unsubscribe: ${link}`,
};

/** A notice's text with `said` in place of the link in its last line, by which whoever has it could refuse for them. */
export function withoutUnsubscribeLink(
  { text, language }: Pick<Notice, 'text' | 'language'>,
  said: string,
): string {
  const start = text.lastIndexOf(`\n${lines[language]('')}`) + 1;
  if (start === 0) return text;
  const end = text.indexOf('\n', start);
  return `${text.slice(0, start)}${lines[language](said)}${end < 0 ? '' : text.slice(end)}`;
}

/**
 * The notice with the line by which a customer may refuse more emails below its email, and below the one that follows
 * an SMS. An SMS gets none: in mainland China one that holds a link is not delivered.
 */
export function withUnsubscribeLine(notice: Notice, linkOf: (email: string) => string): Notice {
  if (!mayOptOut(notice.recipient)) return notice;
  const { channel, to, text, instead } = notice;
  const below = (body: string, email: string) => `${body}\n${lines[notice.language](linkOf(email))}\n`;
  return {
    ...notice,
    ...(channel === 'email' && to !== '' ? { text: below(text, to) } : {}),
    ...(channel === 'sms' && instead
      ? { instead: { ...instead, text: below(instead.text, instead.to) } }
      : {}),
  };
}
