import type { Form } from '../forms/form';
import { sameValue } from './change';
import { fieldsInMessages } from './message-facts';
import type { Notice } from './notice';
import { inPlaceOf, type NoticeContext, noticesWanted } from './notices-wanted';
import type { StoredRecord } from './record';

/** A notice as the record called for it before, and what stands in its place now: none when its stage was reopened. */
export type Outdated = { readonly was: Notice; readonly is: readonly Notice[] };

/** Notices of completed stages that would not be the same any more: other text, other address, or no longer wanted. */
export function outdatedNotices(
  form: Form,
  before: StoredRecord | undefined,
  after: StoredRecord,
  context: NoticeContext,
): Outdated[] {
  if (!before || !concernsNotices(form, before, after)) return [];
  const was = noticesWanted(form, undefined, before, context);
  if (was.length === 0) return [];
  const is = noticesWanted(form, undefined, after, context);
  const same = new Set(is.map((notice) => JSON.stringify(notice)));
  const known = new Set(was.map(({ id }) => id));
  return was
    .filter((notice) => !same.has(JSON.stringify(notice)))
    .map((notice) => {
      const now = is.find(({ id }) => id === notice.id);
      // Another channel was chosen: the other one's notice takes its place.
      const others = is.filter(
        ({ id, kind, recipient }) => kind === notice.kind && recipient === notice.recipient && !known.has(id),
      );
      return { was: notice, is: now ? [now] : others };
    });
}

/** Most edits concern nothing that anybody is told; writing all messages twice to find that out would cost most of an edit. */
function concernsNotices(form: Form, before: StoredRecord, after: StoredRecord): boolean {
  const addresses = Object.values(form.recipients ?? {}).flatMap((fields) => Object.values(fields));
  const said = [...fieldsInMessages, ...addresses].some(
    (id) => !sameValue(before.values[id], after.values[id]),
  );
  const isDone = ({ stages }: StoredRecord, stage: string) => stages[stage]?.completedAt !== undefined;
  return (
    said ||
    (form.notices ?? []).some(({ when }) => isDone(before, when.completed) !== isDone(after, when.completed))
  );
}

/**
 * What is to be stored in place of outdated notices, given what is stored under the ids of both (read in the same
 * transaction). Only what has certainly not left is touched; what has left, or may have, stays as it was.
 */
export function correctedNotices(
  outdated: readonly Outdated[],
  stored: ReadonlyMap<string, Notice>,
): Notice[] {
  return outdated.flatMap(({ was, is }) => {
    const known = stored.get(was.id);
    if (known?.state !== 'pending' && known?.state !== 'suppressed') return [];
    const { createdAt, dueAt } = known;
    const isWaiting = known.state === 'pending';
    const kept: Notice[] =
      isWaiting && !is.some(({ id }) => id === was.id)
        ? [{ ...known, state: 'withdrawn', showPending: true }]
        : [];
    return [
      ...kept,
      ...is
        .flatMap((notice) => inPlaceOf(stored.get(notice.id), notice))
        .map((notice) => ({ ...notice, createdAt, ...(isWaiting ? { dueAt } : {}) })),
    ];
  });
}
