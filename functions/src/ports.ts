import type { CellInput } from './forms/edit-contract';
import type { BoxPosition, MailReport } from './rules/mail-report';
import type { Channel } from './rules/notice';
import type { Staff } from './rules/record';
import type { SendOutcome } from './rules/send-outcome';
import type { DeployedSettings, Settings } from './rules/settings';
import type { Store } from './store-port';

export * from './store-port';

export type SmsToSend = {
  readonly noticeId: string;
  readonly to: string;
  readonly body: string;
  /** What the provider has not passed on by then it drops. */
  readonly validSeconds?: number;
};
export type MailToSend = {
  readonly noticeId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Where an answer to it goes; absent: to its sender. */
  readonly replyTo?: string;
  /** Where its recipient may refuse to get any more: for those who may. */
  readonly unsubscribeUrl?: string;
};

export type { SendOutcome };

/** A message in the provider's own list, with the provider's words for what became of it. */
export type SentSms = { readonly providerId: string; readonly status: string; readonly errorCode?: string };
type SmsWanted = { readonly to: string; readonly body: string; readonly since: Date };

export type SmsSender = {
  readonly send: (message: SmsToSend) => Promise<SendOutcome>;
  /**
   * The messages of this text that the provider has taken over for this number since then, those still waiting there
   * included; `complete`: there are certainly no others. Undefined where there was no answer; it never throws.
   */
  readonly find?: (
    wanted: SmsWanted,
  ) => Promise<{ readonly sent: readonly SentSms[]; readonly complete: boolean } | undefined>;
  /** A message by its id; `gone`: it is kept no more. Undefined where there was no answer; it never throws. */
  readonly fetch?: (providerId: string) => Promise<SentSms | 'gone' | undefined>;
};
export type MailSender = { readonly send: (message: MailToSend) => Promise<SendOutcome> };

/** Mails in the order in which they came; those that say nothing of ours have no reports. */
export type BoxPage = {
  readonly mails: readonly { readonly uid: number; readonly reports: readonly MailReport[] | 'unreadable' }[];
  readonly end: BoxPosition;
  /** Why the page ends before its time; `uid`: the mail at which, unless the server says that it is no mail's fault. */
  readonly stopped?: BoxFailure & { readonly uid?: number };
};
/** What is to be checked where the mailbox could not be read, and the library's or the server's word for it. */
export type BoxFailure = {
  readonly failed: 'connection' | 'sign-in' | 'mailbox' | 'no-answer';
  readonly code: string;
};

/** The mailbox to which emails come back that a server had taken. */
export type BounceBox = {
  /**
   * The next mails after that position; those of the last days where there is none, or where their numbers hold no more.
   * Nothing in the mailbox is changed, not even which mails are read. It never throws.
   */
  readonly read: (since: BoxPosition | undefined) => Promise<BoxPage | BoxFailure>;
};

/** A tab as the spreadsheet shows it: heading rows, body, and charts over it. */
export type SheetTab = {
  readonly title: string;
  readonly rows: readonly (readonly (string | number)[])[];
  readonly headerRows: number;
  /** Rows further down that head a table of their own. */
  readonly headingRows?: readonly number[];
  /** So many rows of a column, from `row` on (from 0), whose numbers are amounts of money: shown with two decimals. */
  readonly money?: readonly { readonly row: number; readonly rows: number; readonly column: number }[];
  readonly columnWidths: readonly number[];
};

/** The spreadsheet as the functions see it: few calls, each counted by Google's quota. */
export type Spreadsheet = {
  /** One read call: tab titles with ids, and all values of the named tabs. Absent tabs are left out. */
  readonly read: (
    spreadsheetId: string,
    tabs: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly (readonly CellInput[])[]>>;
  /** One write call: cells by tab, row and column (from 0). Text stays text. */
  readonly writeCells: (
    spreadsheetId: string,
    cells: readonly {
      readonly tab: string;
      readonly row: number;
      readonly column: number;
      readonly value: string | number;
    }[],
  ) => Promise<void>;
  /**
   * Adds rows below the last one of a tab in which anything stands: one read and one write call. Text stays text. Once
   * sent it is not repeated unless the spreadsheet said that it did nothing. @throws where there is no such tab.
   */
  readonly appendRows: (
    spreadsheetId: string,
    tab: string,
    rows: readonly (readonly (string | number)[])[],
  ) => Promise<void>;
  /** Makes or rewrites whole tabs: one read call and one write call for all of them. */
  readonly writeTabs: (spreadsheetId: string, tabs: readonly SheetTab[]) => Promise<void>;
};

/** Two times: business time for deadlines and everything stored as such; machine time for tokens, leases and quotas. */
export type Clock = { readonly business: () => Date; readonly machine: () => Date };

export type VerifiedCaller = { readonly email: string };

/** `contact`: under which the owner's choice is stored. The `address` is known of links of an older make only. */
export type LinkOwner = { readonly contact: string; readonly address?: string; readonly channel: Channel };

/** Public addresses for people outside, signed so that nobody can make one up. */
export type Links = {
  /** Where whoever reads at this email address may refuse to be written to; it never expires. */
  readonly unsubscribe: (email: string) => string;
  /** Whose link it is, by its token; undefined for what was not made here. */
  readonly ownerOf: (token: string) => LinkOwner | undefined;
};

/** The settings as they hold at this moment; what managers type may take some seconds to hold. */
export type SettingsDirectory = { readonly current: () => Promise<Settings> };

/** Everybody on the staff list. `current` may be some seconds old; `reload` asks the store. */
export type StaffDirectory = {
  readonly current: () => Promise<readonly Staff[]>;
  readonly reload: () => Promise<readonly Staff[]>;
};

export type Services = {
  readonly store: Store;
  readonly staff: StaffDirectory;
  readonly sms: SmsSender;
  readonly mail: MailSender;
  /** Absent where none is configured: an email that comes back later is then never heard of. */
  readonly bounces?: BounceBox;
  /** Messages per second that each channel may send; Infinity: as fast as it goes. */
  readonly pace: Readonly<Record<Channel, number>>;
  readonly spreadsheet: Spreadsheet;
  readonly clock: Clock;
  readonly settings: Settings;
  /** @throws Refusal 401 or 403 with the reason. */
  readonly verifyCaller: (token: string) => Promise<VerifiedCaller>;
  /** Whether the SMS provider signed these fields for this address below the public one, its query included. */
  readonly verifyCallback: (
    signature: string,
    address: `/${string}`,
    fields: Readonly<Record<string, string>>,
  ) => boolean;
  readonly links: Links;
  /** Wakes the delivery without waiting for it. */
  readonly wakeDelivery: () => void;
};

/**
 * What is wired once, at a cold start. Managers change settings at any time, so whatever begins (a request, a sweep)
 * asks for the services of its moment.
 */
export type WiredServices = Omit<Services, 'settings'> & {
  readonly deployed: DeployedSettings;
  readonly current: () => Promise<Services>;
};
