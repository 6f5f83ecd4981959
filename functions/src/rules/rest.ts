import type { Circuit } from './circuit';
import type { SendOutcome } from './send-outcome';

type Refusal = Extract<SendOutcome, { outcome: 'passing' }>;

/** A provider's wish for a longer pause is taken for a mistake: nobody would notice a channel shut for a year. */
export const longestWishSeconds = 900;
const firstSeconds = 5;
const longestSeconds = 300;
const dayFullSeconds = 3600;

/**
 * It was too much for the provider (429, a queue that is full): the channel rests for five seconds, for twice as long each
 * time that follows before anything is taken, up to five minutes; longer where the provider wishes it; an hour where it
 * takes no more for today. Refusals of what was still under way when the rest began make it longer only by such a
 * wish.
 */
export function afterRefusal(
  circuit: Circuit,
  { code, channel, retryAfterSeconds = 0 }: Pick<Refusal, 'code' | 'channel' | 'retryAfterSeconds'>,
  machineNow: Date,
): Circuit {
  const isDayFull = channel === 'day-full';
  const isNew = !isResting(circuit, machineNow) || (isDayFull && !circuit.dayFull);
  const refusals = (circuit.refusals ?? 0) + (isNew ? 1 : 0);
  const own = isDayFull ? dayFullSeconds : Math.min(firstSeconds * 2 ** (refusals - 1), longestSeconds);
  const wished = Math.min(retryAfterSeconds, longestWishSeconds);
  const until = new Date(machineNow.getTime() + Math.max(isNew ? own : 0, wished) * 1000).toISOString();
  if (!isNew && until <= (circuit.restUntil ?? '')) return circuit;
  const { dayFull: _before, ...rest } = circuit;
  return {
    ...rest,
    code,
    refusals,
    restUntil: until,
    ...(isDayFull || (circuit.dayFull && !isNew) ? { dayFull: true } : {}),
  };
}

/** It has taken something: the next rest is a short one again. What left before the rest began says nothing of it. */
export function afterTaken(circuit: Circuit, machineNow: Date): Circuit {
  if (!circuit.refusals || isResting(circuit, machineNow)) return circuit;
  return { failures: circuit.failures };
}

export function isResting({ restUntil = '' }: Circuit, machineNow: Date): boolean {
  return Date.parse(restUntil) > machineNow.getTime();
}
