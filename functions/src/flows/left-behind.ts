import type { Form } from '../forms/form';
import type { Services } from '../ports';
import { afterExpiredLease } from '../rules/delivery';
import { byRecord } from './by-record';
import { fillBlanks } from './fill-blanks';
import { dueLookUps, lookUpSms } from './look-up-sms';
import { settleNotice } from './settle-notice';

/**
 * What earlier runs left behind, a task each: claims whose lease has expired become `unknown` and are never sent again
 * blindly (see `afterExpiredLease`); unknown SMS are looked up; blanks that an accepted notice has not filled yet are
 * filled. A task gives how many notices became unknown.
 */
export async function leftBehind(
  services: Services,
  forms: readonly Form[],
  limit: number,
): Promise<readonly (() => Promise<number>)[]> {
  const { store, clock } = services;
  const [expired, unfilled, unknown] = await Promise.all([
    store.find({
      collection: 'notices',
      where: [
        ['state', '==', 'sending'],
        ['leaseUntil', '<=', clock.machine().toISOString()],
      ],
      limit,
    }),
    store.find({ collection: 'notices', where: [['fillPending', '==', true]], limit }),
    dueLookUps(services),
  ]);
  const lookUp = async (): Promise<number> => {
    await lookUpSms(services, forms, unknown);
    return 0;
  };
  return [
    ...(unknown.length > 0 ? [lookUp] : []),
    ...byRecord(unfilled).map((notices) => async () => {
      await fillBlanks(
        services,
        forms,
        notices.map(({ id }) => id),
      );
      return 0;
    }),
    ...expired.map(
      ({ id }) =>
        () =>
          giveUpLease(services, id),
    ),
  ];
}

async function giveUpLease(services: Services, id: string): Promise<number> {
  const settled = await settleNotice(services, id, (notice, now) =>
    afterExpiredLease(notice, services.clock.machine(), now),
  );
  return settled.kind === 'changed' ? 1 : 0;
}
