import type { DocumentPath, Read, Services, Write } from '../ports';
import type { NoticeChange } from '../rules/delivery';
import { notTriedAgain } from '../rules/followed';
import { withLookUp } from '../rules/look-up';
import { withBlankInDoubt } from '../rules/nobody-reached';
import { type Notice, noticeSchema } from '../rules/notice';
import { inOrder } from '../rules/notice-chain';
import { noticeCost } from '../rules/notice-cost';
import type { Settings } from '../rules/settings';
import { goneWhenTakenBack, isTakenBack } from '../rules/spent-ids';
import { isToldAnyhow, toldInstead } from '../rules/told-instead';
import { asChosen } from './contact-permission';
import { concernsAddress, troubleWrites, warnUnderWay } from './contact-trouble';
import { followerWrites } from './follower-writes';
import { readChains } from './notice-chains';

export type Settled =
  | { readonly kind: 'changed'; readonly notice: Notice }
  | { readonly kind: 'unchanged'; readonly notice: Notice }
  | { readonly kind: 'absent' };

export type Decide = (notice: Notice, now: string) => NoticeChange;
/** What else a notice's new state says, as writes of the transaction that stores it; of documents that are none of `settleNotice`'s own. */
export type AlsoSays = (notice: Notice, now: string, read: Read) => Promise<readonly Write[]>;
type SettlingServices = Pick<Services, 'store' | 'clock' | 'settings'>;

/**
 * Records what became of a notice: reads it, lets `decide` say what changes, and writes that together with what
 * follows on the other channel where it did not arrive, and with what it says of the customer's address. `decide` sees the newest
 * state and may run several times.
 */
export async function settleNotice(
  services: SettlingServices,
  id: string,
  decide: Decide,
  alsoSays?: AlsoSays,
): Promise<Settled> {
  const path: DocumentPath = `notices/${id}`;
  const now = services.clock.business().toISOString();
  const settled = await services.store.transact<Settled>(async (read) => {
    const [document] = await read([path]);
    if (!document) return { writes: [], result: { kind: 'absent' } };
    const { writes, instead, result } = settling(noticeSchema.parse(document.data), decide, now, services);
    const following = instead ? await asChosen(await unlessTold(instead, read), read) : [];
    const concerned =
      result.kind === 'changed'
        ? [
            ...(await troubleWrites(result.notice, read)),
            ...(await followerWrites(result.notice, read, services.settings)),
            ...((await alsoSays?.(result.notice, now, read)) ?? []),
          ]
        : [];
    return { writes: [...writes, ...following.map(creating), ...concerned], result };
  });
  if (settled.kind === 'changed') await warnUnderWay(services.store, settled.notice);
  return settled;
}

/**
 * The same for whoever wrote the notice last and knows its version: nothing is read, unless more than the notice is to
 * be written. Where that fails, it is read after all: somebody may have written since (a callback that was faster than
 * the provider's answer, a lease that has expired), and for want of a second try after a passing fault an outcome would
 * be lost.
 */
export async function settleClaimed(
  services: SettlingServices,
  claimed: { readonly notice: Notice; readonly version: string },
  decide: Decide,
): Promise<Settled> {
  const { notice, version } = claimed;
  const now = services.clock.business().toISOString();
  const { writes, instead, result } = settling(notice, decide, now, services, version);
  if (instead || (result.kind === 'changed' && concernsAddress(result.notice)))
    return settleNotice(services, notice.id, decide);
  try {
    if (writes.length > 0) await services.store.write(writes);
    return result;
  } catch {
    return settleNotice(services, notice.id, decide);
  }
}

/** Why it is as it is, and whose it was: what no longer holds with a new state. */
const passing = [
  'reason',
  'code',
  'leaseUntil',
  'claim',
  'lookUpAt',
  'absences',
  'lookUps',
] as const satisfies readonly (keyof Notice)[];

function settling(
  before: Notice,
  decide: Decide,
  now: string,
  { settings, clock }: Pick<Services, 'settings' | 'clock'>,
  version?: string,
): { readonly writes: readonly Write[]; readonly instead?: Notice; readonly result: Settled } {
  const decided = notTriedAgain(before, decide(before, now), now);
  if (!decided) return { writes: [], result: { kind: 'unchanged', notice: before } };
  const known = withLookUp(before, withCost(before, decided, settings), clock.machine());
  const change = withBlankInDoubt(before, known, now);
  const over = isTakenBack(before, change) ? [...passing, ...goneWhenTakenBack] : passing;
  const gone = over.filter((field) => field in before && !(field in change));
  const notice: Notice = { ...before, ...change };
  for (const field of gone) delete notice[field];
  const instead = toldInstead(notice, now, settings);
  return {
    writes: [
      {
        kind: 'update',
        path: `notices/${before.id}`,
        data: { ...change, showPending: true },
        remove: gone,
        ...(version === undefined ? {} : { version }),
      },
    ],
    ...(instead ? { instead } : {}),
    result: { kind: 'changed', notice },
  };
}

/** Its cost is noted at the prices of the moment at which we learn that the provider has it, and then stays. */
function withCost(before: Notice, change: Partial<Notice>, settings: Settings): Partial<Notice> {
  const isNews = change.providerId !== undefined && before.cost === undefined;
  return isNews ? { ...change, ...noticeCost({ ...before, ...change }, settings) } : change;
}

/** Asked only now: what a clerk has sent again on the other channel may have been stored while this was on its way. */
async function unlessTold(instead: Notice, read: Read): Promise<readonly Notice[]> {
  const [chains] = await readChains([instead], read);
  const told = inOrder(chains ? [...chains.sms, ...chains.email] : []);
  return isToldAnyhow(instead, told) ? [] : [instead];
}

function creating(notice: Notice): Write {
  return { kind: 'create', path: `notices/${notice.id}`, data: notice };
}
