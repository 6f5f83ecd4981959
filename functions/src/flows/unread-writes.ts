import type { Read, Write } from '../ports';
import { recordSchema } from '../rules/record';

/**
 * That one more answer about a record waits to be read, or one fewer, as a write of the transaction that says so of the
 * answer, after its other writes; the sheet sync shows it in the row. None where there is no such record.
 */
export async function unreadWrites(
  record: string | undefined,
  change: 'one-more' | 'one-fewer',
  read: Read,
): Promise<Write[]> {
  if (record === undefined) return [];
  const path = `records/${record}` as const;
  const [document] = await read([path]);
  const known = recordSchema.safeParse(document?.data).data;
  if (!known) return [];
  const unreadReplies = Math.max(0, (known.unreadReplies ?? 0) + (change === 'one-more' ? 1 : -1));
  return [{ kind: 'update', path, data: { unreadReplies, toSheet: true } }];
}
