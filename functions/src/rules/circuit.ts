import { z } from 'zod';
import type { SendOutcome } from './send-outcome';

/** Of a notice among those that are due. */
const placeSchema = z.object({ dueAt: z.string(), id: z.string() });
export type DuePlace = z.infer<typeof placeSchema>;

/** How a channel's provider has answered lately: stored, so that every run knows. */
export const circuitSchema = z.object({
  /** Faults of the channel in a row; 0 after any answer. */
  failures: z.number(),
  /** Machine time (UTC) until which the channel is left alone. */
  openUntil: z.string().optional(),
  /** How often it has been too much for the provider since it last took something (`rest`). */
  refusals: z.number().optional(),
  /** Machine time (UTC) until which the provider is not asked, because it was too much. */
  restUntil: z.string().optional(),
  /** It takes no more for today. */
  dayFull: z.boolean().optional(),
  /** As far as what waits for it has been looked through for what has waited too long (`give-up-behind`). */
  lookedThrough: placeSchema.optional(),
  /** The provider's word for what is wrong, where something is. */
  code: z.string().optional(),
});
export type Circuit = z.infer<typeof circuitSchema>;

export const closed: Circuit = { failures: 0 };
const toleratedFaults = 5;
const longestMinutes = 15;

/** `open`: nothing is sent. `half-open`: one notice may try whether the provider is back. */
export type Standing = 'closed' | 'open' | 'half-open';

export function standing({ failures, openUntil = '' }: Circuit, machineNow: Date): Standing {
  if (failures < toleratedFaults) return 'closed';
  return Date.parse(openUntil) > machineNow.getTime() ? 'open' : 'half-open';
}

/**
 * One fault more. The fifth leaves the channel alone for a minute; each further one, of the notice that then tries, for
 * twice as long, up to a quarter of an hour. Faults of what was still under way when it was opened say nothing new.
 * @param code the provider's word for it, where there is one
 */
export function afterFault(circuit: Circuit, code: string | undefined, machineNow: Date): Circuit {
  if (standing(circuit, machineNow) === 'open') return circuit;
  const failures = circuit.failures + 1;
  const next = { ...circuit, failures, ...(code === undefined ? {} : { code }) };
  if (failures < toleratedFaults) return next;
  const minutes = Math.min(2 ** (failures - toleratedFaults), longestMinutes);
  return { ...next, openUntil: new Date(machineNow.getTime() + minutes * 60_000).toISOString() };
}

/**
 * The provider has told by itself that it lets us do nothing: no five notices need learn it. One more fault where it was
 * left alone before.
 */
export function afterShutOut(circuit: Circuit, code: string, machineNow: Date): Circuit {
  if (standing(circuit, machineNow) === 'open') return circuit;
  return afterFault(
    { ...circuit, failures: Math.max(circuit.failures, toleratedFaults - 1) },
    code,
    machineNow,
  );
}

/** It is there, whatever it says: nothing is left of its faults. */
export function afterAnswer(circuit: Circuit): Circuit {
  if (circuit.failures === 0) return circuit;
  const { openUntil: _openUntil, lookedThrough: _lookedThrough, code, ...rest } = circuit;
  return { ...rest, failures: 0, ...(code !== undefined && rest.refusals ? { code } : {}) };
}

/**
 * What a send says of the provider. `taken`: it took the message. `answer`: it is there, and refused this message.
 * `too-much`: it is there, and wishes to be asked less. `fault`: no connection, no answer, a server error, or it lets us
 * do nothing at all. `nothing`: our own refusal, before anybody was asked. Providers' codes are numbers, those of the
 * system and of the libraries begin with E (ECONNREFUSED, ETIMEDOUT).
 */
export function saysOfProvider(result: SendOutcome): 'taken' | 'answer' | 'too-much' | 'fault' | 'nothing' {
  if (result.outcome === 'accepted') return 'taken';
  if (result.outcome === 'unknown') return 'fault';
  if (result.outcome === 'passing') {
    if (result.channel === 'shut-out') return 'fault';
    if (result.channel !== undefined || result.retryAfterSeconds !== undefined) return 'too-much';
  }
  if (/^\d/.test(result.code)) return 'answer';
  return result.outcome === 'passing' && /^E[A-Z]/.test(result.code) ? 'fault' : 'nothing';
}
