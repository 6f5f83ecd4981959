import type { SendOutcome, Services, StoredDocument } from '../ports';
import { StoreConflict } from '../ports';
import { mayOptOut } from '../rules/contact';
import { afterSending, claimed, leaseSeconds } from '../rules/delivery';
import { type Notice, noticeSchema } from '../rules/notice';
import { noticeCost } from '../rules/notice-cost';
import { permittedAt } from '../rules/permitted-at';
import { firstDue } from '../rules/waiting';
import { noteChoice } from './contact-choice';
import { isOptedOut } from './contact-permission';
import { settleClaimed } from './settle-notice';

export type SentNotice = {
  /** As it then is. */
  readonly notice: Notice;
  /** Undefined where the claim came too late to be used. */
  readonly outcome: SendOutcome | undefined;
};

export type NotSent = 'put-aside' | 'not-ours';

/**
 * One notice: claim it, send it outside any transaction, record the outcome. `put-aside`: it is not to be sent, or not
 * now, and is due no more. `not-ours`: somebody else has written it meanwhile.
 */
export async function sendNotice(
  services: Services,
  document: StoredDocument,
  random: () => number,
): Promise<SentNotice | NotSent> {
  const mine = await claim(services, document);
  if (typeof mine === 'string') return mine;
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
 *
 * In a rehearsal everything goes as in earnest up to here, where it stops for good. Nobody has been told, so the blank
 * that it would have filled stays open, and the clerk phones.
 */
async function claim(
  { store, clock, settings }: Services,
  { path, version, data: stored }: StoredDocument,
): Promise<{ readonly notice: Notice; readonly version: string } | NotSent> {
  const write = async (data: Partial<Notice>, remove: readonly string[] = []) => {
    try {
      return (await store.write([{ kind: 'update', path, data, remove, version }]))[0];
    } catch (error) {
      if (error instanceof StoreConflict) return undefined;
      throw error;
    }
  };
  const putAside = async (data: Partial<Notice>, remove?: readonly string[]): Promise<NotSent> =>
    (await write({ ...data, showPending: true }, remove)) === undefined ? 'not-ours' : 'put-aside';
  const now = clock.business().toISOString();
  const parsed = noticeSchema.safeParse(stored);
  if (!parsed.success) return putAside({ state: 'failed', reason: 'unreadable', settledAt: now });
  const permitted = permittedAt(parsed.data, now, settings);
  if (permitted > now) return putAside({ dueAt: permitted, firstDueAt: firstDue(parsed.data) });
  const { to, channel, attempts, contact } = parsed.data;
  if (contact !== undefined && attempts > 0 && (await isOptedOut(store.get, to, channel)))
    return putAside({ state: 'suppressed', reason: 'opted-out' });
  if (settings.rehearsal) {
    const rehearsed = { state: 'suppressed', reason: 'rehearsal', settledAt: now } as const;
    return putAside({ ...rehearsed, ...noticeCost(parsed.data, settings) }, ['code']);
  }
  const change = claimed(parsed.data, clock.machine());
  const claimedVersion = await write(change);
  return claimedVersion === undefined
    ? 'not-ours'
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
