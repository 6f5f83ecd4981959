import type { Form } from '../forms/form';
import type { Links, Read, Write } from '../ports';
import { recordId } from '../rules/change';
import { changedThings } from '../rules/changed-things';
import { isRechosen } from '../rules/contact-preference';
import { asCorrection } from '../rules/correction-texts';
import { insteadGoesOn, withoutToldInstead } from '../rules/instead-goes-on';
import { nextInSlot, type Situation, type Slot, type SlotChange } from '../rules/next-notice';
import type { Notice } from '../rules/notice';
import { inPlaceOf } from '../rules/notice-chain';
import { comparedWith, isStillTheirs, type Renewed, renewedNotices } from '../rules/notices-corrected';
import type { NoticeContext } from '../rules/notices-wanted';
import type { StoredRecord } from '../rules/record';
import { besideUnreadable, isTellingUnknown } from '../rules/unreadable-notice';
import { withUnsubscribeLine } from '../rules/unsubscribe-line';
import { asChosen } from './contact-permission';
import { customerPreference } from './contact-preference';
import { type Chains, readable, readChains } from './notice-chains';
import { readOnce } from './read-once';

/** What it takes to store notices: when and of whom they speak, and the links that stand in emails. */
export type StoringContext = NoticeContext & { readonly links: Pick<Links, 'unsubscribe'> };

/**
 * The notices that a change of a record calls for, and what it does to those that it makes outdated, as writes of the
 * transaction that saves the record. `read` must be that transaction's, so that nobody claims a notice between
 * the look and the write.
 */
export async function noticeWrites(
  form: Form,
  before: StoredRecord | undefined,
  after: StoredRecord,
  readDocuments: Read,
  given: StoringContext,
): Promise<Write[]> {
  const plain = renewedNotices(form, before, after, given);
  if (plain.length === 0 && !isRechosen(form, before, after)) return [];
  const read = readOnce(readDocuments);
  const prefers = await customerPreference(form, after, read);
  const context = prefers ? { ...given, prefers } : given;
  const renewed = prefers ? renewedNotices(form, before, after, context) : plain;
  if (renewed.length === 0) return [];
  const record = recordId(form.id, after.key);
  const chains = await readChains(
    renewed.map(({ kind, recipient }) => ({ record, kind, recipient })),
    read,
  );
  const situation = {
    isDone: after.done,
    by: changedBy(after),
    now: context.now,
    settings: context.settings,
    compare: (told: Notice, wanted: Notice) => comparedWith(told, wanted, form, after, context),
    correct: (told: Notice, wanted: Notice) =>
      asCorrection(wanted, context.settings, changedThings(told, wanted, form, after, context)),
    isTheirs: (told: Notice) => isStillTheirs(told, form, after, context),
  };
  const changes = renewed.flatMap((one, index) => changesOf(one, chains[index], situation));
  const withdrawn = changes.flatMap(({ kind, notice }) => (kind === 'withdraw' ? [notice] : []));
  const known = chains.flatMap(({ sms, email }) => [...sms, ...email]);
  // What is put may follow what the withdrawn one has followed.
  return [
    ...withdrawn.flatMap((notice) => withdrawWrites(notice, known)),
    ...(await putWrites(changes, known, read, context)),
  ];
}

function changesOf(
  { wanted, isNew, isSuperseded }: Renewed,
  chains: Chains | undefined,
  common: Omit<Situation, 'isNew' | 'isSuperseded'>,
): SlotChange[] {
  const situation = { ...common, isNew, isSuperseded };
  const slots = {
    sms: { wanted: wanted.sms, chain: chains?.sms ?? [] },
    email: { wanted: wanted.email, chain: chains?.email ?? [] },
  };
  const unreadable = chains?.unreadable ?? [];
  if (isTellingUnknown(unreadable, slots)) return besideUnreadable(unreadable, slots, situation);
  const { sms, email } = insteadGoesOn(slots);
  const alone = ({ wanted: one, chain }: Slot, others: Slot): Slot => ({
    wanted: one && withoutToldInstead(one, others.chain, situation.compare),
    chain,
  });
  return [
    ...nextInSlot(alone(sms, email), email, situation),
    ...nextInSlot(alone(email, sms), sms, situation),
  ];
}

type Put = Extract<SlotChange, { kind: 'put' }>;

/** A place that was freed when its notice was withdrawn is taken again; what has left from it meanwhile stays. */
async function putWrites(
  changes: readonly SlotChange[],
  known: readonly Notice[],
  read: Read,
  context: StoringContext,
): Promise<Write[]> {
  const puts = changes.filter((change): change is Put => change.kind === 'put');
  const ids = puts.map(({ notice }) => notice.id).filter((id) => !known.some((one) => one.id === id));
  const documents = ids.length > 0 ? await read(ids.map((id) => `notices/${id}` as const)) : [];
  const freed = documents.flatMap((document) =>
    document ? [{ id: document.id, notice: readable(document) }] : [],
  );
  const stored = new Map([
    ...known.map((notice) => [notice.id, notice] as const),
    ...freed.map(({ id, notice }) => [id, notice] as const),
  ]);
  const possible = puts.flatMap(({ notice, after }) =>
    stored.has(notice.id) && !stored.get(notice.id)
      ? []
      : inPlaceOf(stored.get(notice.id), notice).map((one) => ({ notice: one, after })),
  );
  const notices = await storedNotices(
    possible.map(({ notice }) => notice),
    read,
    context,
  );
  return [
    ...notices.map((notice): Write => ({ kind: 'set', path: `notices/${notice.id}`, data: notice })),
    ...possible.flatMap(({ notice, after = [] }) => after.map((one) => followedWrite(one, notice.id))),
  ];
}

/** Notices exactly as they are sent, or suppressed as their recipients have chosen. */
export function storedNotices(
  notices: readonly Notice[],
  read: Read,
  { links }: Pick<StoringContext, 'links'>,
): Promise<readonly Notice[]> {
  return asChosen(
    notices.map((notice) => withUnsubscribeLine(notice, links.unsubscribe)),
    read,
  );
}

/** What is followed may still be looked up, so that it is known what became of it, but is not tried again (`followed`). */
export function followedWrite({ id }: Notice, followedBy: string): Write {
  return { kind: 'update', path: `notices/${id}`, data: { followedBy, showPending: true } };
}

/** What it followed is the last one again. */
function withdrawWrites({ id }: Notice, known: readonly Notice[]): Write[] {
  const data = { state: 'withdrawn', showPending: true };
  const followed = known.filter(({ followedBy }) => followedBy === id);
  return [
    { kind: 'update', path: `notices/${id}`, data, remove: ['reason', 'code'] },
    ...followed.map(
      (one): Write => ({
        kind: 'update',
        path: `notices/${one.id}`,
        data: { showPending: true },
        remove: ['followedBy'],
      }),
    ),
  ];
}

/** Whoever changed it last; what is computed from it was changed by nobody else. */
function changedBy({ marks, revision }: StoredRecord): string {
  return (
    Object.values(marks).find((mark) => mark.revision === revision && mark.by !== 'system')?.by ?? 'system'
  );
}
