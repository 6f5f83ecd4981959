import { createHmac, timingSafeEqual } from 'node:crypto';

/** What an email is known by when it comes back: made of its notice's id, and signed: only those who had the email know it. */
export type MailIds = {
  /** `notice-id.signature@domain`: the Message-ID without its angle brackets; the same whenever it is asked for. */
  readonly of: (noticeId: string) => string;
  /** The notice that such an id, with or without its domain, was made of; undefined for what was not made here. */
  readonly noticeOf: (id: string) => string | undefined;
};

export type MailIdOptions = {
  /** `Name <address>`: the address's domain ends the id. */
  readonly from: string;
  /** After a change of it, what comes back of earlier emails is not recognised. */
  readonly secret: string;
};

/** The header in which an email names itself besides in its Message-ID. */
export const idHeader = 'X-Gendan-Message';

/** 96 bits: as long as need be, since ids are quoted in reports whose lines are short. */
const signedLength = 16;
/** What `encodeURIComponent` leaves as it is, but a Message-ID had better not hold. */
const unsafe = /[!'()*]/g;
const made = /^<?([\w.~%-]{1,800})\.([\w-]{16})(?:@[^\s@<>]*)?>?$/;

export function createMailIds({ from, secret }: MailIdOptions): MailIds {
  const domain = /@([^\s>]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
  const sign = (noticeId: string): string =>
    createHmac('sha256', secret).update(`mail ${noticeId}`).digest('base64url').slice(0, signedLength);
  return {
    // A colleague's address in the notice's id must not look like the mail id's own domain.
    of: (noticeId) => `${encoded(noticeId)}.${sign(noticeId)}@${domain}`,
    noticeOf: (id) => {
      const [, owner, signed] = made.exec(id.trim()) ?? [];
      const noticeId = owner === undefined ? undefined : decoded(owner);
      if (noticeId === undefined || signed === undefined) return undefined;
      return timingSafeEqual(Buffer.from(signed), Buffer.from(sign(noticeId))) ? noticeId : undefined;
    },
  };
}

function encoded(noticeId: string): string {
  return encodeURIComponent(noticeId).replace(
    unsafe,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
