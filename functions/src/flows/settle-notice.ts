import type { DocumentPath, Services, Write } from '../ports';
import type { NoticeChange } from '../rules/delivery';
import { emailInstead } from '../rules/email-instead';
import { type Notice, noticeSchema } from '../rules/notice';

export type Settled =
  | { readonly kind: 'changed'; readonly notice: Notice }
  | { readonly kind: 'unchanged'; readonly notice: Notice }
  | { readonly kind: 'absent' };

/**
 * Records what became of a notice: reads it, lets `decide` say what changes, and writes that together with the email
 * that follows an SMS which did not arrive. `decide` sees the newest state and may run several times.
 */
export function settleNotice(
  services: Pick<Services, 'store' | 'clock' | 'settings'>,
  id: string,
  decide: (notice: Notice, now: string) => NoticeChange,
): Promise<Settled> {
  const path: DocumentPath = `notices/${id}`;
  const now = services.clock.business().toISOString();
  return services.store.transact<Settled>(async (read) => {
    const [document] = await read([path]);
    if (!document) return { writes: [], result: { kind: 'absent' } };
    const before = noticeSchema.parse(document.data);
    const change = decide(before, now);
    if (!change) return { writes: [], result: { kind: 'unchanged', notice: before } };
    const { reason: _reason, code: _code, leaseUntil: _leaseUntil, ...kept } = before;
    const notice: Notice = { ...kept, ...change };
    const writes: Write[] = [{ kind: 'set', path, data: notice }];
    const email = emailInstead(notice, now, services.settings);
    if (email) writes.push({ kind: 'create', path: `notices/${email.id}`, data: email });
    return { writes, result: { kind: 'changed', notice } };
  });
}
