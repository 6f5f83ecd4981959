import type { MailToSend, SendOutcome, SmsToSend } from '../../functions/src/ports';
import type { Channel } from '../../functions/src/rules/notice';
import { type Listed, type Listing, providerList } from './provider-list';

/**
 * What the provider does with the next request. `late` takes the message, and answers only when it is let go; `breaks`
 * takes it and makes its adapter throw. `busy, late` says only when it is let go that it has not taken it. `too many`
 * and `day full` are about the channel: a 429 that wishes for no pause, and a quota of SMS or SMTP.
 */
export const moods = [
  'accepts',
  'refuses',
  'busy',
  'busy, late',
  'too many',
  'day full',
  'full',
  'silent',
  'silent, taken',
  'late',
  'breaks',
] as const;
/** `never left`: the provider took an SMS, and says later that it could not be sent for now. */
export const ends = ['delivered', 'undelivered', 'never left'] as const;
export type Mood = {
  readonly mood: (typeof moods)[number];
  readonly end: (typeof ends)[number];
  /** So long after it is taken an SMS appears in the provider's list. */
  readonly lagSeconds: number;
};

/** A message that the provider took, and what becomes of it; an email that does not arrive comes back. */
export type Taken = {
  readonly noticeId: string;
  readonly channel: Channel;
  readonly to: string;
  readonly text: string;
  readonly sid: string;
  readonly end: Mood['end'];
  readonly takenAt: Date;
  readonly lagSeconds: number;
};
/** What the provider was asked for, and whether its answer says that nothing has left. */
export type Request = {
  readonly noticeId: string;
  readonly channel: Channel;
  readonly to: string;
  readonly text: string;
  sure: boolean;
  taken: Taken | undefined;
};

/** It has left, or, where nobody but the recipient can tell (SMTP keeps no list), it may have. */
export function mayHaveLeft({ channel, sure, taken }: Request): boolean {
  return channel === 'sms' ? hasLeft(taken) : !sure;
}

export function hasLeft(taken: Taken | undefined): boolean {
  return taken !== undefined && taken.end !== 'never left';
}

const busyFor = 600;
const neverLeft = '30001';

const passing: Readonly<Partial<Record<Mood['mood'], Readonly<Record<Channel, SendOutcome>>>>> = {
  busy: both({ outcome: 'passing', code: '20429', retryAfterSeconds: busyFor, channel: 'too-many' }),
  'busy, late': both({ outcome: 'passing', code: '20429', retryAfterSeconds: busyFor, channel: 'too-many' }),
  'too many': both({ outcome: 'passing', code: '20429', channel: 'too-many' }),
  'day full': {
    sms: { outcome: 'passing', code: '63038', channel: 'day-full' },
    email: { outcome: 'passing', code: '550 5.4.5', channel: 'day-full' },
  },
  full: both({ outcome: 'passing', code: '552 5.2.2' }),
};

function both(outcome: SendOutcome): Readonly<Record<Channel, SendOutcome>> {
  return { sms: outcome, email: outcome };
}

/** SMS and mail in one: does as its moods say, accepts when it has none left, and knows what really has left. */
export function moodyProvider(
  now: () => Date,
  onRequest: (request: Request, earlier: readonly Request[]) => void,
) {
  const waiting: Mood[] = [];
  const taken: Taken[] = [];
  const requests: Request[] = [];
  const stopped = new Set<string>();
  let listing: Listing = 'whole';
  let letGo: (() => void)[] = [];
  let tellStuck: () => void = () => undefined;

  const held = () =>
    new Promise<void>((resolve) => {
      letGo.push(resolve);
      tellStuck();
    });

  const sender =
    (channel: Channel) =>
    async (message: SmsToSend | MailToSend): Promise<SendOutcome> => {
      const { noticeId, to } = message;
      const text = 'body' in message ? message.body : `${message.subject}\n${message.text}`;
      const request: Request = { noticeId, channel, to, text, sure: false, taken: undefined };
      onRequest(request, [...requests]);
      requests.push(request);
      const next = waiting.shift() ?? { mood: 'accepts', end: 'delivered', lagSeconds: 0 };
      const { mood, lagSeconds } = next;
      // Whoever runs at the same time gets a turn.
      await new Promise((resolve) => setImmediate(resolve));
      const nothing = <T extends SendOutcome>(outcome: T): T => {
        request.sure = true;
        return outcome;
      };
      if (stopped.has(to)) return nothing({ outcome: 'permanent', code: '21610', reason: 'opted-out' });
      if (mood === 'refuses') return nothing({ outcome: 'permanent', code: '21211', reason: 'bad-number' });
      if (mood === 'busy, late') await held();
      const passes = passing[mood]?.[channel];
      if (passes) return nothing(passes);
      if (mood === 'silent') return { outcome: 'unknown', code: 'ECONNABORTED' };
      const end = channel === 'email' && next.end === 'never left' ? 'delivered' : next.end;
      const sid = `SM${taken.length + 1}`;
      request.taken = { noticeId, channel, to, text, sid, end, takenAt: now(), lagSeconds };
      taken.push(request.taken);
      if (mood === 'silent, taken') return { outcome: 'unknown', code: 'ECONNABORTED' };
      if (mood === 'breaks') throw new Error('the adapter has a fault');
      if (mood === 'late') await held();
      return { outcome: 'accepted', providerId: sid };
    };

  const listed = (): readonly Listed[] =>
    taken
      .filter(({ channel }) => channel === 'sms')
      .map(({ sid, ...one }) => ({ ...one, providerId: sid, ...statusOf(one.end) }));
  return {
    sms: { send: sender('sms'), ...providerList({ taken: listed, now, listing: () => listing }) },
    mail: { send: sender('email') },
    /** All that it took, whether or not it left. */
    taken: taken as readonly Taken[],
    requests: requests as readonly Request[],
    /** Whether every answer about a notice said that nothing has left. */
    isSure: (id: string) => requests.every(({ noticeId, sure }) => sure || noticeId !== id),
    be: (next: readonly Mood[], how: Listing = 'whole') => {
      waiting.length = 0;
      waiting.push(...next);
      listing = how;
    },
    /** It keeps its own list of those who answered STOP. */
    hearChoice: (phone: string, wants: 'no-more' | 'again') => {
      if (wants === 'no-more') stopped.add(phone);
      else stopped.delete(phone);
    },
    /** Resolves when a request begins to wait for its answer. */
    stuck: () =>
      new Promise<void>((resolve) => {
        tellStuck = resolve;
      }),
    letGo: () => {
      for (const go of letGo) go();
      letGo = [];
    },
  };
}

/** The provider's words for that end. */
export function statusOf(end: Mood['end']): { readonly status: string; readonly errorCode?: string } {
  return end === 'never left' ? { status: 'failed', errorCode: neverLeft } : { status: end };
}
