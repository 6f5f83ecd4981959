import { namesRefusal, refusalIn } from './refusing-words';
import { numberIn } from './reply-number';

/**
 * What a recipient says by an SMS: no more messages (perhaps with something else that must be read), messages again,
 * goods received in order, a problem, or prose.
 */
export type ReplyMeaning = 'stop' | 'stop-and-text' | 'start' | 'received' | 'problem' | 'text';

/**
 * “Cancel” stops messages at the provider, but may be about the order, as “end” and “quit” may. The English words are those at which Twilio itself stops and starts delivering (twilio.com/docs: "Advanced Opt-Out");
 * TD and T are what SMS in China tell people to answer.
 */
const words: Readonly<Record<Exclude<ReplyMeaning, 'text' | 'received' | 'problem'>, readonly string[]>> = {
  stop: [
    ...['退订', '退訂', '取消订阅', '取消訂閱', 'TD', 'T'],
    ...['STOP', 'STOPALL', 'UNSUBSCRIBE', 'REVOKE', 'OPTOUT'],
  ],
  'stop-and-text': ['CANCEL', 'END', 'QUIT'],
  start: ['恢复', '恢復', '恢复订阅', '恢復訂閱', 'START', 'UNSTOP', 'YES'],
};
const meanings = new Map<string, ReplyMeaning>([
  ...words.stop.map((word) => [word, 'stop'] as const),
  ...words['stop-and-text'].map((word) => [word, 'stop-and-text'] as const),
  ...words.start.map((word) => [word, 'start'] as const),
]);

/**
 * A word that allows something must stand alone; anything else is prose, which people read. Width, case, quotes around
 * the word and a full stop after it don't matter; a question mark does. Who refuses is understood in a sentence too
 * (`refusing-words`), a “1” or “2” among polite words (`reply-number`); what refuses wins over a number.
 */
export function replyMeaning(body: string): ReplyMeaning {
  const word = body
    .normalize('NFKC')
    .replace(/^[\s\p{Cf}\p{Ps}\p{Pi}"']+/u, '')
    .replace(/(?:(?![?%#&@*/\\])[\s\p{P}\p{M}\p{Cf}~])+$/u, '')
    .toUpperCase();
  const known = meanings.get(word);
  if (known) return known;
  const refusal = refusalIn(body);
  if (refusal !== undefined) return refusal === 'only' ? 'stop' : 'stop-and-text';
  return namesRefusal(body) ? 'text' : (numberIn(body)?.says ?? 'text');
}
