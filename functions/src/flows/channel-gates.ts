import type { Services } from '../ports';
import { afterFault, type Circuit, saysOfProvider, standing } from '../rules/circuit';
import type { Channel } from '../rules/notice';
import { nextSlot, type Pace, paused } from '../rules/pace';
import { isResting } from '../rules/rest';
import type { SendOutcome } from '../rules/send-outcome';
import { changeCircuit, circuitAfter, circuitPath, readCircuit } from './channel-circuit';

/** What a notice passes before it is claimed, so that waiting uses up no lease and being kept out no attempt. */
type Gate = {
  /** Waits for its turn; false: nothing of this channel may be sent now. */
  readonly enter: () => Promise<boolean>;
  /** What became of whoever entered; undefined: it was not sent. */
  readonly report: (outcome: SendOutcome | undefined) => Promise<void>;
  /** Nothing more will enter in this run. */
  readonly isShut: () => boolean;
  /**
   * Whether it is the provider that keeps others out now: `down` also where it takes no more today; undefined also while
   * one tries whether it is back.
   */
  readonly keptOutBy: () => 'down' | 'resting' | undefined;
};
export type Gates = Readonly<Record<Channel, Gate>>;

export type GateOptions = {
  /** Machine time in milliseconds: nobody waits for a turn that comes later. */
  readonly end: number;
  readonly wait: (milliseconds: number) => Promise<unknown>;
};

/**
 * The gates of one run. Each keeps its channel to its rate, pauses while it rests because it was too much for its provider,
 * and is shut while the provider is down or lets us do nothing: what is kept out stays pending and due, and has lost no
 * attempt. How a channel stands is stored (`channel-circuit`), for all runs; the rate is one run's own, since `deliver`
 * has one instance, in which runs don't overlap.
 */
export async function openGates(services: Services, options: GateOptions): Promise<Gates> {
  if (services.settings.rehearsal) return { sms: noGate, email: noGate };
  const [sms, email] = await services.store.get([circuitPath('sms'), circuitPath('email')]);
  return {
    sms: openGate(services, 'sms', readCircuit(sms), options),
    email: openGate(services, 'email', readCircuit(email), options),
  };
}

function openGate(services: Services, channel: Channel, before: Circuit, { end, wait }: GateOptions): Gate {
  const { clock } = services;
  let circuit = before;
  let pace: Pace = { perSecond: services.pace[channel], freeAt: 0 };
  let isLate = false;
  /** The one that tries whether the provider is back: is it under way, or may the next one be it? */
  let trying: 'nobody' | 'somebody' | 'the-next' = 'nobody';
  const stands = () => standing(circuit, clock.machine());
  const restsUntil = () => Date.parse(circuit.restUntil ?? '') || 0;

  const mayTry = async (): Promise<boolean> => {
    if (stands() === 'closed') return true;
    if (trying === 'the-next') {
      trying = 'somebody';
      return true;
    }
    if (stands() === 'open') return false;
    // Counted as a fault beforehand: should this process die of it, the next try comes in its time.
    const counted = await changeCircuit(services, channel, (known, now) => afterFault(known, undefined, now));
    circuit = counted.after;
    if (counted.before === counted.after) return false;
    trying = 'somebody';
    return true;
  };

  const itsTurn = async (): Promise<boolean> => {
    for (;;) {
      const now = clock.machine().getTime();
      pace = paused(pace, restsUntil());
      const slot = nextSlot(pace, now);
      isLate = slot.at > now && slot.at > end;
      if (isLate) return false;
      pace = slot.pace;
      if (slot.at > now) await wait(slot.at - now);
      if (restsUntil() <= slot.at) return true;
    }
  };

  return {
    enter: async () => {
      if (!(await mayTry())) return false;
      const tries = trying === 'somebody';
      if (!(await itsTurn())) return false;
      return tries || stands() === 'closed';
    },
    report: async (outcome) => {
      const said = outcome ? saysOfProvider(outcome) : 'nothing';
      if (!outcome || said === 'nothing') {
        if (trying === 'somebody') trying = 'the-next';
        return;
      }
      const tried = trying === 'somebody';
      trying = 'nobody';
      const change = (known: Circuit, now: Date): Circuit =>
        tried && said === 'fault' ? stillDown(known, outcome) : circuitAfter(known, outcome, now);
      const next = change(circuit, clock.machine());
      if (next === circuit) return;
      // Nobody leaves while it is being stored that the channel rests.
      if (said === 'too-much') circuit = next;
      circuit = (await changeCircuit(services, channel, change)).after;
    },
    isShut: () => isLate || (stands() === 'open' && trying !== 'the-next'),
    keptOutBy: () => {
      if (trying === 'nobody' && stands() === 'open') return 'down';
      if (!isResting(circuit, clock.machine())) return undefined;
      return circuit.dayFull ? 'down' : 'resting';
    },
  };
}

/** Whoever tried in vain was counted when it began; it may know better what is wrong. */
function stillDown(circuit: Circuit, outcome: SendOutcome): Circuit {
  return 'code' in outcome && outcome.code !== circuit.code ? { ...circuit, code: outcome.code } : circuit;
}

/** In a rehearsal no provider is asked, so none can be asked too much. */
const noGate: Gate = {
  enter: async () => true,
  report: async () => undefined,
  isShut: () => false,
  keptOutBy: () => undefined,
};
