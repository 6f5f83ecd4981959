import type { Form } from '../forms/form';
import type { Services, StoredDocument } from '../ports';
import { afterExpiredLease } from '../rules/delivery';
import type { NoticeState } from '../rules/notice';
import { fillBlanks } from './fill-blanks';
import { inLanes } from './in-lanes';
import { sendNotice } from './send-notice';
import { settleNotice } from './settle-notice';

export type DeliveryOptions = {
  /** Notices per query. */
  readonly limit: number;
  /** Notices under way at once. */
  readonly concurrency: number;
  /** From 0 to 1; spreads the next tries. */
  readonly random: () => number;
};

export type DeliveryCount = {
  /** Won, and so sent by this run. */
  readonly claimed: number;
  readonly accepted: number;
  readonly failed: number;
  /** May have left: after a send without an answer, or after a lease that expired. */
  readonly unknown: number;
  readonly retrying: number;
};

/**
 * Sends the notices that are due, and mends what an earlier run left behind: claims whose lease has expired become
 * `unknown` and are never sent again blindly (see `afterExpiredLease`), and blanks that an accepted notice has not
 * filled yet are filled. May run at any time and several at once: whoever's claim is written first sends.
 * @throws AggregateError after all notices were tried, when some could not be read or recorded; the next run goes on
 * with them.
 */
export async function deliverNotices(
  services: Services,
  forms: readonly Form[],
  { limit, concurrency, random }: DeliveryOptions,
): Promise<DeliveryCount> {
  const { store, clock } = services;
  const now = clock.business().toISOString();
  const [due, expired, unfilled] = await Promise.all([
    store.find({
      collection: 'notices',
      where: [
        ['state', '==', 'pending'],
        ['dueAt', '<=', now],
      ],
      orderBy: [['dueAt', 'asc']],
      limit,
    }),
    store.find({
      collection: 'notices',
      where: [
        ['state', '==', 'sending'],
        ['leaseUntil', '<=', clock.machine().toISOString()],
      ],
      limit,
    }),
    store.find({ collection: 'notices', where: [['fillPending', '==', true]], limit }),
  ]);
  const tasks = [
    ...byRecord(unfilled).map((group) => () => fillOnly(services, forms, group)),
    ...expired.map(
      ({ id }) =>
        () =>
          giveUpLease(services, id),
    ),
    ...byRecord(due).map((group) => () => sendTogether(services, forms, group, random)),
  ];
  const results = (await inLanes(tasks, concurrency, (task) => task())).flat();
  const count = (...wanted: readonly Result[]) => results.filter((result) => wanted.includes(result)).length;
  return {
    claimed: count('accepted', 'failed', 'unknown', 'retrying'),
    accepted: count('accepted'),
    failed: count('failed'),
    unknown: count('unknown', 'given-up'),
    retrying: count('retrying'),
  };
}

type Result = 'accepted' | 'failed' | 'unknown' | 'retrying' | 'given-up';

const resultOf: Readonly<Record<NoticeState, Result>> = {
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

/** Notices of one record fill blanks of one record: side by side they would only wait for each other. */
function byRecord(documents: readonly StoredDocument[]): StoredDocument[][] {
  const groups = new Map<string, StoredDocument[]>();
  for (const document of documents) {
    const { data, id } = document;
    const record = typeof data === 'object' && data && 'record' in data ? String(data.record) : id;
    groups.set(record, [...(groups.get(record) ?? []), document]);
  }
  return [...groups.values()];
}

/** Sends what is due of one record, then fills its blanks in one go. */
async function sendTogether(
  services: Services,
  forms: readonly Form[],
  documents: readonly StoredDocument[],
  random: () => number,
): Promise<Result[]> {
  const toFill: string[] = [];
  const send = async (document: StoredDocument): Promise<Result[]> => {
    const notice = await sendNotice(services, document, random);
    if (notice?.fillPending) toFill.push(notice.id);
    return notice ? [resultOf[notice.state]] : [];
  };
  try {
    return (await inLanes(documents, 1, send)).flat();
  } finally {
    if (toFill.length > 0) await fillBlanks(services, forms, toFill);
  }
}

async function fillOnly(
  services: Services,
  forms: readonly Form[],
  documents: readonly StoredDocument[],
): Promise<Result[]> {
  await fillBlanks(
    services,
    forms,
    documents.map(({ id }) => id),
  );
  return [];
}

async function giveUpLease(services: Services, id: string): Promise<Result[]> {
  const settled = await settleNotice(services, id, (notice, now) =>
    afterExpiredLease(notice, services.clock.machine(), now),
  );
  return settled.kind === 'changed' ? ['given-up'] : [];
}
