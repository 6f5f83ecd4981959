import type { SendOutcome, Services, StoredDocument } from '../ports';
import { StoreConflict } from '../ports';
import { afterSending, claimed } from '../rules/delivery';
import { type Notice, noticeSchema } from '../rules/notice';
import { permittedAt } from '../rules/permitted-at';
import { settleNotice } from './settle-notice';

/**
 * One notice: claim it, send it outside any transaction, record the outcome. Gives the notice as it then is; undefined
 * where this run did not send it, because somebody else claimed it, it must wait, or it can't be read.
 */
export async function sendNotice(
  services: Services,
  document: StoredDocument,
  random: () => number,
): Promise<Notice | undefined> {
  const notice = await claim(services, document);
  if (!notice) return undefined;
  const outcome = await send(services, notice);
  const settled = await settleNotice(services, notice.id, (stored, now) =>
    afterSending(stored, notice.attempts, outcome, now, random()),
  );
  return settled.kind === 'absent' ? notice : settled.notice;
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
  const permitted = permittedAt(parsed.data, now, settings);
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
