import type { ConsentWay } from './consent';
import type { Recipient } from './notice-rule';

type NoticeChannel = 'sms' | 'email';

type PlaceAsked = {
  readonly form: string;
  readonly key: string;
  readonly recipient: Recipient;
  readonly channel: NoticeChannel;
};

/** What travels between the sidebar of the notices and `POST /notices`. The function parses it with zod. */
export type NoticesAsked =
  /** All that people were told about one row. */
  | { readonly do: 'list'; readonly form: string; readonly key: string }
  /** The same for the row that a notice is about. */
  | { readonly do: 'list'; readonly notice: string }
  /** What customers have answered and nobody has read. */
  | { readonly do: 'inbox' }
  /** `mayHaveLeft`: the person knows that it may have arrived, and wants it sent all the same. */
  | { readonly do: 'resend'; readonly notice: string; readonly mayHaveLeft: boolean }
  /** On the customer's behalf: no more messages there. */
  | (PlaceAsked & { readonly do: 'refuse' })
  /** They want messages again, or agree to them, and how they have said so; without that nothing is done. */
  | (PlaceAsked & {
      readonly do: 'allow' | 'consent';
      readonly how?: ConsentWay | undefined;
      readonly note?: string | undefined;
    })
  /** A reply has been read; `inbox`: answer with what is still unread instead of the row. */
  | { readonly do: 'read'; readonly reply: string; readonly inbox: boolean };

export type NoticesRequest = NoticesAsked & { readonly spreadsheetId: string };

/** For the colour beside the words: arrived, on its way, needs somebody, not meant to leave. */
export type NoticeTone = 'good' | 'moving' | 'bad' | 'off';

export type NoticeCard = {
  readonly id: string;
  readonly kind: string;
  readonly recipient: string;
  readonly channel: string;
  /** Phone or email address; '' where there is none. */
  readonly to: string;
  /** Exactly what is sent, an email's subject above it. */
  readonly text: string;
  readonly stand: string;
  readonly tone: NoticeTone;
  /** When it was called for. */
  readonly when: string;
  readonly segments: number;
  /** '' while nothing is known of it, and for email. */
  readonly cost: string;
  /** Why there is another of the same occasion. */
  readonly follows?: string;
  /** `ask`: it may have left already; `resendNote` is the question. */
  readonly resend: 'yes' | 'ask' | 'no';
  readonly resendNote: string;
};

export type ContactCard = {
  readonly recipient: Recipient;
  readonly recipientName: string;
  readonly channel: NoticeChannel;
  readonly channelName: string;
  readonly address: string;
  readonly refused: boolean;
  readonly refusedNote: string;
  readonly mayRefuse: boolean;
  readonly mayAllow: boolean;
  /** That they agree to messages may be noted. */
  readonly mayConsent: boolean;
  /** That they have agreed: when, how, and who noted it; and how they want to be told. */
  readonly consent?: string;
  readonly prefers?: string;
  readonly trouble?: string;
};

export type ReplyCard = {
  readonly id: string;
  readonly from: string;
  readonly text: string;
  readonly at: string;
  readonly handled: boolean;
  /** What was done about it, by the system or by whom. */
  readonly outcome: string;
  /** The row that it is about. */
  readonly about?: { readonly title: string; readonly form: string; readonly key: string };
};

/** Newest first; every text is ready to be shown, in the reader's language. */
export type NoticesAnswer = {
  readonly title: string;
  /** What came of the action that was asked for. */
  readonly told?: string;
  /** The row that all this is about; absent in the inbox, and where staff were told of several rows. */
  readonly row?: { readonly form: string; readonly key: string };
  readonly messages: readonly NoticeCard[];
  readonly contacts: readonly ContactCard[];
  readonly replies: readonly ReplyCard[];
  /** Whether this person may send again, refuse, allow, and mark as read. */
  readonly mayAct: boolean;
};
