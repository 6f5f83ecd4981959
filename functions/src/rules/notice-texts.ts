import type { Language } from '../forms/label';
import { showDueTime } from '../forms/time-left';
import { localTime } from './local-time';
import type { Channel, Notice, NoticeReason, NoticeState } from './notice';
import type { EmailInstead } from './notice-standing';
import { noticeWordsEn } from './notice-texts-en';
import type { NoticeWords, WaitsFor } from './notice-texts-wording';
import { noticeWordsZhCn } from './notice-texts-zh-cn';
import { noticeWordsZhTw } from './notice-texts-zh-tw';

const words: Readonly<Record<Language, NoticeWords>> = {
  'zh-CN': noticeWordsZhCn,
  'zh-TW': noticeWordsZhTw,
  en: noticeWordsEn,
};

export function noticeWords(language: Language): NoticeWords {
  return words[language];
}

/** 收到订单, 货款到账, 发货 … */
export function kindName(kind: Notice['kind'], language: Language): string {
  return words[language].kinds[kind];
}

/** 经销商, 销售经理, 员工. */
export function recipientName(recipient: Notice['recipient'], language: Language): string {
  return words[language].recipients[recipient];
}

/** 短信, 邮件. */
export function channelName(channel: Channel, language: Language): string {
  return words[language].channels[channel];
}

/** As the tabs, which are in simplified Chinese, name the languages that people are written to in. */
export const languageNames: Readonly<Record<Language, string>> = {
  'zh-CN': '简体中文',
  'zh-TW': '繁体中文',
  en: '英文',
};

/** What is to be known of a notice to say where it stands. A `Notice` is one. */
export type NoticeView = {
  readonly channel: Channel;
  readonly state: NoticeState;
  readonly reason?: NoticeReason | undefined;
  readonly code?: string | undefined;
  /** UTC; of one that waits. */
  readonly dueAt: string;
  /** Set while an unknown one is still looked up in the provider's list. */
  readonly lookUpAt?: string | undefined;
  /** Another of the same occasion (a correction, sent again) has taken its place. */
  readonly followedBy?: string | undefined;
  /** Of an SMS that did not arrive: what became of the email in its place (`rules/email-instead`). */
  readonly email?: EmailInstead | undefined;
  /** Why it waits until `dueAt`, where that is known. */
  readonly waitsFor?: WaitsFor | undefined;
  /** Of a correction that has not left: how what it corrects stands. */
  readonly corrects?: NoticeView | undefined;
};

/** `now` is business time (UTC); times are shown in `zone`, with their day where that is not today. */
export type NoticeSaying = { readonly now: string; readonly zone: string; readonly language: Language };

/** Where a notice stands and why, as a clerk would say it: 等待发送（08:00发，免打扰时段）, 发送失败：号码有误，请核对. */
export function noticeStand(notice: NoticeView, saying: NoticeSaying): string {
  const say = words[saying.language];
  const { state, reason, channel, dueAt, waitsFor } = notice;
  const trouble = noticeTrouble(notice, saying.language);
  switch (state) {
    case 'pending':
      if (reason === 'provider-down') return say.waitsForProvider;
      return reason === 'passing'
        ? say.triesAgain(timeAhead(dueAt, saying))
        : say.waits(timeAhead(dueAt, saying), waitsFor);
    case 'sending':
      return say.sending;
    case 'accepted':
      return say.accepted[channel];
    case 'delivered':
      return say.delivered;
    case 'undelivered':
      return say.undelivered(trouble);
    case 'failed':
      return saidPlainly.includes(reason) ? sentence(trouble) : say.failed(trouble);
    case 'unknown':
      return trouble;
    case 'withdrawn':
      return reason === undefined ? say.withdrawn : sentence(trouble);
    case 'suppressed':
      return reason === undefined ? say.suppressed : sentence(trouble);
  }
}

/** Where the notice itself is in order: 对方已退订 is no failure. */
const saidPlainly: readonly (NoticeReason | undefined)[] = [
  'opted-out',
  'no-address',
  'rehearsal',
  'provider-down',
];

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** Why a notice did not arrive, and what was or is to be done about it: 号码有误，请核对. */
export function noticeTrouble(notice: NoticeView, language: Language): string {
  const say = words[language];
  const { state, reason, code, channel, lookUpAt } = notice;
  if (state === 'unknown' && lookUpAt !== undefined) return say.lookingUp;
  const { why, todo } = say.reasons[state === 'unknown' ? 'no-answer' : (reason ?? 'none')];
  const plain = typeof why === 'string' ? why : why[channel];
  const cause = state === 'unknown' ? say.unsure : whyByCode(say, plain, reason, code);
  return `${cause}${say.comma}${doneAbout(notice, say) ?? todo}`;
}

function doneAbout(notice: NoticeView, say: NoticeWords): string | undefined {
  const { reason, followedBy, email } = notice;
  if (reason === 'rehearsal') return undefined;
  if (followedBy !== undefined) return say.followed;
  return email && say.email[email];
}

/** The same in a word or two, to stand beside others: 已送达, 待发送（08:00）, 已送达，更正待发送（09:26）. */
export function noticeStandShort(notice: NoticeView, saying: NoticeSaying): string {
  const { short, comma } = words[saying.language];
  const { corrects } = notice;
  const stand = inShort(notice, saying);
  return corrects ? `${inShort(corrects, saying)}${comma}${short.correction(stand)}` : stand;
}

function inShort(notice: NoticeView, saying: NoticeSaying): string {
  const { short } = words[saying.language];
  const { state, reason, email, lookUpAt, dueAt } = notice;
  if (reason === 'rehearsal') return short.rehearsal;
  if (email === 'left') return short.emailLeft;
  if (state === 'pending') return short.pending(timeAhead(dueAt, saying));
  return state === 'unknown' && lookUpAt !== undefined ? short.lookingUp : short[state];
}

/** A code says nothing of numbers that are wrong and of people who refused: that has been said. */
function whyByCode(
  say: NoticeWords,
  why: string,
  reason: NoticeReason | undefined,
  code: string | undefined,
): string {
  const coded = reason === 'not-delivered' || reason === 'refused' || reason === 'gave-up';
  if (code === undefined || !coded) return why;
  // Mail servers answer with their three figures before it.
  return say.codes[code.replace(/^\d{3} /, '')] ?? `${why}${say.code(code)}`;
}

/** `08:00`, with the day unless that is today; undefined for what has come. */
function timeAhead(at: string, { now, zone }: NoticeSaying): string | undefined {
  if (at <= now) return undefined;
  const [local = '', today = ''] = [localTime(at, zone), localTime(now, zone)];
  const isToday = local.slice(0, 10) === today.slice(0, 10);
  return isToday ? local.slice(11) : showDueTime(local);
}
