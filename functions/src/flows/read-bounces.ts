import { z } from 'zod';
import type { Form } from '../forms/form';
import { log } from '../log';
import type { BoxFailure, BoxPage, Services } from '../ports';
import { mayOptOut } from '../rules/contact';
import { afterReport } from '../rules/delivery';
import { boxPositionSchema, type MailReport } from '../rules/mail-report';
import { noticeSchema } from '../rules/notice';
import { choiceWrites, suppressPending } from './contact-choice';
import { settleReported } from './settle-reported';

const path = 'providers/bounces';
/** Up to where the mailbox is dealt with, and how often in vain the next mail was tried. */
const progressSchema = boxPositionSchema.extend({ tries: z.number().optional() });
type Progress = z.infer<typeof progressSchema>;
/** Twenty-five minutes, at a run every five: by then it is the mail, or its notice, and no passing fault of the store or the mailbox. */
const mostTries = 5;

export type BounceCount = {
  readonly mails: number;
  /** Notices of which it is news that they came back. */
  readonly bounced: number;
  readonly unwanted: number;
};

/**
 * Reads the next mails of the mailbox to which ours come back, and takes in what they say, as what an SMS provider reports
 * later. How far it has come is stored after what the mails say, so that a run which dies is repeated by the next one;
 * taking in the same mail again changes nothing. A mail that can't be read, or not fetched or dealt with in five runs, is passed over.
 * Where the mailbox can't be read, the log says what to check, and the next run tries again.
 * @throws whatever the store threw while it was dealt with a mail: the mails before it are done
 */
export async function readBounces(
  services: Services,
  forms: readonly Form[],
): Promise<BounceCount | 'no-mailbox' | 'not-read'> {
  const { bounces, store } = services;
  if (!bounces) return 'no-mailbox';
  const [stored] = await store.get([path]);
  const before = progressSchema.safeParse(stored?.data).data;
  const page = await bounces.read(before && { validity: before.validity, uid: before.uid });
  if ('failed' in page) {
    warn(page);
    return 'not-read';
  }
  const keep = async (progress: Progress): Promise<void> => {
    if (JSON.stringify(progress) !== JSON.stringify(before))
      await store.write([{ kind: 'set', path, data: progress }]);
  };
  const count = { mails: page.mails.length, bounced: 0, unwanted: 0 };
  for (const mail of page.mails) {
    try {
      for (const says of await takeIn(services, forms, mail)) count[says] += 1;
    } catch (error) {
      const { at, tries } = triedAt(mail.uid, page, before);
      if (tries >= mostTries) {
        log('ERROR', 'returned mail passed over', { uid: mail.uid, tries, ...aboutOf(mail) });
        continue;
      }
      await keep({ ...at, tries });
      throw error;
    }
  }
  if (page.stopped) await keep(stoppedAt(page.stopped, page, before));
  else await keep(page.end);
  return page.stopped && page.mails.length === 0 ? 'not-read' : count;
}

/** Where to go on after a page that ended before its time: at the same mail again, or after too many tries behind it. */
function stoppedAt(
  stopped: NonNullable<BoxPage['stopped']>,
  page: BoxPage,
  before: Progress | undefined,
): Progress {
  warn(stopped);
  const { uid } = stopped;
  if (uid === undefined) return before && isSame(before, page.end) ? before : page.end;
  const { at, tries } = triedAt(uid, page, before);
  if (tries < mostTries) return { ...at, tries };
  log('ERROR', 'returned mail passed over', { uid, tries, code: stopped.code });
  return { ...at, uid };
}

/** The place before that mail, and how often it has been tried by now. */
function triedAt(
  uid: number,
  { end: { validity } }: BoxPage,
  before: Progress | undefined,
): { readonly at: Progress; readonly tries: number } {
  const at = { validity, uid: uid - 1 };
  return { at, tries: before && isSame(before, at) ? (before.tries ?? 0) + 1 : 1 };
}

function warn({ failed, code }: BoxFailure): void {
  log('WARNING', 'returned mails not read', { check: `BOUNCES_IMAP_URL: ${failed}`, code });
}

type ReadMail = BoxPage['mails'][number];

/** What was news. */
async function takeIn(
  services: Services,
  forms: readonly Form[],
  { uid, reports }: ReadMail,
): Promise<readonly MailReport['says'][]> {
  if (reports === 'unreadable') {
    log('WARNING', 'returned mail unreadable', { uid });
    return [];
  }
  const news: MailReport['says'][] = [];
  for (const report of reports) {
    const isNews =
      report.says === 'bounced'
        ? await takeBack(services, forms, report)
        : await noteRefusal(services, report);
    if (isNews) news.push(report.says);
  }
  return news;
}

/** That the report is about this notice its signed id says: what the email was known by may have changed with the sender's address. */
async function takeBack(
  services: Services,
  forms: readonly Form[],
  { noticeId, providerId, code }: MailReport,
): Promise<boolean> {
  const reported = await settleReported(services, forms, noticeId, (notice, now) =>
    notice.channel === 'email'
      ? afterReport(
          notice,
          {
            providerId: notice.providerId ?? providerId,
            state: 'undelivered',
            ...(code === undefined ? {} : { code }),
          },
          now,
        )
      : undefined,
  );
  return reported === 'recorded';
}

/**
 * They have the email and want no more: the notice itself has arrived. The notice is marked in the transaction that stores
 * the choice, since the same complaint may be read again after they have agreed anew.
 */
async function noteRefusal({ store, clock }: Services, { noticeId }: MailReport): Promise<boolean> {
  const path = `notices/${noticeId}` as const;
  const now = clock.business().toISOString();
  const refused = await store.transact<string | undefined>(async (read) => {
    const [document] = await read([path]);
    const notice = document && noticeSchema.parse(document.data);
    if (notice?.channel !== 'email' || !mayOptOut(notice.recipient) || notice.complainedAt !== undefined)
      return { writes: [], result: undefined };
    const { to: address, channel } = notice;
    const choice = await choiceWrites({ address, channel, wants: 'no-more', by: 'provider' }, now, read);
    const marked = { kind: 'update', path, data: { complainedAt: now } } as const;
    return { writes: [...choice, marked], result: address };
  });
  if (refused !== undefined) await suppressPending(store, refused);
  return refused !== undefined;
}

function isSame(progress: Progress, { validity, uid }: Progress): boolean {
  return progress.validity === validity && progress.uid === uid;
}

function aboutOf({ reports }: ReadMail): { notices?: string } {
  return reports === 'unreadable' ? {} : { notices: reports.map(({ noticeId }) => noticeId).join(' ') };
}
