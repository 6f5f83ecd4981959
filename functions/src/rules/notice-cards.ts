import type { ContactCard, NoticeCard, NoticeTone, ReplyCard } from '../forms/notices-contract';
import { type Contact, mayOptOut, type StoredContact } from './contact';
import type { Notice, NoticeReason, NoticeState } from './notice';
import {
  changeFirst,
  chooserText,
  deskTexts,
  filled,
  nameOf,
  outcomeText,
  type Reader,
  timeText,
} from './notice-desk-texts';
import { channelName, kindName, noticeStand, noticeTrouble, recipientName } from './notice-texts';
import { viewsOf } from './notice-views';
import type { Reply } from './reply';
import { mayResend } from './resend';
import { resendNote } from './resend-texts';
import type { RowPlace } from './row-places';
import { sameAddress } from './same-address';
import type { Settings } from './settings';
import { withoutUnsubscribeLink } from './unsubscribe-line';

const tones: Readonly<Record<NoticeState, NoticeTone>> = {
  pending: 'moving',
  sending: 'moving',
  accepted: 'moving',
  delivered: 'good',
  undelivered: 'bad',
  failed: 'bad',
  unknown: 'bad',
  withdrawn: 'off',
  suppressed: 'off',
};
/** Suppressed, but nobody has chosen that: somebody must enter an address, or another one. */
const needsAddress: readonly NoticeReason[] = ['no-address', 'bad-number'];

type Place = RowPlace & Pick<ContactCard, 'refused'>;

/**
 * One message as the sidebar shows it; `all` of its row are there to tell what followed it, and `places` where its
 * people are reached now, and whether they want that.
 */
export function noticeCard(
  notice: Notice,
  { all, places }: { readonly all: readonly Notice[]; readonly places: readonly Place[] },
  now: string,
  settings: Settings,
  reader: Reader,
): NoticeCard {
  const { language, zone, staff } = reader;
  const place = places.find(
    ({ recipient, channel }) => recipient === notice.recipient && channel === notice.channel,
  );
  const verdict = mayResend(notice, now, settings, place?.refused ?? true);
  const { follows, segments, cost } = notice;
  const text = withoutUnsubscribeLink(notice, deskTexts.unsubscribeLink[language]);
  return {
    id: notice.id,
    kind: kindName(notice.kind, language),
    recipient: recipientName(notice.recipient, language),
    channel: channelName(notice.channel, language),
    to: notice.to,
    text: notice.subject === undefined ? text : `${notice.subject}\n\n${text}`,
    stand: noticeStand(viewsOf(all, settings)(notice), { now, zone, language }),
    tone: toneOf(notice),
    when: timeText(notice.createdAt, zone),
    segments,
    cost: [
      ...(segments > 0
        ? [filled(segments === 1 ? deskTexts.smsPart : deskTexts.smsParts, language, segments)]
        : []),
      ...(cost === undefined ? [] : [filled(deskTexts.yuan, language, cost.toFixed(2))]),
    ].join(' · '),
    ...(follows === undefined
      ? {}
      : {
          follows:
            follows.why === 'correction'
              ? deskTexts.correction[language]
              : filled(deskTexts.resentBy, language, nameOf(follows.by, staff)),
        }),
    resend: verdict === 'yes' ? 'yes' : verdict === 'may-have-left' ? 'ask' : 'no',
    resendNote:
      verdict === 'yes' && isStillWrong(notice, place)
        ? changeFirst[notice.channel][language]
        : resendNote(verdict, notice.state, language),
  };
}

/** No such number, a landline, no such mailbox; mail servers answer with their three figures before it. */
const wrongAddress = /^(\d{3} )?(30005|30006|5\.1\.1)$/;

/** Sent again it would go to the address that is known to be wrong. */
function isStillWrong({ reason, code = '', to }: Notice, place: Place | undefined): boolean {
  const isWrong = reason === 'bad-number' || wrongAddress.test(code);
  return isWrong && place !== undefined && sameAddress(place.address, to);
}

/** What another one has followed needs nobody any more. */
function toneOf({ state, reason, followedBy }: Notice): NoticeTone {
  if (followedBy !== undefined && tones[state] === 'bad') return 'off';
  return reason !== undefined && needsAddress.includes(reason) ? 'bad' : tones[state];
}

/** A place where somebody is reached, and what its owner has chosen. `contact` is what is stored of it. */
export function contactCard(
  place: Pick<Notice, 'recipient' | 'channel'> & Pick<ContactCard, 'recipient' | 'address'>,
  stored: StoredContact,
  { language, zone, staff }: Reader,
): ContactCard {
  const isCustomer = mayOptOut(place.recipient);
  const isUnreadable = isCustomer && stored === 'unreadable';
  const contact = stored === 'unreadable' ? undefined : stored;
  const refusal = isCustomer && contact?.channel === place.channel ? contact.optedOut : null;
  const trouble = contact?.channel === place.channel ? contact.trouble : undefined;
  const note = refusal && [
    timeText(refusal.at, zone),
    `${chooserText(refusal.by, language)}${refusal.who === undefined ? '' : ` ${nameOf(refusal.who, staff)}`}`,
  ];
  return {
    recipient: place.recipient,
    recipientName: recipientName(place.recipient, language),
    channel: place.channel,
    channelName: channelName(place.channel, language),
    address: place.address,
    refused: refusal !== null || isUnreadable,
    refusedNote: note?.join(' ') ?? '',
    mayRefuse: isCustomer && refusal === null && !isUnreadable,
    mayAllow: isUnreadable || (refusal !== null && refusal.by !== 'provider'),
    ...(trouble ? { trouble: troubleText(trouble, place.channel, { language, zone, staff }) } : {}),
  };
}

/** When something last failed to arrive there, and why. */
function troubleText(
  { at, reason, code }: NonNullable<Contact['trouble']>,
  channel: Notice['channel'],
  { language, zone }: Reader,
): string {
  const why = noticeTrouble({ channel, state: 'failed', reason, code, dueAt: at }, language);
  return filled(deskTexts.notReached, language, timeText(at, zone)) + why;
}

/** What a customer has written. `about` is the row that it is about. */
export function replyCard(
  id: string,
  { from, body, at, handled, handledBy, handledAt, outcome }: Reply,
  about: ReplyCard['about'],
  { language, zone, staff }: Reader,
): ReplyCard {
  const readBy =
    handledBy === undefined
      ? undefined
      : `${filled(deskTexts.readBy, language, nameOf(handledBy, staff))} ${timeText(handledAt ?? '', zone)}`;
  return {
    id,
    from,
    text: body,
    at: timeText(at, zone),
    handled,
    outcome: readBy ?? outcomeText(outcome, language),
    ...(about === undefined ? {} : { about }),
  };
}
