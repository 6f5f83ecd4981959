import { consentWayNames } from '../forms/consent';
import type { ContactCard } from '../forms/notices-contract';
import { order } from '../forms/order';
import { type Consent, type Contact, mayOptOut, type StoredContact } from './contact';
import type { Preference } from './contact-preference';
import type { Notice } from './notice';
import { chooserText, deskTexts, filled, nameOf, type Reader, timeText } from './notice-desk-texts';
import { channelName, noticeTrouble, noticeWords, recipientName } from './notice-texts';
import { optionSeparator } from './parse-choice';
import { takesSms } from './sms-number';

/** A place where somebody is reached, and what its owner has chosen. `contact` is what is stored of it. */
export function contactCard(
  place: Pick<Notice, 'recipient' | 'channel'> & Pick<ContactCard, 'recipient' | 'address'>,
  stored: StoredContact,
  reader: Reader,
): ContactCard {
  const { language, zone } = reader;
  const isCustomer = mayOptOut(place.recipient);
  const isUnreadable = isCustomer && stored === 'unreadable';
  const contact = stored === 'unreadable' ? undefined : stored;
  const refusal = isCustomer && contact?.channel === place.channel ? contact.optedOut : null;
  const trouble = contact?.channel === place.channel ? contact.trouble : undefined;
  const note = refusal && [
    timeText(refusal.at, zone),
    chooserText(refusal.by, language),
    ...(refusal.who === undefined ? [] : [nameOf(refusal.who, reader.staff)]),
  ];
  const isOpen = isCustomer && refusal === null && !isUnreadable;
  const isDesk = place.channel === 'sms' && !takesSms(place.address);
  const consent = isCustomer ? contact?.consent : undefined;
  const prefers = isCustomer ? contact?.prefers : undefined;
  return {
    recipient: place.recipient,
    recipientName: recipientName(place.recipient, language),
    channel: place.channel,
    channelName: channelName(place.channel, language),
    address: place.address,
    refused: refusal !== null || isUnreadable,
    refusedNote: note?.join(' ') ?? '',
    mayRefuse: isOpen && !isDesk,
    mayAllow: isUnreadable || (refusal !== null && refusal.by !== 'provider'),
    mayConsent: isOpen && !isDesk,
    ...(consent ? { consent: consentText(consent, reader) } : {}),
    ...(prefers ? { prefers: prefersText(prefers, reader) } : {}),
    ...(isDesk
      ? { trouble: deskTexts.landline[language] }
      : trouble
        ? { trouble: troubleText(trouble, place.channel, reader) }
        : {}),
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

/** 2026-03-16 10:05 已同意接收（电话）：李总来电（周敏登记）. */
function consentText({ at, who, how, note }: Consent, { language, zone, staff }: Reader): string {
  const way = how === 'sms' ? deskTexts.bySms[language] : consentWayNames[how][language];
  const said = filled(deskTexts.agreed, language, way);
  const noted = note === '' ? said : `${said}${noticeWords(language).colon}${note}`;
  const text = `${timeText(at, zone)} ${noted}`;
  return who === undefined
    ? text
    : inside(text, filled(deskTexts.notedBy, language, nameOf(who, staff)), language);
}

/** 订单没填时按上次的：邮件优先（周敏 2026-03-16 10:05）、英文（周敏 2026-03-16 10:05）. */
function prefersText(prefers: Preference, { language, zone, staff }: Reader): string {
  const chosen = (['channel', 'language'] as const).flatMap((field) => {
    const mark = prefers[field];
    if (!mark) return [];
    const name = order.field(field)?.options?.[mark.is]?.[language] ?? mark.is;
    return [inside(name, `${nameOf(mark.by, staff)} ${timeText(mark.at, zone)}`, language)];
  });
  return filled(deskTexts.prefers, language, chosen.join(optionSeparator[language]));
}

function inside(text: string, detail: string, language: Reader['language']): string {
  return language === 'en' ? `${text} (${detail})` : `${text}（${detail}）`;
}
