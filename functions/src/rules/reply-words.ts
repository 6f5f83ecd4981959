import { refusalIn } from './refusing-words';

/**
 * What a recipient says by an SMS: no more messages (perhaps with something else that must be read), messages again,
 * goods received in order, a problem, or prose.
 */
export type ReplyMeaning = 'stop' | 'stop-and-text' | 'start' | 'received' | 'problem' | 'text';

/**
 * The English words are those at which Twilio itself stops and starts delivering (twilio.com/docs: "Advanced Opt-Out");
 * TD and T are what SMS in China tell people to answer.
 */
const words: Readonly<Record<Exclude<ReplyMeaning, 'text' | 'stop-and-text'>, readonly string[]>> = {
  stop: [
    ...['退订', '退訂', '取消订阅', '取消訂閱', 'TD', 'T'],
    ...['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'],
  ],
  start: ['恢复', '恢復', '恢复订阅', '恢復訂閱', 'START', 'UNSTOP', 'YES'],
  received: ['1'],
  problem: ['2'],
};
const meanings = new Map<string, ReplyMeaning>([
  ...words.stop.map((word) => [word, 'stop'] as const),
  ...words.start.map((word) => [word, 'start'] as const),
  ...words.received.map((word) => [word, 'received'] as const),
  ...words.problem.map((word) => [word, 'problem'] as const),
]);

/**
 * Only a word that stands alone confirms or allows something; everything else is prose, which people read. Width, case,
 * quotes around the word and a full stop after it don't matter; a question mark does, for `1?` confirms nothing. Who
 * refuses is understood in a sentence too (`refusing-words`).
 */
export function replyMeaning(body: string): ReplyMeaning {
  const word = body
    .normalize('NFKC')
    .replace(/^[\s\p{Cf}\p{Ps}\p{Pi}"']+/u, '')
    .replace(/(?:(?!\?)[\s\p{P}\p{M}\p{Cf}~])+$/u, '')
    .toUpperCase();
  const known = meanings.get(word);
  if (known) return known;
  const refusal = refusalIn(body);
  return refusal === undefined ? 'text' : refusal === 'only' ? 'stop' : 'stop-and-text';
}
