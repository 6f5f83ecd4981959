import type { Form } from '../forms/form';
import type { Links, Read, Write } from '../ports';
import { recordId } from '../rules/change';
import { emailGoesOn, withoutToldEmail } from '../rules/email-goes-on';
import { nextInSlot, type Situation, type SlotChange } from '../rules/next-notice';
import { type Notice, noticeSchema } from '../rules/notice';
import { inPlaceOf } from '../rules/notice-chain';
import { comparedWith, type Renewed, renewedNotices } from '../rules/notices-corrected';
import type { NoticeContext } from '../rules/notices-wanted';
import type { StoredRecord } from '../rules/record';
import { withUnsubscribeLine } from '../rules/unsubscribe-line';
import { asChosen } from './contact-permission';
import { type Chains, readChains } from './notice-chains';

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
  read: Read,
  context: StoringContext,
): Promise<Write[]> {
  const renewed = renewedNotices(form, before, after, context);
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
  };
  const changes = renewed.flatMap((one, index) => changesOf(one, chains[index], situation));
  const withdrawn = changes.flatMap(({ kind, notice }) => (kind === 'withdraw' ? [notice] : []));
  const known = chains.flatMap(({ sms, email }) => [...sms, ...email]);
  return [
    ...(await putWrites(changes, known, read, context)),
    ...withdrawn.flatMap((notice) => withdrawWrites(notice, known)),
  ];
}

function changesOf(
  { wanted, isNew, isSuperseded }: Renewed,
  chains: Chains | undefined,
  common: Omit<Situation, 'isNew' | 'isSuperseded'>,
): SlotChange[] {
  const situation = { ...common, isNew, isSuperseded };
  const { sms, email } = emailGoesOn({
    sms: { wanted: wanted.sms, chain: chains?.sms ?? [] },
    email: { wanted: wanted.email, chain: chains?.email ?? [] },
  });
  const alone = sms.wanted && withoutToldEmail(sms.wanted, email.chain, situation.compare);
  return [...nextInSlot({ ...sms, wanted: alone }, email, situation), ...nextInSlot(email, sms, situation)];
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
  const freed = ids.length > 0 ? await read(ids.map((id) => `notices/${id}` as const)) : [];
  const stored = new Map(
    [...known, ...freed.flatMap((document) => (document ? [noticeSchema.parse(document.data)] : []))].map(
      (notice) => [notice.id, notice],
    ),
  );
  const possible = puts.flatMap(({ notice, after }) =>
    inPlaceOf(stored.get(notice.id), notice).map((one) => ({ notice: one, after })),
  );
  const notices = await storedNotices(
    possible.map(({ notice }) => notice),
    read,
    context,
  );
  return [
    ...notices.map((notice): Write => ({ kind: 'set', path: `notices/${notice.id}`, data: notice })),
    ...possible.flatMap(({ notice, after }) => (after ? [followedWrite(after, notice.id)] : [])),
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
function withdrawWrites({ id, follows }: Notice, known: readonly Notice[]): Write[] {
  const data = { state: 'withdrawn', showPending: true };
  const followed = known.find((one) => one.id === follows?.id && one.followedBy === id);
  return [
    { kind: 'update', path: `notices/${id}`, data, remove: ['reason', 'code'] },
    ...(followed
      ? [
          {
            kind: 'update',
            path: `notices/${followed.id}`,
            data: { showPending: true },
            remove: ['followedBy'],
          } satisfies Write,
        ]
      : []),
  ];
}

/** Whoever changed it last; what is computed from it was changed by nobody else. */
function changedBy({ marks, revision }: StoredRecord): string {
  return (
    Object.values(marks).find((mark) => mark.revision === revision && mark.by !== 'system')?.by ?? 'system'
  );
}
