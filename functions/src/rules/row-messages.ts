import type { Form } from '../forms/form';
import { type NoticeKind, noticeKinds, type Recipient, recipients } from '../forms/notice-rule';
import { type Channel, channels } from './notice';
import { emailAfter, mayHaveLeft } from './notice-chain';
import { emailInstead, hasLeft, isSeenTo, needsPerson, sayingBoth } from './notice-standing';
import {
  kindName,
  type NoticeSaying,
  type NoticeView,
  noticeStandShort,
  noticeTrouble,
  noticeWords,
  recipientName,
} from './notice-texts';
import type { Stand, StoredRecord } from './record';

type Told = Pick<StoredRecord, 'messages' | 'stages' | 'done'>;

/** What one recipient was told of one kind, by SMS, email or both. */
type Group = {
  readonly kind: NoticeKind;
  readonly recipient: Recipient;
  readonly views: readonly (NoticeView & { readonly at: string })[];
};

/**
 * What the register says of a record's notices, one line each: first those that a person must see to, then how the
 * newest kind stands with everybody who is told. '' where nobody has been told anything.
 */
export function rowMessages(form: Form, record: Told, saying: NoticeSaying): string {
  const groups = noticeKinds.flatMap((kind) =>
    recipients.map((recipient) => ({ kind, recipient, views: viewsOf(record, kind, recipient) })),
  );
  const wanted = groups.filter(({ views }) => views.some(({ state }) => state !== 'withdrawn'));
  const newest = form.notices?.findLast((rule) => wanted.some(({ kind }) => kind === rule.kind))?.kind;
  return [
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

function viewsOf({ messages }: Told, kind: NoticeKind, recipient: Recipient): Group['views'] {
  const slot = `${kind}~${recipient}` as const;
  return channels.flatMap((channel) => {
    const stand = messages[`${slot}~${channel}`];
    if (!stand) return [];
    const { id, why, before } = stand;
    const email = messages[`${slot}~email`];
    const follows = email?.id === emailAfter(id) ? viewOf(email, 'email') : undefined;
    const isCorrection = why === 'correction' && before !== undefined && mayHaveLeft(before);
    return [
      {
        ...viewOf(stand, channel),
        email: emailInstead(follows),
        ...(isCorrection && !hasLeft(stand) ? { corrects: viewOf(before, channel) } : {}),
      },
    ];
  });
}

function viewOf({ state, reason, code, at, lookingUp }: Stand, channel: Channel): Group['views'][number] {
  return { channel, state, reason, code, dueAt: at, at, ...(lookingUp ? { lookUpAt: at } : {}) };
}

/** Where SMS and email both failed, the later says what is to be done, or the SMS that both; one that has left suffices. */
function troubleLine(
  form: Form,
  { done, stages }: Told,
  { kind, recipient, views }: Group,
  { language }: NoticeSaying,
): string[] {
  if (views.some(hasLeft)) return [];
  const progress = { done, completedAt: (stage: string) => stages[stage]?.completedAt };
  const [latest] = views
    .filter(
      (view) =>
        needsPerson(view) && !isSeenTo(form, { kind, recipient, reason: view.reason }, view.at, progress),
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
    const replaced = views.some(({ email }) => email === 'left');
    const text = best ? noticeStandShort(replaced ? { ...best, email: 'left' } : best, saying) : '';
    return `${recipientName(recipient, saying.language)}${say.space}${text}`;
  });
  return `${kindName(kind, saying.language)}${say.colon}${parts.join(say.comma)}`;
}
