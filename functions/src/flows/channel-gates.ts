import { log } from '../log';
import type { DocumentPath, Services, StoredDocument } from '../ports';
import { afterFault, type Circuit, circuitSchema, closed, saysOfProvider, standing } from '../rules/circuit';
import type { SendOutcome } from '../rules/delivery';
import type { Channel } from '../rules/notice';
import { nextSlot, type Pace, paused } from '../rules/pace';

/** What a notice passes before it is claimed, so that waiting uses up no lease and being kept out no attempt. */
type Gate = {
  /** Waits for its turn; false: nothing of this channel may be sent now. */
  readonly enter: () => Promise<boolean>;
  /** What became of whoever entered; undefined: it was not sent. */
  readonly report: (outcome: SendOutcome | undefined) => Promise<void>;
  /** Nothing more will enter in this run. */
  readonly isShut: () => boolean;
  /** Whether it is the provider that keeps others out now; undefined also while one tries whether it is back. */
  readonly keptOutBy: () => 'down' | 'resting' | undefined;
};
export type Gates = Readonly<Record<Channel, Gate>>;

export type GateOptions = {
  /** Machine time in milliseconds: nobody waits for a turn that comes later. */
  readonly end: number;
  readonly wait: (milliseconds: number) => Promise<unknown>;
};

/**
 * The gates of one run. Each keeps its channel to its rate, pauses while the provider wishes (429 with Retry-After), and
 * is shut while the provider is down: what is kept out stays pending and due, and has lost no attempt. That a provider
 * is down or wishes to rest is stored (`providers`), for all runs; the rate is one run's own, since `deliver` has one
 * instance, in which runs don't overlap.
 */
export async function openGates(services: Services, options: GateOptions): Promise<Gates> {
  if (services.settings.rehearsal) return { sms: noGate, email: noGate };
  const [sms, email] = await services.store.get(['providers/sms', 'providers/email']);
  return {
    sms: openGate(services, 'sms', read(sms), options),
    email: openGate(services, 'email', read(email), options),
  };
}

function openGate(
  { store, clock, pace: rates }: Services,
  channel: Channel,
  before: Circuit,
  { end, wait }: GateOptions,
): Gate {
  const path: DocumentPath = `providers/${channel}`;
  let circuit = before;
  let pausedUntil = Date.parse(before.restUntil ?? '') || 0;
  let pace: Pace = paused({ perSecond: rates[channel], freeAt: 0 }, pausedUntil);
  let isLate = false;
  /** The one that tries whether the provider is back: is it under way, or may the next one be it? */
  let trying: 'nobody' | 'somebody' | 'the-next' = 'nobody';
  const stands = () => standing(circuit, clock.machine());

  /** Counts a fault; of two who do so at once the later one sees what the earlier has made of it. */
  const count = async (): Promise<'counted' | 'already-open'> => {
    const counted = await store.transact(async (get) => {
      const [document] = await get([path]);
      const known = read(document);
      const next = afterFault(known, clock.machine());
      const same = next === known;
      const writes = same ? [] : [{ kind: 'set' as const, path, data: next }];
      return { writes, result: { next, same } };
    }, path);
    circuit = counted.next;
    return counted.same ? 'already-open' : 'counted';
  };

  /** The provider's wish holds for the runs to come as well; many hear of the same one. */
  const rest = async (until: number): Promise<void> => {
    if (until <= pausedUntil) return;
    pausedUntil = until;
    pace = paused(pace, until);
    circuit = { ...circuit, restUntil: new Date(until).toISOString() };
    await store.write([{ kind: 'set', path, data: circuit }]);
  };

  const mayTry = async (): Promise<boolean> => {
    if (stands() === 'closed') return true;
    if (trying === 'the-next') {
      trying = 'somebody';
      return true;
    }
    // Counted as a fault beforehand: should this process die of it, the next try comes in its time.
    if (stands() === 'open' || (await count()) === 'already-open') return false;
    trying = 'somebody';
    return true;
  };

  const itsTurn = async (): Promise<boolean> => {
    for (;;) {
      const now = clock.machine().getTime();
      const slot = nextSlot(pace, now);
      isLate = slot.at > now && slot.at > end;
      if (isLate) return false;
      pace = slot.pace;
      if (slot.at > now) await wait(slot.at - now);
      if (pausedUntil <= slot.at) return true;
    }
  };

  return {
    enter: async () => {
      if (!(await mayTry())) return false;
      const tries = trying === 'somebody';
      if (!(await itsTurn())) {
        if (tries) trying = 'the-next';
        return false;
      }
      return tries || stands() === 'closed';
    },
    report: async (outcome) => {
      const said = outcome ? saysOfProvider(outcome) : 'nothing';
      if (outcome?.outcome === 'passing' && outcome.retryAfterSeconds !== undefined)
        await rest(clock.machine().getTime() + outcome.retryAfterSeconds * 1000);
      if (said === 'nothing') {
        if (trying === 'somebody') trying = 'the-next';
        return;
      }
      const wasOpen = stands() !== 'closed';
      const tried = trying === 'somebody';
      trying = 'nobody';
      if (said === 'answer' && circuit.failures > 0) {
        const { restUntil } = circuit;
        circuit = { ...closed, ...(restUntil ? { restUntil } : {}) };
        await store.write([{ kind: 'set', path, data: circuit }]);
        if (wasOpen) log('INFO', 'provider answers again', { channel });
      }
      if (said === 'answer') return;
      const isNews = wasOpen ? tried : (await count()) === 'counted';
      if (isNews && stands() === 'open')
        log('WARNING', 'provider left alone', {
          channel,
          failures: circuit.failures,
          until: circuit.openUntil,
        });
    },
    isShut: () => isLate || (stands() === 'open' && trying !== 'the-next'),
    keptOutBy: () => {
      if (trying === 'nobody' && stands() === 'open') return 'down';
      return pausedUntil > clock.machine().getTime() ? 'resting' : undefined;
    },
  };
}

/** In a rehearsal no provider is asked, so none can be asked too much. */
const noGate: Gate = {
  enter: async () => true,
  report: async () => undefined,
  isShut: () => false,
  keptOutBy: () => undefined,
};

/** What can't be read holds up nobody. */
function read(document: StoredDocument | undefined): Circuit {
  return circuitSchema.safeParse(document?.data).data ?? closed;
}
