import type { WorkCounts, WorkFacts, WorkGroup, WorkWording } from './work-wording';

// In an SMS plain letters only: one typographic quote would make the whole of it UCS-2.

const titles: Readonly<Record<WorkGroup, string>> = {
  escalated: 'Escalated to you',
  late: 'Overdue',
  soon: 'Due soon',
  turn: 'Your turn',
};
const short: Readonly<Record<WorkGroup, string>> = {
  escalated: 'escalated',
  late: 'overdue',
  soon: 'due soon',
  turn: 'new',
};

const order = ({ number, batch }: WorkFacts) =>
  `${number || '(no number yet)'}${batch > 1 ? ` (shipment ${batch})` : ''}`;
const counted = (counts: WorkCounts) => counts.map(([group, count]) => `${count} ${short[group]}`).join(', ');
const tasks = (count: number) => (count === 1 ? '1 task' : `${count} tasks`);
const to = (name: string) => name && `${name}, `;

/** : DH2026-0001 Invoice (Office clerk Chen Jing, due 03-17 09:30) and 1 more */
function example(facts: WorkFacts | undefined, count: number): string {
  if (!facts) return '';
  const { stage, role, person, due } = facts;
  const known = [[role, person].filter(Boolean).join(' '), due && `due ${due}`].filter(Boolean).join(', ');
  return `: ${order(facts)} ${stage}${known && ` (${known})`}${count > 1 ? ` and ${count - 1} more` : ''}`;
}

function lateBy({ days, hours, minutes }: NonNullable<WorkFacts['lateBy']>): string {
  const parts = [days > 0 && `${days} d`, hours > 0 && `${hours} h`, minutes > 0 && `${minutes} min`];
  return `${parts.filter(Boolean).join(' ')} late`;
}

export const workEn: WorkWording = {
  sms: {
    escalated: (name, count, facts) =>
      `${to(name)}${tasks(count)} overdue in your team${example(facts, count)}. Please follow up.`,
    late: (name, count, facts) =>
      `${to(name)}you have ${tasks(count)} overdue${example(facts, count)}. Please fill in as soon as possible.`,
    soon: (name, count, facts) =>
      `${to(name)}you have ${tasks(count)} due soon${example(facts, count)}. Please fill in on time.`,
    turn: (name, count, facts) =>
      `${to(name)}it is your turn on ${tasks(count)}${example(facts, count)}. Please fill in.`,
  },
  smsRest: (counts) => ` Also: ${counted(counts)}.`,
  signSms: (company, text) => `${company}: ${text}`,
  subject: (counts) => `Your work: ${counted(counts)}`,
  greeting: (name) => (name ? `Dear ${name},` : 'Hello,'),
  heading: (group, count) =>
    `${titles[group]} (${count})${group === 'escalated' ? '\nThe following is overdue. Please see that it is filled in soon.' : ''}`,
  line: (facts) => {
    const { dealer, position, stage, role, person, due } = facts;
    const parts = [
      order(facts),
      dealer,
      position === undefined ? stage : `${position} ${stage}`,
      [role, person].filter(Boolean).join(' '),
      due && `due ${due}`,
      facts.lateBy && lateBy(facts.lateBy),
    ];
    return parts.filter(Boolean).join(' · ');
  },
  unlisted: (count) => `and ${count} more`,
  request: (counts) =>
    counts.some(([group]) => group !== 'escalated')
      ? 'Please fill in your own work in the register or the tracking sheet.'
      : '',
};
