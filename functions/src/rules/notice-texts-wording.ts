import type { Channel, Notice, NoticeReason, NoticeState } from './notice';
import type { EmailInstead } from './notice-standing';

/** Why a notice waits though nothing is wrong: it is night for its recipient, or other changes may follow. */
export type WaitsFor = 'quiet-hours' | 'correction';

/** How one language says where a notice stands. */
export type NoticeWords = {
  readonly kinds: Readonly<Record<Notice['kind'], string>>;
  readonly recipients: Readonly<Record<Notice['recipient'], string>>;
  readonly channels: Readonly<Record<Channel, string>>;
  /** Told in full: of one that waits `time` is when it leaves, and `why` it does not leave at once. */
  readonly waits: (time: string | undefined, why: WaitsFor | undefined) => string;
  readonly waitsForProvider: string;
  readonly triesAgain: (time: string | undefined) => string;
  readonly sending: string;
  readonly accepted: Readonly<Record<Channel, string>>;
  readonly delivered: string;
  readonly withdrawn: string;
  readonly suppressed: string;
  readonly undelivered: (trouble: string) => string;
  readonly failed: (trouble: string) => string;
  readonly lookingUp: string;
  readonly unsure: string;
  /** In two or three characters, beside others on one line. */
  readonly short: Readonly<Record<Exclude<NoticeState, 'pending'>, string>> & {
    readonly pending: (time: string | undefined) => string;
    readonly lookingUp: string;
    readonly emailLeft: string;
    readonly rehearsal: string;
    /** Where a correction itself stands. */
    readonly correction: (stand: string) => string;
  };
  /** Why it did not arrive, and what a clerk does about it. */
  readonly reasons: Readonly<
    Record<NoticeReason | 'none', { readonly why: ByChannel; readonly todo: string }>
  >;
  /** What the commoner codes of SMS and of mail servers (RFC 3463) mean, and how the others are named. */
  readonly codes: Readonly<Record<string, string>>;
  readonly code: (code: string) => string;
  /** What became of the email in its place, and what is left to do. */
  readonly email: Readonly<Record<EmailInstead, string>>;
  readonly followed: string;
  /** Between why and what to do. */
  readonly comma: string;
  /** After what is spoken of, and between words. */
  readonly colon: string;
  readonly space: string;
};

type ByChannel = string | Readonly<Record<Channel, string>>;
