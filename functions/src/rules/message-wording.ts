import type { NoticeKind, Recipient } from '../forms/notice-rule';
import type { MessageFacts } from './message-facts';

/** How one language says everything there is to say. */
export type Wording = {
  /** The SMS without the sender's name, as short as it can be said. */
  readonly sms: Readonly<Record<NoticeKind, (facts: MessageFacts, recipient: Recipient) => string>>;
  readonly signSms: (company: string, text: string) => string;
  readonly subject: Readonly<Record<NoticeKind, (facts: MessageFacts) => string>>;
  /** The email's sentence above its details. */
  readonly opening: Readonly<Record<NoticeKind, (facts: MessageFacts, recipient: Recipient) => string>>;
  readonly greeting: (name: string) => string;
  /** Label and text; what is unknown is left out. */
  readonly details: Readonly<
    Record<NoticeKind, (facts: MessageFacts) => readonly (readonly [string, string | undefined])[]>
  >;
  readonly colon: string;
};
