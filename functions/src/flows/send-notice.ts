import { randomUUID } from 'node:crypto';
import type { SendOutcome, Services, StoredDocument } from '../ports';
import { StoreConflict } from '../ports';
import { mayOptOut } from '../rules/contact';
import { afterSending, claimed, leaseSeconds } from '../rules/delivery';
import { type Notice, noticeSchema } from '../rules/notice';
import { noticeCost } from '../rules/notice-cost';
import { permittedAt } from '../rules/permitted-at';
import { smsValidSeconds } from '../rules/sms-validity';
import { firstDue } from '../rules/waiting';
import { noteChoice } from './contact-choice';
import { isOptedOut } from './contact-permission';
import { recordOutcome } from './record-outcome';

export type SentNotice = {
  /** As it then is. */
  readonly notice: Notice;
  /** Undefined where the claim came too late to be used. */
  readonly outcome: SendOutcome | undefined;
};

export type NotSent = 'put-aside' | 'not-ours';

export type SendingOptions = {
  /** From 0 to 1; spreads the next tries. */
  readonly random: () => number;
  readonly wait: (milliseconds: number) => Promise<unknown>;
  /** Whether the owner of this contact may have refused since the notice was stored: then they are asked for. */
  readonly mayHaveRefused: (contact: string) => Promise<boolean>;
};

/**
 * One notice: claim it, send it outside any transaction, record the outcome. `put-aside`: it is not to be sent, or not
 * now, and is due no more. `not-ours`: somebody else has written it meanwhile.
 */
export async function sendNotice(
  services: Services,
  document: StoredDocument,
  { random, wait, mayHaveRefused }: SendingOptions,
): Promise<SentNotice | NotSent> {
  const mine = await claim(services, document, mayHaveRefused);
  if (typeof mine === 'string') return mine;
  const outcome = isStillOurs(mine.notice, services.clock.machine())
    ? await send(services, mine.notice)
    : undefined;
  const { attempts } = mine.notice;
  const settled = await recordOutcome(services, mine, outcome ?? claimedLate, wait, (stored, now) =>
    afterSending(stored, attempts, outcome ?? claimedLate, now, random()),
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
 * asked when it was stored, and a refusal finds what is pending (`suppressPending`); so it is asked again only of one that
 * is tried again, which was out of its sight, and where the refusal may not have come to it yet.
 *
 * In a rehearsal everything goes as in earnest up to here, where it stops for good. Nobody has been told, so the blank
 * that it would have filled stays open, and the clerk phones.
 */
async function claim(
  { store, clock, settings }: Services,
  { path, version, data: stored }: StoredDocument,
  mayHaveRefused: SendingOptions['mayHaveRefused'],
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
  const isInDoubt = contact !== undefined && (attempts > 0 || (await mayHaveRefused(contact)));
  if (isInDoubt && (await isOptedOut(store.get, to, channel)))
    return putAside({ state: 'suppressed', reason: 'opted-out' });
  if (settings.rehearsal) {
    const rehearsed = { state: 'suppressed', reason: 'rehearsal', settledAt: now } as const;
    return putAside({ ...rehearsed, ...noticeCost(parsed.data, settings) }, ['code']);
  }
  const token = randomUUID();
  const change = claimed(parsed.data, clock.machine(), token);
  const won = await write(change).catch((error: unknown) => ({ error }));
  if (typeof won === 'string') return { notice: { ...parsed.data, ...change }, version: won };
  // The claim may have been written all the same, its answer lost, and a second try then found it in its way.
  const [after] = await store.get([path]);
  const found = noticeSchema.safeParse(after?.data).data;
  if (after && found?.claim === token) return { notice: found, version: after.version };
  if (won) throw won.error;
  return 'not-ours';
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
async function send({ sms, mail, links, clock, settings }: Services, notice: Notice): Promise<SendOutcome> {
  const { id: noticeId, to, text, subject, recipient } = notice;
  const validSeconds = smsValidSeconds(notice, clock.business().toISOString(), settings);
  const valid = validSeconds === undefined ? {} : { validSeconds };
  const refusing = mayOptOut(recipient) ? { unsubscribeUrl: links.unsubscribe(to) } : {};
  const answered = settings.serviceEmail === undefined ? {} : { replyTo: settings.serviceEmail };
  try {
    return notice.channel === 'sms'
      ? await sms.send({ noticeId, to, body: text, ...valid })
      : await mail.send({ noticeId, to, subject: subject ?? '', text, ...answered, ...refusing });
  } catch {
    return { outcome: 'unknown', code: 'sender-threw' };
  }
}
