import type { Form } from '../forms/form';
import type { Services, StoredDocument } from '../ports';
import { type Channel, channels, type NoticeState } from '../rules/notice';
import { byRecord } from './by-record';
import { type Gates, openGates } from './channel-gates';
import { finishSuppressing } from './contact-choice';
import { channelOf, dueNotices } from './due-notices';
import { emptyBlanks } from './empty-blanks';
import { fillBlanks } from './fill-blanks';
import { giveUpWaiting } from './give-up-waiting';
import { groupedWrites } from './grouped-writes';
import { inLanes } from './in-lanes';
import { leftBehind } from './left-behind';
import { type SendingOptions, sendNotice } from './send-notice';

export type DeliveryOptions = {
  /** Notices per query. */
  readonly limit: number;
  /** Records whose notices are under way at once. */
  readonly concurrency: number;
  /** After the first page none is begun after so much machine time; what is left stays due. */
  readonly budgetMs: number;
  /** From 0 to 1; spreads the next tries. */
  readonly random: () => number;
  /** Until a channel's next turn, or the next try to record an outcome, in milliseconds; real time unless said. */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
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

type Sent = 'accepted' | 'failed' | 'unknown' | 'retrying';
/** `dealtWith`: what is due no more, sent or not. */
type Tally = { -readonly [K in keyof DeliveryCount]: number } & { dealtWith: number };

const sentAs: Readonly<Record<NoticeState, Sent>> = {
  pending: 'retrying',
  failed: 'failed',
  unknown: 'unknown',
  sending: 'unknown',
  accepted: 'accepted',
  delivered: 'accepted',
  undelivered: 'accepted',
  withdrawn: 'failed',
  suppressed: 'failed',
};

/**
 * Sends the notices that are due, those that have waited longest first, page after page, and mends what an earlier run
 * left behind. May run at any time and several at once: whoever's claim is written first sends. Claims and outcomes
 * that come at the same time are written together; no more is claimed than is being sent, so that what a dying
 * process leaves `unknown` are `concurrency` notices at most. Each channel keeps to its rate and is left alone while its
 * provider is down or wishes a pause (`channel-gates`); what that keeps from leaving for too long is given up
 * (`waiting`). In a rehearsal nothing leaves, and what left before is followed up all the same.
 * @throws AggregateError after everything else was tried, when some could not be read or recorded; the next run goes on
 * with them.
 */
export async function deliverNotices(
  services: Services,
  forms: readonly Form[],
  { limit, concurrency, budgetMs, random, wait = sleep }: DeliveryOptions,
): Promise<DeliveryCount> {
  const { clock } = services;
  const end = clock.machine().getTime() + budgetMs;
  const sending = { ...services, store: groupedWrites(services.store) };
  const tally: Tally = { claimed: 0, accepted: 0, failed: 0, unknown: 0, retrying: 0, dealtWith: 0 };
  const faults: unknown[] = [];
  let tried = 0;
  const [gates, mending] = await Promise.all([
    openGates(services, { end, wait }),
    leftBehind(services, forms, { limit, end }),
    finishSuppressing(services.store),
  ]);
  const mend = mending.map((task) => async () => {
    tally.unknown += await task();
  });
  const send = (notices: readonly StoredDocument[]) =>
    byRecord(notices).map(
      (group) => () => sendTogether(sending, forms, group, { gates, random, wait, tally }),
    );
  const fail = (error: unknown): void => {
    faults.push(...(error instanceof AggregateError ? error.errors : [error]));
  };
  const work = async (tasks: readonly (() => Promise<void>)[]): Promise<void> => {
    tried += tasks.length;
    await inLanes(tasks, concurrency, (task) => task().catch(fail));
  };

  let open = openChannels(gates);
  let page = await dueNotices(services, open, limit);
  // What waits for a provider that is down is looked at all the same: it may have waited for too long.
  const shut = channels.filter((channel) => !open.includes(channel));
  const keptOut = await Promise.all(shut.map((channel) => dueNotices(services, [channel], limit)));
  await work([...mend, ...send([...page, ...keptOut.flat()])]);
  for (let before = 0; page.length >= limit && clock.machine().getTime() < end; ) {
    const stillOpen = openChannels(gates);
    // A page of which nothing could be dealt with would only be found again.
    if (tally.dealtWith === before && stillOpen.length === open.length) break;
    before = tally.dealtWith;
    open = stillOpen;
    page = await dueNotices(services, open, limit);
    await work(send(page));
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} of ${tried} failed.`);
  const { dealtWith: _dealtWith, ...count } = tally;
  return count;
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function openChannels(gates: Gates): readonly Channel[] {
  return channels.filter((channel) => !gates[channel].isShut());
}

/** Sends what is due of one record, then fills its blanks, or opens them again, in one go. */
async function sendTogether(
  services: Services,
  forms: readonly Form[],
  documents: readonly StoredDocument[],
  { gates, tally, ...options }: SendingOptions & { readonly gates: Gates; readonly tally: Tally },
): Promise<void> {
  const toFill: string[] = [];
  const toEmpty: string[] = [];
  const send = async (document: StoredDocument): Promise<void> => {
    const gate = gates[channelOf(document)];
    if (!(await gate.enter())) {
      const by = gate.keptOutBy();
      if (by === undefined || !(await giveUpWaiting(services, document, by))) return;
      tally.dealtWith += 1;
      tally.failed += 1;
      return;
    }
    const sent = await sendNotice(services, document, options);
    if (sent !== 'not-ours') tally.dealtWith += 1;
    if (typeof sent === 'string') return gate.report(undefined);
    tally.claimed += 1;
    tally[sentAs[sent.notice.state]] += 1;
    if (sent.notice.fillPending) toFill.push(sent.notice.id);
    if (sent.notice.unfillAt) toEmpty.push(sent.notice.id);
    await gate.report(sent.outcome);
  };
  try {
    await inLanes(documents, 1, send);
  } finally {
    if (toFill.length > 0) await fillBlanks(services, forms, toFill);
    if (toEmpty.length > 0) await emptyBlanks(services, forms, toEmpty);
  }
}
