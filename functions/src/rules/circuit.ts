import { z } from 'zod';
import type { SendOutcome } from './delivery';

/** How a channel's provider has answered lately: stored, so that every run knows. */
export const circuitSchema = z.object({
  /** Faults of the connection in a row; 0 after any answer. */
  failures: z.number(),
  /** Machine time (UTC) until which the channel is left alone. */
  openUntil: z.string().optional(),
  /** Machine time (UTC) until which the provider wishes not to be asked (429 with Retry-After). */
  restUntil: z.string().optional(),
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
 */
export function afterFault(circuit: Circuit, machineNow: Date): Circuit {
  if (standing(circuit, machineNow) === 'open') return circuit;
  const failures = circuit.failures + 1;
  if (failures < toleratedFaults) return { ...circuit, failures };
  const minutes = Math.min(2 ** (failures - toleratedFaults), longestMinutes);
  return { ...circuit, failures, openUntil: new Date(machineNow.getTime() + minutes * 60_000).toISOString() };
}

/**
 * What a send says of the provider. `fault`: no connection, no answer, or a server error. `answer`: it is there, even
 * if it refused. `nothing`: our own refusal, before anybody was asked. Providers' codes are numbers, those of the system
 * and of the libraries begin with E (ECONNREFUSED, ETIMEDOUT).
 */
export function saysOfProvider(result: SendOutcome): 'answer' | 'fault' | 'nothing' {
  if (result.outcome === 'accepted') return 'answer';
  if (result.outcome === 'unknown') return 'fault';
  if (/^\d/.test(result.code)) return 'answer';
  return result.outcome === 'passing' && /^E[A-Z]/.test(result.code) ? 'fault' : 'nothing';
}
