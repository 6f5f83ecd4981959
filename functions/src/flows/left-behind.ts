import type { Form } from '../forms/form';
import type { Services, StoredDocument } from '../ports';
import { afterExpiredLease } from '../rules/delivery';
import { byRecord } from './by-record';
import { emptyBlanks } from './empty-blanks';
import { fillBlanks } from './fill-blanks';
import { dueLookUps, lookUpSms } from './look-up-sms';
import { settleNotice } from './settle-notice';

/**
 * What earlier runs left behind, a task each: claims whose lease has expired become `unknown` and are never sent again
 * blindly (see `afterExpiredLease`); SMS of which nothing is known or was heard are looked up, until `end` (machine
 * time in milliseconds); blanks that an accepted notice has not filled yet are filled, and those of notices that did not
 * get through opened again where nobody was told. A task gives how many notices became unknown.
 */
export async function leftBehind(
  services: Services,
  forms: readonly Form[],
  { limit, end }: { readonly limit: number; readonly end: number },
): Promise<readonly (() => Promise<number>)[]> {
  const { store, clock } = services;
  const [expired, unfilled, inDoubt, unheard] = await Promise.all([
    store.find({
      collection: 'notices',
      where: [
        ['state', '==', 'sending'],
        ['leaseUntil', '<=', clock.machine().toISOString()],
      ],
      limit,
    }),
    store.find({ collection: 'notices', where: [['fillPending', '==', true]], limit }),
    store.find({
      collection: 'notices',
      where: [['unfillAt', '<=', clock.business().toISOString()]],
      orderBy: [['unfillAt', 'asc']],
      limit,
    }),
    dueLookUps(services),
  ]);
  return [
    ...(unheard.length > 0 ? [() => none(lookUpSms(services, forms, unheard, end))] : []),
    ...byRecord(unfilled).map(
      ({ notices }) =>
        () =>
          none(fillBlanks(services, forms, idsOf(notices))),
    ),
    ...byRecord(inDoubt).map(
      ({ notices }) =>
        () =>
          none(emptyBlanks(services, forms, idsOf(notices))),
    ),
    ...expired.map(
      ({ id }) =>
        () =>
          giveUpLease(services, id),
    ),
  ];
}

/** It makes no notice unknown. */
async function none(done: Promise<void>): Promise<number> {
  await done;
  return 0;
}

function idsOf(notices: readonly StoredDocument[]): readonly string[] {
  return notices.map(({ id }) => id);
}

async function giveUpLease(services: Services, id: string): Promise<number> {
  const settled = await settleNotice(services, id, (notice, now) =>
    afterExpiredLease(notice, services.clock.machine(), now),
  );
  return settled.kind === 'changed' ? 1 : 0;
}
