/** A mail as it lies in a mailbox: its number within the mailbox, never used twice, and when it came. */
export type KeptMail = { readonly uid: number; readonly raw: Buffer; readonly at: Date };

export type ReturnedBox = {
  /** Says whether numbers that were seen earlier still mean the same mails (RFC 3501, 2.3.1.1). */
  readonly validity: () => number;
  /** Oldest first. */
  readonly mails: () => readonly KeptMail[];
  readonly nextUid: () => number;
  readonly add: (raw: Buffer) => KeptMail;
  /** Which mails somebody has read, by number. */
  readonly seen: () => readonly number[];
  readonly markSeen: (uid: number) => void;
  /** As after a restore from a backup: the mails are numbered anew. */
  readonly renumber: () => void;
};

/** The sender's mailbox: what comes back lies there until somebody looks. `now` is when mails come, as a mail server would know it. */
export function createReturnedBox(now: () => Date): ReturnedBox {
  let mails: readonly KeptMail[] = [];
  const seen = new Set<number>();
  let next = 1;
  let validity = Math.floor(now().getTime() / 1000);
  return {
    validity: () => validity,
    mails: () => mails,
    nextUid: () => next,
    add: (raw) => {
      const mail = { uid: next, raw, at: now() };
      next += 1;
      mails = [...mails, mail];
      return mail;
    },
    seen: () => [...seen],
    markSeen: (uid) => {
      seen.add(uid);
    },
    renumber: () => {
      validity += 1;
      mails = mails.map((mail, index) => ({ ...mail, uid: index + 1 }));
      next = mails.length + 1;
    },
  };
}
