import type { Form } from '../forms/form';
import type { SendOutcome, Services, StoredDocument } from '../ports';
import { StoreConflict } from '../ports';
import { afterSending, claimed } from '../rules/delivery';
import { type Notice, noticeSchema } from '../rules/notice';
import { firstPermitted } from '../rules/quiet-hours';
import { fillBlank } from './fill-blank';
import { settleNotice } from './settle-notice';

/** `passed-over`: not sent by this run, because somebody else claimed it, it must wait, or it can't be read. */
export type SendResult = 'accepted' | 'failed' | 'unknown' | 'retrying' | 'passed-over';

/** One notice: claim it, send it outside any transaction, record the outcome, fill its blank. */
export async function sendNotice(
  services: Services,
  forms: readonly Form[],
  document: StoredDocument,
  random: () => number,
): Promise<SendResult> {
  const notice = await claim(services, document);
  if (!notice) return 'passed-over';
  const outcome = await send(services, notice);
  const settled = await settleNotice(services, notice.id, (stored, now) =>
    afterSending(stored, notice.attempts, outcome, now, random()),
  );
  if (settled.kind === 'absent') return 'unknown';
  if (settled.notice.fillPending) await fillBlank(services, forms, notice.id);
  switch (settled.notice.state) {
    case 'pending':
      return 'retrying';
    case 'failed':
    case 'unknown':
      return settled.notice.state;
    default:
      return 'accepted';
  }
}

/**
 * Claims by the version that was read, so that of several runs one wins. A notice that has meanwhile come into quiet
 * hours (it was held up, or is being tried again) waits for the morning instead.
 */
async function claim(
  { store, clock, settings }: Services,
  { path, version, data: stored }: StoredDocument,
): Promise<Notice | undefined> {
  const write = async (data: Partial<Notice>): Promise<boolean> => {
    try {
      await store.write([{ kind: 'update', path, data, version }]);
      return true;
    } catch (error) {
      if (error instanceof StoreConflict) return false;
      throw error;
    }
  };
  const now = clock.business().toISOString();
  const parsed = noticeSchema.safeParse(stored);
  if (!parsed.success) {
    await write({ state: 'failed', reason: 'unreadable', settledAt: now });
    return undefined;
  }
  const permitted = firstPermitted(now, settings.quietHours, settings.zone);
  if (permitted > now) {
    await write({ dueAt: permitted });
    return undefined;
  }
  const change = claimed(parsed.data, clock.machine());
  return (await write(change)) ? { ...parsed.data, ...change } : undefined;
}

/** A sender that breaks its promise and throws may have sent. */
async function send({ sms, mail }: Services, notice: Notice): Promise<SendOutcome> {
  const { id: noticeId, to, text, subject } = notice;
  try {
    return notice.channel === 'sms'
      ? await sms.send({ noticeId, to, body: text })
      : await mail.send({ noticeId, to, subject: subject ?? '', text });
  } catch {
    return { outcome: 'unknown', code: 'sender-threw' };
  }
}
