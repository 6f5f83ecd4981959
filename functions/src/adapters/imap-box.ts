import type { ImapFlow } from 'imapflow';
import type { BounceBox, BoxPage } from '../ports';
import type { BoxPosition } from '../rules/mail-report';
import { imapFailure } from './imap-failure';
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
      try {
        client = await clientOf(options.url, timeoutMs);
        // Why the connection was lost is told here; the command that waits only hears that there is none.
        client.on('error', (error) => {
          lost ??= error;
        });
        await client.connect();
        const page = await readPage(client, since, { ...options, end });
        await client.logout().catch(() => undefined);
        return page;
      } catch (error) {
        return imapFailure(lost ?? error);
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
  options: ImapOptions & { readonly end: number },
): Promise<BoxPage> {
  const { url, machineNow, limit = 200, end } = options;
  const folder = decodeURIComponent(new URL(url).pathname.slice(1)) || 'INBOX';
  const mailbox = await client.mailboxOpen(folder, { readOnly: true });
  const validity = String(mailbox.uidValidity);
  const last = since?.validity === validity ? since.uid : undefined;
  const uids = (await newUids(client, last, machineNow())).slice(0, limit);
  const mails: BoxPage['mails'][number][] = [];
  // Where there is nothing yet, the next mail has the number that was foretold.
  const done = (uid: number): BoxPosition => ({ validity, uid });
  if (uids.length === 0) return { mails, end: done(last ?? (mailbox.uidNext || 1) - 1) };
  const heads = await client.fetchAll(uids.join(','), { headers: [...reportHeaders] }, { uid: true });
  const headOf = new Map(heads.map((head) => [head.uid, head.headers?.toString() ?? '']));
  for (const uid of uids) {
    if (mails.length > 0 && machineNow().getTime() >= end) break;
    try {
      const reports = mayBeReport(headOf.get(uid) ?? '') ? await reportsIn(client, uid, options) : [];
      mails.push({ uid, reports });
    } catch (error) {
      // What was read so far is good; the next run goes on from there, or says what is wrong.
      if (mails.length === 0) throw error;
      break;
    }
  }
  return { mails, end: done(mails.at(-1)?.uid ?? last ?? 0) };
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

/** A mail of any shape may come in, or one that the server itself can't read: none must keep those behind it from being read. */
async function reportsIn(
  client: ImapFlow,
  uid: number,
  { ids, longestMail = 250_000 }: ImapOptions,
): Promise<BoxPage['mails'][number]['reports']> {
  const source = { maxLength: longestMail };
  try {
    const mail = await client.fetchOne(String(uid), { source }, { uid: true });
    return mail ? await reportsOf(mail.source ?? Buffer.of(), ids) : [];
  } catch (error) {
    if (client.usable) return 'unreadable';
    throw error;
  }
}
