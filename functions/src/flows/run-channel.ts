import type { Services, StoredDocument } from '../ports';
import type { Channel, Notice, NoticeState } from '../rules/notice';
import { byRecord } from './by-record';
import type { Gates } from './channel-gates';
import type { DeliveryCount } from './deliver-notices';
import { type DuePage, nextDue } from './due-notices';
import type { FillTogether } from './fill-together';
import { giveUpBehind } from './give-up-behind';
import { giveUpWaiting } from './give-up-waiting';
import { inLanes } from './in-lanes';
import { type SendingOptions, sendNotice } from './send-notice';

/** What the channels of one run share. */
export type Run = {
  /** With the settings of the moment. */
  readonly current: () => Promise<Services>;
  /** In a rehearsal there are no gates: once that has changed, the run sends nothing more. */
  readonly isRehearsal: boolean;
  readonly gates: Gates;
  readonly fillTogether: FillTogether;
  readonly sending: SendingOptions;
  /** Notices per query. */
  readonly limit: number;
  /** Records per channel whose notices are under way at once. */
  readonly concurrency: number;
  /** Machine time, in milliseconds, in which it may begin something. */
  readonly timeLeft: () => number;
  readonly tally: { -readonly [K in keyof DeliveryCount]: number };
  /** Does them so many at once, however many fail. */
  readonly work: (tasks: readonly (() => Promise<void>)[]) => Promise<void>;
};

type Settled = (notice: Notice) => void;
type Sent = 'accepted' | 'failed' | 'unknown' | 'retrying';
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
 * Sends what is due on one channel, page after page, until nothing is left, the time is over, or nothing more may leave.
 * Each channel has its own pages and lanes, so that a slow provider holds up nobody but its own.
 */
export async function runChannel(run: Run, channel: Channel, first: DuePage): Promise<void> {
  const { gates, tally, sending, limit, concurrency, timeLeft, isRehearsal, fillTogether, work } = run;
  const gate = gates[channel];
  let begun = 0;
  /** Due no more, sent or not. */
  let dealtWith = 0;
  let isStopped = false;

  const send = async (services: Services, document: StoredDocument, settled: Settled): Promise<void> => {
    const sent = await sendNotice(services, document, sending);
    if (sent !== 'not-ours') dealtWith += 1;
    if (typeof sent === 'string') return gate.report(undefined);
    tally.claimed += 1;
    tally[sentAs[sent.notice.state]] += 1;
    settled(sent.notice);
    await gate.report(sent.outcome);
  };

  const giveUp = async (document: StoredDocument): Promise<void> => {
    const by = gate.keptOutBy();
    if (by === undefined || !(await giveUpWaiting(await run.current(), document, by))) return;
    dealtWith += 1;
    tally.failed += 1;
  };

  const tryToSend = async (document: StoredDocument, settled: Settled): Promise<void> => {
    if (isStopped || (timeLeft() < 0 && begun >= concurrency)) return;
    begun += 1;
    if (!(await gate.enter())) {
      await giveUp(document);
      return;
    }
    try {
      // After it has waited for its turn: what managers have changed meanwhile holds.
      const services = await run.current();
      isStopped = services.settings.rehearsal !== isRehearsal;
      if (isStopped) await gate.report(undefined);
      else await send(services, document, settled);
    } catch (error) {
      await gate.report(undefined);
      throw error;
    }
  };

  const together = (page: readonly StoredDocument[]) =>
    byRecord(page).map(
      ({ record, notices }) =>
        () =>
          fillTogether(record, async (settled) => {
            await inLanes(notices, 1, (document) => tryToSend(document, settled));
          }),
    );

  for (let page = first; ; page = await nextDue(await run.current(), channel, limit)) {
    const before = dealtWith;
    await work(together(page.notices));
    // A page of which nothing could be dealt with would only be found again.
    const isInVain = page.notices.length > 0 && dealtWith === before;
    if (page.isLast || isStopped || timeLeft() <= 0) return;
    if (isInVain || gate.isShut()) {
      const isKeptOut = () => timeLeft() > 0 && gate.keptOutBy() === 'down';
      const giveUpAll = (notices: readonly StoredDocument[]) =>
        work(
          notices.map((document) => async () => {
            if (isKeptOut()) await giveUp(document);
          }),
        );
      if (isKeptOut())
        await giveUpBehind(await run.current(), channel, { first: page, limit }, giveUpAll, isKeptOut);
      return;
    }
  }
}
