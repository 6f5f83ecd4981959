import type { Language } from '../forms/label';
import { showDueTime } from '../forms/time-left';
import { localTime } from './local-time';
import { type Channel, type Notice, type NoticeReason, type NoticeState, otherChannel } from './notice';
import type { InsteadStand, Stopped } from './notice-standing';
import { noticeWordsEn } from './notice-texts-en';
import type { NoticeWords, OurClock, WaitsFor } from './notice-texts-wording';
import { noticeWordsZhCn } from './notice-texts-zh-cn';
import { noticeWordsZhTw } from './notice-texts-zh-tw';
import type { ClockThere } from './quiet-end';

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
  /** Of one that did not arrive: what became of that on the other channel in its place (`rules/told-instead`). */
  readonly inItsPlace?: InsteadStand | undefined;
  /** Kept back by a rehearsal from whom something had been sent before. */
  readonly stopped?: Stopped | undefined;
  /** Why it waits until `dueAt`, where that is known. */
  readonly waitsFor?: WaitsFor | undefined;
  /** Where it waits for day on other clocks than ours: what these show then. */
  readonly there?: ClockThere | undefined;
  /** Of a correction that has not left: how what it corrects stands. */
  readonly corrects?: NoticeView | undefined;
};

/** `now` is business time (UTC); times are shown in `zone`, with their day where that is not today. */
export type NoticeSaying = { readonly now: string; readonly zone: string; readonly language: Language };

/** Where a notice stands and why, as a clerk would say it: 等待发送（08:00发，免打扰时段）, 发送失败：号码有误，请核对. */
export function noticeStand(notice: NoticeView, saying: NoticeSaying): string {
  const say = words[saying.language];
  const { state, reason, channel, dueAt, waitsFor, there } = notice;
  const trouble = noticeTrouble(notice, saying.language);
  const ahead = timeAhead(dueAt, saying);
  switch (state) {
    case 'pending':
      if (reason === 'passing') return say.triesAgain(ahead);
      return there && ahead ? say.waitsForDay(there, ahead, ourClock(saying)) : say.waits(ahead, waitsFor);
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
      return say.withdrawn;
    case 'suppressed':
      return reason === undefined ? say.suppressed : sentence(trouble);
  }
}

/** Where the notice itself is in order: 对方已退订 is no failure. */
const saidPlainly: readonly (NoticeReason | undefined)[] = [
  'opted-out',
  'no-address',
  'landline',
  'rehearsal',
  'provider-down',
];

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** Why a notice did not arrive, and what was or is to be done about it: 号码有误，请核对. */
export function noticeTrouble(notice: NoticeView, language: Language): string {
  const say = words[language];
  const { state, reason, channel, lookUpAt, stopped } = notice;
  if (stopped) return say.stopped[stopped];
  if (state === 'unknown' && lookUpAt !== undefined) return say.lookingUp;
  const { why, todo } = say.reasons[state === 'unknown' ? 'no-answer' : (reason ?? 'none')];
  const plain = typeof why === 'string' ? why : why[channel];
  const cause = state === 'unknown' ? say.unsure : whyByCode(say, plain, notice);
  return `${cause}${say.comma}${doneAbout(notice, say) ?? todo}`;
}

function doneAbout(notice: NoticeView, say: NoticeWords): string | undefined {
  const { reason, followedBy, inItsPlace, channel } = notice;
  if (reason === 'rehearsal') return undefined;
  if (followedBy !== undefined) return say.followed;
  return inItsPlace && say.instead[otherChannel[channel]][inItsPlace];
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
  const { state, reason, channel, inItsPlace, lookUpAt, dueAt, there } = notice;
  const ahead = timeAhead(dueAt, saying);
  if (reason === 'rehearsal') return short.rehearsal;
  if (reason === 'landline') return short.landline;
  if (inItsPlace === 'left') return short.insteadLeft[otherChannel[channel]];
  // No night is so long that the day need be said.
  if (state === 'pending' && there && ahead)
    return short.pendingForDay(there, ahead.slice(-5), ourClock(saying));
  if (state === 'pending') return short.pending(ahead);
  return state === 'unknown' && lookUpAt !== undefined ? short.lookingUp : short[state];
}

/** The SMS provider's word for a number that can be called, and takes no SMS. */
const noMobile = '21614';

/** A code says nothing of numbers that are wrong and of people who refused: that has been said. */
function whyByCode(say: NoticeWords, why: string, { reason, code, channel }: NoticeView): string {
  const coded = reason === 'not-delivered' || reason === 'refused' || reason === 'gave-up';
  // Of a number that is right, but no mobile, it would be wrong to say that it is wrong.
  if (code === noMobile && reason === 'bad-number') return say.codes[code] ?? why;
  if (code === undefined || !coded) return why;
  // Mail servers answer with their three figures before it.
  const word = code.replace(/^\d{3} /, '');
  const said = say.codes[word] ?? say.codes[word.replace(/^([45]\.\d+)\.\d+$/, '$1.x')];
  if (said === undefined) return `${why}${say.code(code)}`;
  // That an email came back is news to whoever has read that it was sent.
  return channel === 'email' && reason === 'not-delivered' ? `${why}${say.colon}${said}` : said;
}

function ourClock({ zone }: NoticeSaying): OurClock {
  return zone === 'Asia/Shanghai' ? 'beijing' : 'other';
}

/** `08:00`, with the day unless that is today; undefined for what has come. */
function timeAhead(at: string, { now, zone }: NoticeSaying): string | undefined {
  if (at <= now) return undefined;
  const [local = '', today = ''] = [localTime(at, zone), localTime(now, zone)];
  const isToday = local.slice(0, 10) === today.slice(0, 10);
  return isToday ? local.slice(11) : showDueTime(local);
}
