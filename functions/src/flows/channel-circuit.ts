import { log } from '../log';
import type { DocumentPath, Services, StoredDocument } from '../ports';
import {
  afterAnswer,
  afterFault,
  type Circuit,
  circuitSchema,
  closed,
  saysOfProvider,
  standing,
} from '../rules/circuit';
import type { Channel } from '../rules/notice';
import { afterRefusal, afterTaken } from '../rules/rest';
import type { SendOutcome } from '../rules/send-outcome';

export function circuitPath(channel: Channel): DocumentPath {
  return `providers/${channel}`;
}

/** What can't be read holds up nobody. */
export function readCircuit(document: StoredDocument | undefined): Circuit {
  return circuitSchema.safeParse(document?.data).data ?? closed;
}

/** How the channel stands after what became of a message. */
export function circuitAfter(circuit: Circuit, outcome: SendOutcome, machineNow: Date): Circuit {
  const said = saysOfProvider(outcome);
  if (said === 'nothing') return circuit;
  if (said === 'fault') return afterFault(circuit, 'code' in outcome ? outcome.code : undefined, machineNow);
  const answered = afterAnswer(circuit);
  if (said === 'taken') return afterTaken(answered, machineNow);
  return outcome.outcome === 'passing' && said === 'too-much'
    ? afterRefusal(answered, outcome, machineNow)
    : answered;
}

/**
 * Changes how the channel stands, for all runs: of two who do so at once the later one sees what the earlier has made of
 * it. The log says once that it is left alone, and why, and again where the reason changes.
 */
export async function changeCircuit(
  { store, clock }: Pick<Services, 'store' | 'clock'>,
  channel: Channel,
  change: (circuit: Circuit, machineNow: Date) => Circuit,
): Promise<{ readonly before: Circuit; readonly after: Circuit }> {
  const path = circuitPath(channel);
  const now = clock.machine();
  const changed = await store.transact(async (get) => {
    const [document] = await get([path]);
    const before = readCircuit(document);
    const after = change(before, now);
    const writes = after === before ? [] : [{ kind: 'set' as const, path, data: after }];
    return { writes, result: { before, after } };
  }, path);
  tell(channel, changed.before, changed.after, now);
  return changed;
}

function tell(channel: Channel, before: Circuit, after: Circuit, now: Date): void {
  const [was, is] = [isLeftAlone(before, now), isLeftAlone(after, now)];
  const { failures, openUntil, restUntil, refusals, code } = after;
  if (was && !is) log('INFO', 'provider answers again', { channel });
  if (is && !(was && before.code === code))
    log('WARNING', 'provider left alone', {
      channel,
      code,
      until: standing(after, now) === 'open' ? openUntil : restUntil,
      ...(failures > 0 ? { failures } : { refusals }),
    });
}

/** Something has been wrong with it since it last answered, or took something. */
function isLeftAlone(circuit: Circuit, now: Date): boolean {
  return standing(circuit, now) !== 'closed' || (circuit.refusals ?? 0) > 0;
}
