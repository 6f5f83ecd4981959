import type { Form } from '../forms/form';
import type { Read, Write } from '../ports';
import { noticeSchema } from '../rules/notice';
import { correctedNotices, outdatedNotices } from '../rules/notices-corrected';
import { type NoticeContext, noticesToStore, noticesWanted } from '../rules/notices-wanted';
import type { StoredRecord } from '../rules/record';
import { asChosen } from './contact-permission';

/**
 * The notices that a change of a record calls for, and those that it makes outdated before they have left, as writes
 * of the transaction that saves the record. `read` must be that transaction's, so that nobody claims a notice between
 * the look and the write.
 */
export async function noticeWrites(
  form: Form,
  before: StoredRecord | undefined,
  after: StoredRecord,
  read: Read,
  context: NoticeContext,
): Promise<Write[]> {
  const wanted = noticesWanted(form, before, after, context);
  const outdated = outdatedNotices(form, before, after, context);
  if (wanted.length === 0 && outdated.length === 0) return [];
  const concerned = [...wanted, ...outdated.flatMap(({ was, is }) => [was, ...is])].map(({ id }) => id);
  const stored = await read([...new Set(concerned)].map((id) => `notices/${id}` as const));
  const known = stored.filter((document) => document !== undefined);
  const byId = new Map(known.map(({ id, data }) => [id, noticeSchema.parse(data)]));
  const changed = [...noticesToStore(wanted, byId), ...correctedNotices(outdated, byId)];
  return (await asChosen(changed, read)).map((notice) => ({
    kind: 'set',
    path: `notices/${notice.id}`,
    data: notice,
  }));
}
