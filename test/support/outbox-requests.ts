import { localTime } from '../../functions/src/rules/local-time';
import type { Notice, NoticeState } from '../../functions/src/rules/notice';
import { mayHaveLeft, type Request } from './moody-provider';
import { dealers } from './outbox-happenings';
import { textOf } from './outbox-stored';

/** What the world looks like when the provider is asked for a message. */
export type Asked = {
  /** Business time (UTC). */
  readonly at: string;
  readonly notices: ReadonlyMap<string, Notice>;
  /** Whom the orders, as they are now, want to be told, by slot. */
  readonly wanted: ReadonlyMap<string, string>;
  readonly refused: (address: string) => boolean;
  readonly isRehearsal: boolean;
  /** Notices that a clerk had sent again knowing that the earlier one may have left. */
  readonly atRisk: ReadonlySet<string>;
};

/** Record, kind, recipient and channel. */
export function slotOf(noticeId: string): string {
  return noticeId.split('~').slice(0, 5).join('~');
}

/** Record, kind and recipient. */
export function toldOf(noticeId: string): string {
  return noticeId.split('~').slice(0, 4).join('~');
}
const mark = /更正：(?:[^。：]+有[变變]。)?|Correction(?: \([^)]+\))?: /;

/** America's first and last clocks: who is somewhere between is asleep where one of them says so. */
function clocksOf(to: string): readonly string[] {
  const dealer = dealers.find(({ dealerPhone, dealerEmail }) => dealerPhone === to || dealerEmail === to);
  return dealer?.dealerPhone.startsWith('+1') ? ['America/New_York', 'Pacific/Honolulu'] : ['Asia/Shanghai'];
}

function isLost(notice: Notice | undefined): boolean {
  return notice?.state === 'undelivered' || notice?.state === 'failed';
}

/** What is wrong with asking for this message, after all that was asked for earlier. */
export function faultsOf(
  { noticeId, to, text }: Request,
  earlier: readonly Request[],
  { at, notices, wanted, refused, isRehearsal, atRisk }: Asked,
): readonly string[] {
  const faults: string[] = [];
  const fault = (is: boolean | undefined, what: string) => is && faults.push(`${noticeId} ${what} at ${at}`);
  const notice = notices.get(noticeId);
  const { follows } = notice ?? {};
  const same = earlier.filter((one) => one.noticeId === noticeId);
  const others = earlier.filter(
    (one) => one.noticeId !== noticeId && toldOf(one.noticeId) === toldOf(noticeId),
  );
  const followed = follows && notices.get(follows.id);

  for (const zone of clocksOf(to)) {
    const time = localTime(at, zone)?.slice(11) ?? '';
    fault(time < '08:00' || time >= '21:00', `sent in quiet hours (${zone})`);
  }
  fault(noticeId.includes('~dealer~') && refused(to.toLowerCase()), `sent to ${to}, who has refused`);
  fault(isRehearsal, 'sent in a rehearsal');
  const saying = earlier.filter((one) => one.to === to && one.text === text);
  const asked = [...notices.values()].filter((one) => one.to === to && textOf(one) === text).length;
  // Of two that say the same to one number what is heard of one may be taken for the other's.
  const isDouble = asked > 1 ? saying.filter(mayHaveLeft).length >= asked : same.some(mayHaveLeft);
  fault(same.length > 0 && isDouble, 'sent again although it may have left');
  const [, first] = /^(.*)~(?:email-after-sms|sms-after-email)$/.exec(noticeId) ?? [];
  fault(first !== undefined && !isLost(notices.get(first)), `sent although ${first} may arrive`);
  fault(
    first === undefined && same.length === 0 && wanted.get(slotOf(noticeId)) !== to,
    `sent to ${to}, which nobody wants any more`,
  );
  fault(notice?.followedBy !== undefined, 'sent although another one follows it');
  const mayKnow = others.filter(mayHaveLeft);
  // Whoever died before it asked the provider has left what may have left, for all that is known.
  const isUnsure = [...notices.values()].some(
    ({ id, state }) =>
      id !== noticeId && toldOf(id) === toldOf(noticeId) && (state === 'unknown' || state === 'sending'),
  );
  fault(mark.test(text) && others.length === 0 && !isUnsure, 'sent as a correction of nothing');
  const last = mayKnow.findLast((one) => one.to === to);
  fault(follows?.why !== 'resend' && last?.text === text, 'says the same once more');
  fault(
    follows?.why === 'resend' &&
      !atRisk.has(noticeId) &&
      !isLost(followed) &&
      followed?.state !== 'suppressed',
    'sent again although the earlier one may have left',
  );
  return faults;
}

const mayBeKnown: readonly NoticeState[] = ['sending', 'accepted', 'delivered', 'unknown'];
const sixDaysMs = 6 * 24 * 3600 * 1000;

/**
 * What waits says what the order says, and who was told something else of late is to be told.
 * @param texts what the order has it say, by each of the templates that there were
 */
export function faultsOfSlot(
  slot: string,
  stored: readonly Notice[],
  to: string,
  texts: readonly string[],
  now: string,
): readonly string[] {
  const chain = stored.filter(({ channel }) => channel === 'sms');
  const [last, ...more] = chain.filter(
    ({ followedBy, state }) => followedBy === undefined && state !== 'withdrawn',
  );
  const isRight = (notice: Notice | undefined) => texts.includes(notice?.text.replace(mark, '') ?? '');
  const isYoung = chain.every(({ createdAt }) => Date.parse(createdAt) > Date.parse(now) - sixDaysMs);
  if (more.length > 0) return [`${slot} has ${more.length + 1} ends`];
  if (last?.state === 'pending')
    // What was under way while it changed, and is to be tried again after days, is old news as it stands.
    return (isRight(last) && last.to === to) || (last.attempts > 0 && !isYoung)
      ? []
      : [`${last.id} waits to say ${last.text}`];
  const known = chain.findLast((notice) => notice.to === to && mayBeKnown.includes(notice.state));
  if (!last || isRight(known)) return [];
  return isYoung && mayBeKnown.includes(last.state) ? [`${last.id} is not corrected: ${last.text}`] : [];
}
