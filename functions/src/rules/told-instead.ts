import { addressed, mayOptOut } from './contact';
import type { Notice } from './notice';
import { type Chain, insteadId, mayHaveLeft } from './notice-chain';
import { permittedAt } from './permitted-at';
import { saysOther } from './said-values';
import { sameAddress } from './same-address';
import type { Settings } from './settings';
import { smsLength } from './sms-segments';

const newsMs = 24 * 3_600_000;

/**
 * What follows a notice that certainly did not arrive: the email in place of an SMS, or the SMS in place of an email.
 * Nothing follows where nobody knows whether it arrived, or where another message has taken its place, or where the
 * recipient asked not to be written to; that is for customers only, staff are told of their work. What comes back more
 * than a day later is followed by nothing either: it is old news by then, and a clerk phones. What follows has nothing
 * that follows it, so it never goes back and forth.
 */
export function toldInstead(lost: Notice, now: string, settings: Settings): Notice | undefined {
  const { instead, state, reason, recipient } = lost;
  const optedOut = reason === 'opted-out' && mayOptOut(recipient);
  const isLost = state === 'undelivered' || state === 'failed';
  if (!instead || !isLost || optedOut || lost.followedBy !== undefined) return undefined;
  if (lost.acceptedAt !== undefined && Date.parse(now) - Date.parse(lost.acceptedAt) > newsMs)
    return undefined;
  return {
    id: insteadId(lost),
    record: lost.record,
    form: lost.form,
    kind: lost.kind,
    recipient,
    ...onOther(lost, instead),
    language: lost.language,
    ...(lost.country === undefined ? {} : { country: lost.country }),
    state: 'pending',
    dueAt: permittedAt(lost, now, settings),
    attempts: 0,
    createdAt: now,
    showPending: true,
    ...(lost.says === undefined ? {} : { says: lost.says }),
    ...(lost.fills === undefined ? {} : { fills: lost.fills }),
  };
}

/**
 * Whether its recipient is told the same there anyhow, at least as far as anybody knows: a clerk had what had gone there
 * sent again too. That may have left, or waits, and nothing that was told since says otherwise.
 * @param told all that the recipient was told of that event on both channels, in order
 */
export function isToldAnyhow(instead: Notice, told: Chain): boolean {
  const before = told.filter((one) => insteadId(one) !== instead.id);
  const others = before.filter((one) => mayHaveLeft(one) || one.state === 'pending');
  const isOther = (one: Notice) => one.text !== instead.text && saysOther(one, instead);
  return others
    .slice(others.findLastIndex(isOther) + 1)
    .some(({ channel, to }) => channel === instead.channel && sameAddress(to, instead.to));
}

/** Where that goes and what it says: the part of a notice that its channel decides. */
export function onOther(
  { channel, recipient }: Pick<Notice, 'channel' | 'recipient'>,
  { to, subject, text }: NonNullable<Notice['instead']>,
): Pick<Notice, 'channel' | 'to' | 'contact' | 'subject' | 'text' | 'segments'> {
  const there = { ...addressed(recipient, to), text };
  return channel === 'sms'
    ? { ...there, channel: 'email', subject: subject ?? '', segments: 0 }
    : { ...there, channel: 'sms', segments: smsLength(text).segments };
}
