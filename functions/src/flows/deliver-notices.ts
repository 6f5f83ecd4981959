import type { Form } from '../forms/form';
import type { Services } from '../ports';
import { channels } from '../rules/notice';
import { openGates } from './channel-gates';
import { firstDue } from './due-notices';
import { fillingTogether } from './fill-together';
import { groupedWrites } from './grouped-writes';
import { inLanes } from './in-lanes';
import { leftBehind } from './left-behind';
import { type Run, runChannel } from './run-channel';
import { unfinishedRefusals } from './unfinished-refusals';

export type DeliveryOptions = {
  /** Notices per query. */
  readonly limit: number;
  /** Records whose notices are under way at once, of each channel. */
  readonly concurrency: number;
  /** Beyond the first few, no notice is begun after so much machine time; what is left stays due. */
  readonly budgetMs: number;
  /** From 0 to 1; spreads the next tries. */
  readonly random: () => number;
  /** Until a channel's next turn, or the next try to record an outcome, in milliseconds; real time unless said. */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
  /**
   * Settings as they then are, asked for before each claim, because a run goes on while managers change them; those
   * that it was begun with unless said.
   */
  readonly current?: () => Promise<Pick<Services, 'settings'>>;
};

export type DeliveryCount = {
  /** Won, and so sent by this run. */
  readonly claimed: number;
  readonly accepted: number;
  /** Refused for good, tried for too long, or kept out for too long without a try. */
  readonly failed: number;
  /** May have left: after a send without an answer, or after a lease that expired. */
  readonly unknown: number;
  readonly retrying: number;
};

/**
 * Sends the notices that are due, those that have waited longest first, and mends what an earlier run left behind. May
 * run at any time and several at once: whoever's claim is written first sends. Claims and outcomes that come at the same
 * time are written together; no more is claimed than is being sent, so that what a dying process leaves `unknown` are
 * `concurrency` notices of each channel at most. Each channel goes on by itself (`run-channel`), keeps to its rate and is
 * left alone while its provider is down or wishes a pause (`channel-gates`); what that keeps from leaving for too long is
 * given up (`waiting`). In a rehearsal nothing leaves, and what left before is followed up all the same; one that is
 * switched on or off while the run is at work ends it. Refusals that are stored while it is at work hold after five
 * seconds at most, whatever becomes of the process that has stored them (`unfinished-refusals`).
 * @throws AggregateError after everything else was tried, when some could not be read or recorded; the next run goes on
 * with them.
 */
export async function deliverNotices(
  services: Services,
  forms: readonly Form[],
  { limit, concurrency, budgetMs, random, wait = sleep, current = async () => services }: DeliveryOptions,
): Promise<DeliveryCount> {
  const { clock } = services;
  const end = clock.machine().getTime() + budgetMs;
  const tally: Run['tally'] = { claimed: 0, accepted: 0, failed: 0, unknown: 0, retrying: 0 };
  const faults: unknown[] = [];
  let tried = 0;
  const fail = (error: unknown): void => {
    faults.push(...(error instanceof AggregateError ? error.errors : [error]));
  };
  const work = async (tasks: readonly (() => Promise<void>)[]): Promise<void> => {
    tried += tasks.length;
    await inLanes(tasks, concurrency, (task) => task().catch(fail));
  };

  const refusals = unfinishedRefusals(services);
  const [gates, mending] = await Promise.all([
    openGates(services, { end, wait }),
    leftBehind(services, forms, { limit, end }),
    // Where that fails, they are asked for at each claim.
    refusals.finish().catch(fail),
  ]);
  const mend = mending.map((task) => async () => {
    tally.unknown += await task();
  });
  const sending = { ...services, store: groupedWrites(services.store) };
  const now = async (): Promise<Services> => ({ ...sending, settings: (await current()).settings });
  const run: Run = {
    current: now,
    isRehearsal: services.settings.rehearsal,
    gates,
    fillTogether: fillingTogether(now, forms),
    sending: { random, wait, mayHaveRefused: refusals.mayConcern },
    limit,
    concurrency,
    timeLeft: () => end - clock.machine().getTime(),
    tally,
    work,
  };
  const open = channels.filter((channel) => !gates[channel].isShut());
  const first = await firstDue(services, open, limit);
  await Promise.all([
    work(mend),
    ...channels.map((channel) => runChannel(run, channel, first[channel]).catch(fail)),
  ]);
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} of ${tried} failed.`);
  return tally;
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
