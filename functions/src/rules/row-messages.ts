import type { Form } from '../forms/form';
import { type Label, label } from '../forms/label';
import { type NoticeKind, noticeKinds, type Recipient, recipients } from '../forms/notice-rule';
import { type Channel, channels, otherChannel } from './notice';
import { insteadId, isUnsent, mayHaveLeft } from './notice-chain';
import {
  hasLeft,
  insteadStand,
  isSeenTo,
  needsPerson,
  sayingBoth,
  stoppedByRehearsal,
} from './notice-standing';
import {
  kindName,
  type NoticeSaying,
  type NoticeView,
  noticeStandShort,
  noticeTrouble,
  noticeWords,
  recipientName,
} from './notice-texts';
import { clockThere, waitsForDay } from './quiet-end';
import type { Stand, StoredRecord } from './record';
import type { Settings } from './settings';

type Told = Pick<StoredRecord, 'messages' | 'stages' | 'done' | 'unreadReplies'>;

/** What one recipient was told of one kind, by SMS, email or both. */
type Group = {
  readonly kind: NoticeKind;
  readonly recipient: Recipient;
  readonly views: readonly (NoticeView & { readonly at: string })[];
};

/** Quiet hours (HH:MM) are the customers'. */
type RowSaying = NoticeSaying & Pick<Settings, 'quietHours'>;

/**
 * What the register says of a record's notices, one line each: first that its customer has written and nobody has read
 * it, then the notices that a person must see to, then how the newest kind stands with everybody who is told. '' where
 * nobody has been told anything.
 */
export function rowMessages(form: Form, record: Told, saying: RowSaying): string {
  const groups = noticeKinds.flatMap((kind) =>
    recipients.map((recipient) => ({ kind, recipient, views: viewsOf(record, kind, recipient, saying) })),
  );
  const wanted = groups.filter(({ views }) => views.some(({ state }) => state !== 'withdrawn'));
  const newest = form.notices?.findLast((rule) => wanted.some(({ kind }) => kind === rule.kind))?.kind;
  return [
    ...unreadLine(record, saying),
    ...groups.flatMap((group) => troubleLine(form, record, group, saying)),
    ...(newest
      ? [
          newestLine(
            newest,
            wanted.filter(({ kind }) => kind === newest),
            saying,
          ),
        ]
      : []),
  ].join('\n');
}

const unread: Label = label(
  '⚠ 客户来信 {} 条未处理',
  '⚠ 客戶來信 {} 則未處理',
  '⚠ From the customer, not dealt with: {}',
);

function unreadLine({ unreadReplies = 0 }: Told, { language }: NoticeSaying): string[] {
  return unreadReplies > 0 ? [unread[language].replace('{}', String(unreadReplies))] : [];
}

function viewsOf(
  { messages }: Told,
  kind: NoticeKind,
  recipient: Recipient,
  settings: Pick<RowSaying, 'quietHours' | 'zone'>,
): Group['views'] {
  const slot = `${kind}~${recipient}` as const;
  return channels.flatMap((channel) => {
    const stand = messages[`${slot}~${channel}`];
    if (!stand) return [];
    const { id, why, before } = stand;
    const there = otherChannel[channel];
    const other = messages[`${slot}~${there}`];
    const follows = other?.id === insteadId({ id, channel }) ? viewOf(other, there) : undefined;
    const isCorrection = why === 'correction' && before !== undefined && mayHaveLeft(before);
    const isReal = [other, before, other?.before].some((one) => one && !isUnsent(one));
    return [
      {
        ...viewOf(stand, channel),
        there: thereWhenDue(stand, recipient, settings),
        inItsPlace: insteadStand(follows),
        ...(isCorrection && !hasLeft(stand) ? { corrects: viewOf(before, channel) } : {}),
        stopped: stoppedByRehearsal(stand, why, isReal),
      },
    ];
  });
}

function viewOf({ state, reason, code, at, lookingUp }: Stand, channel: Channel): Group['views'][number] {
  return { channel, state, reason, code, dueAt: at, at, ...(lookingUp ? { lookUpAt: at } : {}) };
}

function thereWhenDue(
  { state, at: dueAt, country }: Stand,
  recipient: Recipient,
  settings: Pick<RowSaying, 'quietHours' | 'zone'>,
): NoticeView['there'] {
  const notice = { recipient, dueAt, ...(country === undefined ? {} : { country }) };
  return state === 'pending' && waitsForDay(notice, settings) ? clockThere(notice, settings) : undefined;
}

/**
 * Where SMS and email both failed, the later says what is to be done, or the SMS that both; one that has left suffices,
 * after what a rehearsal stopped only if it has left since.
 */
function troubleLine(
  form: Form,
  { done, stages }: Told,
  { kind, recipient, views }: Group,
  { language }: NoticeSaying,
): string[] {
  const isTold = ({ stopped, at }: (typeof views)[number]) =>
    views.some((other) => hasLeft(other) && (stopped === undefined || other.at > at));
  const progress = { done, completedAt: (stage: string) => stages[stage]?.completedAt };
  const [latest] = views
    .filter(
      (view) =>
        needsPerson(view) &&
        !isTold(view) &&
        !isSeenTo(form, { kind, recipient, reason: view.reason }, view.at, progress),
    )
    .toSorted((a, b) => sayingBoth(b) - sayingBoth(a) || (a.at < b.at ? 1 : -1));
  if (!latest) return [];
  const whom = `${kindName(kind, language)} → ${recipientName(recipient, language)}`;
  return [`⚠ ${whom}${noticeWords(language).colon}${noticeTrouble(latest, language)}`];
}

/** The best that happened says most: told by email is told. */
const bestFirst: readonly NoticeView['state'][] = [
  'delivered',
  'accepted',
  'sending',
  'pending',
  'unknown',
  'undelivered',
  'failed',
  'suppressed',
  'withdrawn',
];

function newestLine(kind: NoticeKind, groups: readonly Group[], saying: NoticeSaying): string {
  const say = noticeWords(saying.language);
  const parts = groups.map(({ recipient, views }) => {
    const rank = ({ state, corrects }: NoticeView) => (corrects ? -1 : bestFirst.indexOf(state));
    const [best] = views.toSorted((a, b) => rank(a) - rank(b));
    const replaced = views.find(({ inItsPlace }) => inItsPlace === 'left');
    const { channel, inItsPlace } = replaced ?? best ?? {};
    const text = best && channel ? noticeStandShort({ ...best, channel, inItsPlace }, saying) : '';
    return `${recipientName(recipient, saying.language)}${say.space}${text}`;
  });
  return `${kindName(kind, saying.language)}${say.colon}${parts.join(say.comma)}`;
}
