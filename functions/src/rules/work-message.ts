import type { Form } from '../forms/form';
import type { Language } from '../forms/label';
import { roles } from '../forms/roles';
import { companyName } from './company-name';
import { plainText } from './message-facts';
import type { Message } from './messages';
import type { Staff } from './record';
import { isEscalation, type Reminder } from './reminder';
import { smsLength } from './sms-segments';
import { showTime } from './summary-text';
import { type WorkFacts, type WorkGroup, type WorkWording, workGroups } from './work-wording';
import { workEn } from './work-wording-en';
import { workZhCN } from './work-wording-zh-cn';
import { workZhTW } from './work-wording-zh-tw';

/** `now` is business time in UTC. Forms and staff give the labels and names of what reminders hold as ids. */
export type WorkContext = {
  readonly now: string;
  readonly zone: string;
  readonly company: string;
  readonly companyEnglish?: string | undefined;
  readonly forms: readonly Form[];
  readonly staff: readonly Staff[];
};

const wordings: Readonly<Record<Language, WorkWording>> = {
  'zh-CN': workZhCN,
  'zh-TW': workZhTW,
  en: workEn,
};

/** Lines of one group in an email: what a person reads. */
const longestGroup = 30;
const smsSegments = 2;
/** Letters of typed text in an SMS: all together, and each as two units, they leave room for the shortest sentence. */
const shortName = 12;

/**
 * What one person is told of their work, in their language: the most urgent first, with the earliest deadline first.
 * What has become late since it was written down is told as late. The SMS has no more than two segments whatever was
 * typed, and no link.
 */
export function workMessage(items: readonly Reminder[], person: Staff, context: WorkContext): Message {
  const wording = wordings[person.language];
  const groups = groupsOf(items, context.now);
  const counts = groups.map(([group, members]) => [group, members.length] as const);
  const blocks = groups.map(([group, members]) =>
    [
      wording.heading(group, members.length),
      ...members
        .slice(0, longestGroup)
        .map((item) => wording.line(factsOf(item, group, person.language, context))),
      ...(members.length > longestGroup ? [wording.unlisted(members.length - longestGroup)] : []),
    ].join('\n'),
  );
  const parts = [
    wording.greeting(plainText(person.name)),
    ...blocks,
    wording.request(counts),
    plainText(companyName(context, person.language)),
  ];
  return {
    sms: workSms(groups, person, context),
    email: {
      subject: wording.subject(counts),
      text: `${parts.filter((part) => part !== '').join('\n\n')}\n`,
    },
  };
}

type Groups = readonly (readonly [WorkGroup, readonly Reminder[]])[];

function workSms([first, ...others]: Groups, person: Staff, context: WorkContext): string {
  if (!first) return '';
  const [group, members] = first;
  const [example] = members;
  const wording = wordings[person.language];
  const facts = example && factsOf(example, group, person.language, context, shortName);
  const rest = others.length > 0 ? wording.smsRest(others.map(([other, { length }]) => [other, length])) : '';
  const say = wording.sms[group];
  const name = plainText(person.name, shortName);
  const shortest = say(name, members.length);
  const texts = [say(name, members.length, facts) + rest, say(name, members.length, facts), shortest].map(
    (text) => wording.signSms(plainText(companyName(context, person.language), shortName), text),
  );
  return texts.find((text) => smsLength(text).segments <= smsSegments) ?? texts.at(-1) ?? '';
}

/** Groups that hold anything, in order, each with the earliest deadline first. */
function groupsOf(items: readonly Reminder[], now: string): Groups {
  const key = ({ dueAt = '9', number, batch, id }: Reminder) =>
    [dueAt, number, String(batch).padStart(4, '0'), id].join('\n');
  const sorted = items.map((item) => ({ item, key: key(item), group: groupOf(item, now) }));
  sorted.sort((a, b) => (a.key < b.key ? -1 : 1));
  return workGroups
    .map((group) => [group, sorted.filter((one) => one.group === group).map(({ item }) => item)] as const)
    .filter(([, members]) => members.length > 0);
}

function groupOf({ step, dueAt }: Reminder, now: string): WorkGroup {
  if (isEscalation(step)) return 'escalated';
  if (dueAt !== undefined && dueAt <= now) return 'late';
  return step;
}

function factsOf(
  item: Reminder,
  group: WorkGroup,
  language: Language,
  { now, zone, forms, staff }: WorkContext,
  longest?: number,
): WorkFacts {
  const form = forms.find(({ id }) => id === item.form);
  const index = form?.stages.findIndex(({ id }) => id === item.stage) ?? -1;
  const responsible = staff.find(({ email }) => email === item.responsible)?.name ?? item.responsible;
  return {
    number: plainText(item.number, longest && 2 * longest),
    batch: item.batch,
    dealer: plainText(item.dealer, longest),
    stage: form?.stages[index]?.label[language] ?? item.stage,
    ...(index >= 0 ? { position: index + 1 } : {}),
    ...(group === 'escalated' ? { role: roles[item.role][language] } : {}),
    ...(group === 'escalated' && responsible ? { person: plainText(responsible, longest) } : {}),
    ...(item.dueAt === undefined ? {} : { due: showTime(item.dueAt, zone) }),
    ...(item.dueAt !== undefined && item.dueAt <= now ? { lateBy: lateness(item.dueAt, now) } : {}),
  };
}

/** Two units are enough: minutes are told of the first day only. What has just become late is late by a minute. */
function lateness(dueAt: string, now: string): NonNullable<WorkFacts['lateBy']> {
  const minutes = Math.max(1, Math.floor((Date.parse(now) - Date.parse(dueAt)) / 60_000));
  const days = Math.floor(minutes / (24 * 60));
  return { days, hours: Math.floor(minutes / 60) % 24, minutes: days > 0 ? 0 : minutes % 60 };
}
