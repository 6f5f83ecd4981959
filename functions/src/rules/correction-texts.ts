import type { Language } from '../forms/label';
import { changedNames } from './changed-names';
import type { ChangedThings } from './changed-things';
import { companyName, type Sender } from './company-name';
import { plainText } from './message-facts';
import { wordings } from './message-wording';
import { type Channel, type Notice, otherChannel } from './notice';
import { smsLength } from './sms-segments';

/**
 * `mark` begins a subject, and an SMS that does not say what has changed; an email's first sentence says more. `naming`
 * and `sentenceNaming` say the same with what has changed.
 */
type Words = {
  readonly mark: string;
  readonly sentence: string;
  readonly separator: string;
  readonly naming: (things: string) => string;
  readonly sentenceNaming: (things: string) => string;
};

const words: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    mark: '更正：',
    sentence: '更正：此前发给您的通知内容有误，请以本邮件为准。',
    separator: '、',
    naming: (things) => `更正：${things}有变。`,
    sentenceNaming: (things) => `更正：此前发给您的通知中，${things}有变，请以本邮件为准。`,
  },
  'zh-TW': {
    mark: '更正：',
    sentence: '更正：此前寄給您的通知內容有誤，請以本郵件為準。',
    separator: '、',
    naming: (things) => `更正：${things}有變。`,
    sentenceNaming: (things) => `更正：此前寄給您的通知中，${things}有變，請以本郵件為準。`,
  },
  en: {
    mark: 'Correction: ',
    sentence: 'Correction: an earlier message to you was wrong. Please go by this one.',
    separator: ', ',
    naming: (things) => `Correction (${things}): `,
    sentenceNaming: (things) =>
      `Correction (${things}): an earlier message to you was wrong. Please go by this one.`,
  },
};

const nothingNamed: ChangedThings = { sms: [], email: [] };

/**
 * The notice marked as a correction of an earlier one, and what follows it on the other channel where it does not arrive.
 * Both say what has changed, as far as it is named; an SMS only where that costs no segment.
 */
export function asCorrection(notice: Notice, sender: Sender, changed: ChangedThings = nothingNamed): Notice {
  const { mark, sentence, separator, naming, sentenceNaming } = words[notice.language];
  const email = changed.email.length > 0 ? sentenceNaming(changed.email.join(separator)) : sentence;
  const marked = (start: string) =>
    reworded(notice, sender, {
      sms: (text) => `${start}${text}`,
      subject: (subject) => `${mark}${subject}`,
      text: (text) => `${email}\n\n${text}`,
    });
  const plain = marked(mark);
  const named = changed.sms.length > 0 ? marked(naming(changed.sms.join(separator))) : plain;
  return smsSegments(named) > smsSegments(plain) ? plain : named;
}

/** Of the SMS that it is, or that follows it. */
function smsSegments({ channel, segments, instead }: Notice): number {
  return channel === 'email' && instead ? smsLength(instead.text).segments : segments;
}

/** The same without the mark: of a correction whose earlier message, as has turned out, never arrived. */
export function withoutCorrection(notice: Notice, sender: Sender): Notice {
  const { language } = notice;
  const { mark, sentence, naming, sentenceNaming } = words[language];
  const without = (plain: string, named?: RegExp) => (text: string) => {
    const rest = named ? text.replace(named, '') : text;
    return rest === text && text.startsWith(plain) ? text.slice(plain.length) : rest;
  };
  return reworded(notice, sender, {
    sms: without(mark, startOf(language, naming)),
    subject: without(mark),
    text: without(
      `${sentence}\n\n`,
      startOf(language, (things) => `${sentenceNaming(things)}\n\n`),
    ),
  });
}

/** The same without saying what has changed: what that was compared with has, as has turned out, not arrived. */
export function asPlainCorrection(notice: Notice, sender: Sender): Notice {
  const plain = withoutCorrection(notice, sender);
  return plain.text === notice.text ? notice : asCorrection(plain, sender);
}

/** How a marked text begins, whatever it names. */
function startOf(language: Language, naming: (things: string) => string): RegExp {
  const name = `(?:${Object.values(changedNames)
    .map((label) => literally(label[language]))
    .join('|')})`;
  const [before = '', after = ''] = naming('\0').split('\0');
  return new RegExp(
    `^${literally(before)}${name}(?:${words[language].separator}${name})*${literally(after)}`,
  );
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

type Worded = { readonly subject?: string | undefined; readonly text: string };
type Rewording = Readonly<Record<'sms' | 'subject' | 'text', (text: string) => string>>;

function reworded(notice: Notice, sender: Sender, { sms, subject, text }: Rewording): Notice {
  // The sender's name stays in front: networks in China refuse an SMS without it.
  const signature = wordings[notice.language].signSms(plainText(companyName(sender, notice.language)), '');
  const signed = (body: string) =>
    body.startsWith(signature) ? `${signature}${sms(body.slice(signature.length))}` : sms(body);
  const worded = <Part extends Worded>(channel: Channel, part: Part): Part => ({
    ...part,
    ...(part.subject === undefined ? {} : { subject: subject(part.subject) }),
    text: channel === 'sms' ? signed(part.text) : text(part.text),
  });
  const { channel, instead } = notice;
  const after = worded(channel, notice);
  return {
    ...after,
    ...(channel === 'sms' ? { segments: smsLength(after.text).segments } : {}),
    ...(instead ? { instead: worded(otherChannel[channel], instead) } : {}),
  };
}
