import type { SendOutcome, Services, StoredDocument } from '../ports';
import { StoreConflict } from '../ports';
import { mayOptOut } from '../rules/contact';
import { afterSending, claimed, leaseSeconds } from '../rules/delivery';
import { type Notice, noticeSchema } from '../rules/notice';
import { permittedAt } from '../rules/permitted-at';
import { noteChoice } from './contact-choice';
import { isOptedOut } from './contact-permission';
import { settleClaimed } from './settle-notice';

export type SentNotice = {
  /** As it then is. */
  readonly notice: Notice;
  /** Undefined where the claim came too late to be used. */
  readonly outcome: SendOutcome | undefined;
};

/**
 * One notice: claim it, send it outside any transaction, record the outcome. Undefined where this run did not claim it,
 * because somebody else did, it must wait, or it can't be read.
 */
export async function sendNotice(
  services: Services,
  document: StoredDocument,
  random: () => number,
): Promise<SentNotice | undefined> {
  const mine = await claim(services, document);
  if (!mine) return undefined;
  const outcome = isStillOurs(mine.notice, services.clock.machine())
    ? await send(services, mine.notice)
    : undefined;
  const settled = await settleClaimed(services, mine, (stored, now) =>
    afterSending(stored, mine.notice.attempts, outcome ?? claimedLate, now, random()),
  );
  if (outcome?.outcome === 'permanent' && outcome.reason === 'opted-out') {
    const { to: address, channel } = mine.notice;
    await noteChoice(services, { address, channel, wants: 'no-more', by: 'provider' });
  }
  return { notice: settled.kind === 'absent' ? mine.notice : settled.notice, outcome };
}

/**
 * Claims by the version that was read, so that of several runs one wins. A notice that has meanwhile come into quiet
 * hours (it was held up, or is being tried again) waits for the morning instead. Whether its recipient wants it was
 * asked when it was stored, and a refusal finds what is pending; only one that is tried again was out of its sight.
 */
async function claim(
  { store, clock, settings }: Services,
  { path, version, data: stored }: StoredDocument,
): Promise<{ readonly notice: Notice; readonly version: string } | undefined> {
  const write = async (data: Partial<Notice>): Promise<string | undefined> => {
    try {
      return (await store.write([{ kind: 'update', path, data, version }]))[0];
    } catch (error) {
      if (error instanceof StoreConflict) return undefined;
      throw error;
    }
  };
  const now = clock.business().toISOString();
  const parsed = noticeSchema.safeParse(stored);
  if (!parsed.success) {
    await write({ state: 'failed', reason: 'unreadable', settledAt: now, showPending: true });
    return undefined;
  }
  const permitted = permittedAt(parsed.data, now, settings);
  if (permitted > now) {
    await write({ dueAt: permitted, showPending: true });
    return undefined;
  }
  const { to, channel, attempts, contact } = parsed.data;
  if (contact !== undefined && attempts > 0 && (await isOptedOut(store.get, to, channel))) {
    await write({ state: 'suppressed', reason: 'opted-out', showPending: true });
    return undefined;
  }
  const change = claimed(parsed.data, clock.machine());
  const claimedVersion = await write(change);
  return claimedVersion === undefined
    ? undefined
    : { notice: { ...parsed.data, ...change }, version: claimedVersion };
}

const claimedLate: SendOutcome = { outcome: 'passing', code: 'claimed-late' };

/**
 * Half the lease is for claiming. A process that was frozen longer, or waited longer for its claim, must not send at a
 * time when others may take the notice for given up.
 */
function isStillOurs({ leaseUntil = '' }: Notice, machineNow: Date): boolean {
  return machineNow.getTime() < Date.parse(leaseUntil) - (leaseSeconds / 2) * 1000;
}

/** A sender that breaks its promise and throws may have sent. */
async function send({ sms, mail, links }: Services, notice: Notice): Promise<SendOutcome> {
  const { id: noticeId, to, text, subject, recipient } = notice;
  const refusing = mayOptOut(recipient) ? { unsubscribeUrl: links.unsubscribe(to) } : {};
  try {
    return notice.channel === 'sms'
      ? await sms.send({ noticeId, to, body: text })
      : await mail.send({ noticeId, to, subject: subject ?? '', text, ...refusing });
  } catch {
    return { outcome: 'unknown', code: 'sender-threw' };
  }
}
