import type { ImapFlow } from 'imapflow';
import type { BounceBox, BoxFailure, BoxPage } from '../ports';
import type { BoxPosition } from '../rules/mail-report';
import { imapFailure, mayBeTheMails } from './imap-failure';
import type { MailIds } from './mail-id';
import { mayBeReport, reportHeaders } from './may-be-report';
import { reportsOf } from './returned-mail';

export type ImapOptions = {
  /** `imaps://user:password@host:993/folder`, or `imap://…`, which is then encrypted by STARTTLS. */
  readonly url: string;
  readonly ids: MailIds;
  readonly machineNow: () => Date;
  /** Mails of one run, and bytes of one mail: what a report says stands at its beginning, and of long ones that is all. */
  readonly limit?: number;
  readonly longestMail?: number;
  /** Until an answer; and for the whole run, after which it ends with what it has. */
  readonly timeoutMs?: number;
  readonly budgetMs?: number;
};

const firstDays = 3;
const dayMs = 24 * 3_600_000;

/**
 * The mailbox by IMAP (RFC 3501), opened by EXAMINE, which cannot change anything: people may use it as well. Of each mail
 * only the headers are fetched that tell whether it may be a report, and of those that may be as much as is read.
 */
export function createImapBox(options: ImapOptions): BounceBox {
  const { timeoutMs = 15_000, budgetMs = 60_000 } = options;
  return {
    read: async (since) => {
      const end = options.machineNow().getTime() + budgetMs;
      let client: ImapFlow | undefined;
      let lost: Error | undefined;
      const failureOf = (error: unknown) => imapFailure(lost ?? error);
      try {
        client = await clientOf(options.url, timeoutMs);
        // Why the connection was lost is told here; the command that waits only hears that there is none.
        client.on('error', (error) => {
          lost ??= error;
        });
        await client.connect();
        const page = await readPage(client, since, { ...options, end, failureOf });
        await client.logout().catch(() => undefined);
        return page;
      } catch (error) {
        return failureOf(error);
      } finally {
        client?.close();
      }
    },
  };
}

async function clientOf(url: string, timeoutMs: number): Promise<ImapFlow> {
  const { ImapFlow } = await import('imapflow');
  const { protocol, hostname, port, username, password } = new URL(url);
  const onThisMachine = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  const secure = protocol === 'imaps:';
  return new ImapFlow({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 993 : 143) : Number(port),
    secure,
    // The password travels encrypted, except between programs on one machine.
    ...(secure ? {} : { doSTARTTLS: !onThisMachine }),
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
}

async function readPage(
  client: ImapFlow,
  since: BoxPosition | undefined,
  options: ImapOptions & { readonly end: number; readonly failureOf: (error: unknown) => BoxFailure },
): Promise<BoxPage> {
  const { url, machineNow, limit = 200, end, failureOf } = options;
  const folder = decodeURIComponent(new URL(url).pathname.slice(1)) || 'INBOX';
  const mailbox = await client.mailboxOpen(folder, { readOnly: true });
  const validity = String(mailbox.uidValidity);
  const last = since?.validity === validity ? since.uid : undefined;
  const uids = (await newUids(client, last, machineNow())).slice(0, limit);
  const mails: BoxPage['mails'][number][] = [];
  // Where there is nothing yet, the next mail has the number that was foretold.
  let read = last ?? (uids[0] ?? (mailbox.uidNext || 1)) - 1;
  for (const uid of uids) {
    if (mails.length > 0 && machineNow().getTime() >= end) break;
    try {
      mails.push({ uid, reports: await reportsIn(client, uid, options) });
      read = uid;
    } catch (error) {
      // What was read so far is good; the next run goes on from there.
      const failure = failureOf(error);
      const stopped = mayBeTheMails(failure) ? { ...failure, uid } : failure;
      return { mails, end: { validity, uid: read }, stopped };
    }
  }
  return { mails, end: { validity, uid: read } };
}

/** In the order in which they came. `n:*` always has the last mail, be its number smaller than n. */
async function newUids(client: ImapFlow, last: number | undefined, now: Date): Promise<readonly number[]> {
  const query =
    last === undefined
      ? { since: new Date(now.getTime() - firstDays * dayMs) }
      : { uid: `${last + 1}:*` as const };
  const found = await client.search(query, { uid: true });
  if (!found) throw Object.assign(new Error('search refused'), { responseStatus: 'NO' });
  return found.filter((uid) => uid > (last ?? 0)).toSorted((a, b) => a - b);
}

/**
 * A mail of any shape may come in: none must keep those behind it from being read. Each is asked for by itself, its
 * headers as well, so that it is known which one the server, or the line, does not get over.
 * @throws Error where it can't be fetched
 */
async function reportsIn(
  client: ImapFlow,
  uid: number,
  { ids, longestMail = 250_000 }: ImapOptions,
): Promise<BoxPage['mails'][number]['reports']> {
  const head = await client.fetchOne(String(uid), { headers: [...reportHeaders] }, { uid: true });
  if (!head || !mayBeReport(head.headers?.toString() ?? '')) return [];
  const mail = await client.fetchOne(String(uid), { source: { maxLength: longestMail } }, { uid: true });
  if (!mail) return [];
  return reportsOf(mail.source ?? Buffer.of(), ids).catch(() => 'unreadable');
}
