import type { Channel, Notice, NoticeState } from '../../functions/src/rules/notice';
import { hasLeft, type Taken } from './moody-provider';
import type { Happening } from './outbox-happenings';

const ended: readonly NoticeState[] = ['delivered', 'undelivered', 'failed'];
const notLeft: readonly NoticeState[] = ['pending', 'failed', 'withdrawn', 'suppressed'];
const wishes: readonly Happening['kind'][] = ['correct', 'ship', 'resend', 'answer'];

export type Known = {
  readonly taken: readonly Taken[];
  /** Whether every answer about a notice said that nothing has left. */
  readonly isSure: (id: string) => boolean;
  /** Whether they ever did, by their address in small letters. */
  readonly everRefused: (address: string) => boolean;
};

/** What is wrong with the notices as something that happened has left them. */
export function faultsOfStored(
  before: ReadonlyMap<string, Notice>,
  now: ReadonlyMap<string, Notice>,
  happened: Happening['kind'],
  known: Known,
): readonly string[] {
  const left = new Map<string, Taken[]>();
  for (const one of known.taken.filter(hasLeft)) {
    for (const key of [one.noticeId, sayingOf(one.channel, one.to, one.text)])
      left.set(key, [...(left.get(key) ?? []), one]);
  }
  const saying = new Map<string, number>();
  for (const notice of now.values()) {
    const key = sayingOf(notice.channel, notice.to, textOf(notice));
    saying.set(key, (saying.get(key) ?? 0) + 1);
  }
  const taken = new Set(known.taken.map(({ noticeId }) => noticeId));
  return [
    ...[...before.values()].flatMap((was) => moved(was, now.get(was.id), happened, left, known)),
    ...[...now.values()].flatMap((notice) => standing(notice, now, { left, saying, taken }, known)),
  ];
}

/** As its provider is asked for it. */
export function textOf({ channel, subject, text }: Notice): string {
  return channel === 'sms' ? text : `${subject}\n${text}`;
}

/** Of two SMS that say the same to one number nobody can tell which is which: what is heard of one may be taken for the other's. */
function sayingOf(channel: Channel, to: string, text: string): string {
  return `${channel} ${to} ${text}`;
}

function moved(
  { id, state, channel }: Notice,
  after: Notice | undefined,
  happened: Happening['kind'],
  left: ReadonlyMap<string, readonly Taken[]>,
  { isSure }: Known,
): string[] {
  if (!after) return [`${id} was ${state} and is gone`];
  const is = after.state;
  const isPutAside = state === 'withdrawn' || state === 'suppressed';
  const isOver = ended.includes(state) || (isPutAside && !wishes.includes(happened));
  if (isOver && is !== state) return [`${id} was ${state} and became ${is}`];
  const isSafe = channel === 'sms' ? !left.has(id) : isSure(id);
  const isSentAgain = state === 'unknown' && ['pending', 'sending'].includes(is);
  return isSentAgain && !isSafe ? [`${id} was unknown and is to be sent again`] : [];
}

function standing(
  notice: Notice,
  now: ReadonlyMap<string, Notice>,
  sent: {
    readonly left: ReadonlyMap<string, readonly Taken[]>;
    readonly saying: ReadonlyMap<string, number>;
    readonly taken: ReadonlySet<string>;
  },
  { everRefused }: Known,
): string[] {
  const { id, state, reason, channel, to, followedBy } = notice;
  const key = sayingOf(channel, to, textOf(notice));
  const same = sent.saying.get(key) ?? 1;
  const own = sent.left.get(id) ?? [];
  const left = same > 1 ? (sent.left.get(key) ?? []) : own;
  const faults: string[] = [];
  const fault = (is: boolean, what: string) => is && faults.push(`${id} ${what}`);
  fault(now.get(followedBy ?? '')?.state === 'withdrawn', 'is followed by what is withdrawn');
  fault(left.length > same, `received ${left.length} times`);
  fault(state === 'accepted' && same < 2 && !sent.taken.has(id), 'is accepted and was never taken');
  fault(
    (state === 'delivered' || state === 'undelivered') && left.length === 0,
    `is ${state} and has never left`,
  );
  fault(notLeft.includes(state) && same < 2 && left.length > 0, `is ${state} and has left`);
  const [mine] = own;
  fault(
    ended.includes(state) && same < 2 && mine !== undefined && mine.end !== state,
    `is ${state} and was ${mine?.end}`,
  );
  fault(
    state === 'suppressed' && reason === 'opted-out' && !everRefused(to.toLowerCase()),
    `is suppressed, and ${to} never refused`,
  );
  return faults;
}
