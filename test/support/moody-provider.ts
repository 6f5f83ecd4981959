import type { MailToSend, SendOutcome, SmsToSend } from '../../functions/src/ports';
import type { Channel } from '../../functions/src/rules/notice';

/**
 * What the provider does with the next request. `late` takes the message, and answers only when it is let go; `breaks`
 * takes it and makes its adapter throw. `busy, late` says only when it is let go that it has not taken it.
 */
export const moods = [
  'accepts',
  'refuses',
  'busy',
  'busy, late',
  'silent',
  'silent, taken',
  'late',
  'breaks',
] as const;
export type Mood = { readonly mood: (typeof moods)[number]; readonly end: 'delivered' | 'undelivered' };

/** A message that has left, and what becomes of it. */
type Left = {
  readonly noticeId: string;
  readonly channel: Channel;
  readonly to: string;
  readonly text: string;
  readonly sid: string;
  readonly end: Mood['end'];
};
/** What the provider was asked for, and whether its answer says that nothing has left. */
export type Request = {
  readonly noticeId: string;
  readonly channel: Channel;
  readonly to: string;
  readonly text: string;
  sure: boolean;
};

const busyFor = 600;

/** SMS and mail in one: does as its moods say, accepts when it has none left, and knows what really has left. */
export function moodyProvider(onRequest: (request: Request, earlier: readonly Request[]) => void) {
  const waiting: Mood[] = [];
  const left: Left[] = [];
  const requests: Request[] = [];
  const stopped = new Set<string>();
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
      const request: Request = { noticeId, channel, to, text, sure: false };
      onRequest(request, [...requests]);
      requests.push(request);
      const { mood, end } = waiting.shift() ?? { mood: 'accepts', end: 'delivered' };
      // Whoever runs at the same time gets a turn.
      await new Promise((resolve) => setImmediate(resolve));
      const nothing = <T extends SendOutcome>(outcome: T): T => {
        request.sure = true;
        return outcome;
      };
      if (stopped.has(to)) return nothing({ outcome: 'permanent', code: '21610', reason: 'opted-out' });
      if (mood === 'refuses') return nothing({ outcome: 'permanent', code: '21211', reason: 'bad-number' });
      if (mood === 'busy, late') await held();
      if (mood.startsWith('busy'))
        return nothing({ outcome: 'passing', code: '20429', retryAfterSeconds: busyFor });
      if (mood === 'silent') return { outcome: 'unknown', code: 'ECONNABORTED' };
      const sid = `SM${left.length + 1}`;
      left.push({ noticeId, channel, to, text, sid, end });
      if (mood === 'silent, taken') return { outcome: 'unknown', code: 'ECONNABORTED' };
      if (mood === 'breaks') throw new Error('the adapter has a fault');
      if (mood === 'late') await held();
      return { outcome: 'accepted', providerId: sid };
    };

  return {
    sms: { send: sender('sms') },
    mail: { send: sender('email') },
    left: left as readonly Left[],
    /** Whether every answer about a notice said that nothing has left. */
    isSure: (id: string) => requests.every(({ noticeId, sure }) => sure || noticeId !== id),
    be: (next: readonly Mood[]) => {
      waiting.length = 0;
      waiting.push(...next);
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
