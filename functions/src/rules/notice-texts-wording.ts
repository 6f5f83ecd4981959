import type { Channel, Notice, NoticeReason, NoticeState } from './notice';
import type { InsteadStand, Stopped } from './notice-standing';
import type { ClockThere } from './quiet-end';

/** Why a notice waits though nothing is wrong: it is night for its recipient, or other changes may follow. */
export type WaitsFor = 'quiet-hours' | 'correction';

/** The company's own clocks: Chinese has a name for those of its mainland. */
export type OurClock = 'beijing' | 'other';

/** How one language says where a notice stands. */
export type NoticeWords = {
  readonly kinds: Readonly<Record<Notice['kind'], string>>;
  readonly recipients: Readonly<Record<Notice['recipient'], string>>;
  readonly channels: Readonly<Record<Channel, string>>;
  /** Told in full: of one that waits `time` is when it leaves, and `why` it does not leave at once. */
  readonly waits: (time: string | undefined, why: WaitsFor | undefined) => string;
  /** Of one that waits for day where it goes: `there` by their clocks, `time` by ours. */
  readonly waitsForDay: (there: ClockThere, time: string, ours: OurClock) => string;
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
    readonly pendingForDay: (there: ClockThere, time: string, ours: OurClock) => string;
    readonly lookingUp: string;
    readonly landline: string;
    /** The other channel's message has gone in its place: by that channel. */
    readonly insteadLeft: Readonly<Record<Channel, string>>;
    readonly rehearsal: string;
    /** Where a correction itself stands. */
    readonly correction: (stand: string) => string;
  };
  /** Why it did not arrive, and what a clerk does about it. */
  readonly reasons: Readonly<
    Record<NoticeReason | 'none', { readonly why: ByChannel; readonly todo: string }>
  >;
  /** What the commoner codes of SMS and of mail servers (RFC 3463) mean, `5.7.x` for all that begin so, and how the others are named. */
  readonly codes: Readonly<Record<string, string>>;
  readonly code: (code: string) => string;
  /** What became of the message in its place, by that one's channel, and what is left to do. */
  readonly instead: Readonly<Record<Channel, Readonly<Record<InsteadStand, string>>>>;
  readonly followed: string;
  /** By a rehearsal, from whom something had been sent before: what is left to do. */
  readonly stopped: Readonly<Record<Stopped, string>>;
  /** Between why and what to do. */
  readonly comma: string;
  /** After what is spoken of, and between words. */
  readonly colon: string;
  readonly space: string;
};

type ByChannel = string | Readonly<Record<Channel, string>>;
