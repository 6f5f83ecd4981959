import type { ContactCard, NoticeCard, NoticeTone, ReplyCard } from '../forms/notices-contract';
import type { Notice, NoticeReason, NoticeState } from './notice';
import { changeFirst, deskTexts, filled, nameOf, type Reader, timeText } from './notice-desk-texts';
import { channelName, kindName, noticeStand, recipientName } from './notice-texts';
import { viewsOf } from './notice-views';
import type { Reply } from './reply';
import { replyTold } from './reply-told';
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
const needsAddress: readonly NoticeReason[] = ['no-address', 'landline', 'bad-number'];

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
const wrongAddress = /^(\d{3} )?(30005|30006|5\.1\.([123]|10))$/;

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

/** What a customer has written. `about` is the row that it is about. */
export function replyCard(
  id: string,
  reply: Reply,
  about: ReplyCard['about'],
  { language, zone, staff }: Reader,
): ReplyCard {
  const { from, body, pictures, at, handled, handledBy, handledAt } = reply;
  const readBy =
    handledBy === undefined
      ? undefined
      : `${filled(deskTexts.readBy, language, nameOf(handledBy, staff))} ${timeText(handledAt ?? '', zone)}`;
  return {
    id,
    from,
    text: pictures === undefined ? body : body + filled(deskTexts.pictures, language, pictures),
    at: timeText(at, zone),
    handled,
    outcome: readBy ?? replyTold(reply, language, zone),
    ...(about === undefined ? {} : { about }),
  };
}
