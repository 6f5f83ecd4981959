/** What a recipient says by an SMS: no more messages, messages again, goods received in order, a problem, or prose. */
export type ReplyMeaning = 'stop' | 'start' | 'received' | 'problem' | 'text';

/**
 * The English words are those at which Twilio itself stops and starts delivering (twilio.com/docs: "Advanced Opt-Out");
 * TD and T are what SMS in China tell people to answer.
 */
const words: Readonly<Record<Exclude<ReplyMeaning, 'text'>, readonly string[]>> = {
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
 * Only a word that stands alone means something; everything else is prose, which people read. Width, case, quotes around
 * the word and a full stop after it don't matter; a question mark does, for `1?` confirms nothing.
 */
export function replyMeaning(body: string): ReplyMeaning {
  const word = body
    .normalize('NFKC')
    .replace(/^[\s\p{Cf}\p{Ps}\p{Pi}"']+/u, '')
    .replace(/(?:(?!\?)[\s\p{P}\p{M}\p{Cf}~])+$/u, '')
    .toUpperCase();
  return meanings.get(word) ?? 'text';
}
