import type { WorkCounts, WorkFacts, WorkGroup, WorkWording } from './work-wording';

const titles: Readonly<Record<WorkGroup, string>> = {
  escalated: '待您督辦',
  late: '已逾期',
  soon: '即將到期',
  turn: '輪到您',
};

const order = ({ number, batch }: WorkFacts) =>
  `${number || '（未編號）'}${batch > 1 ? `（第${batch}批）` : ''}`;
const counted = (counts: WorkCounts) =>
  counts.map(([group, count]) => `${titles[group]}${count}項`).join('、');

/** ：DH2026-0001 開票（客服文員陳靜，期限03-17 09:30）等 */
function example(facts: WorkFacts | undefined, count: number): string {
  if (!facts) return '';
  const { stage, role = '', person = '', due } = facts;
  const known = [role + person, due && `期限${due}`].filter(Boolean).join('，');
  return `：${order(facts)}${facts.batch > 1 ? '' : ' '}${stage}${known && `（${known}）`}${count > 1 ? '等' : ''}`;
}

function lateBy({ days, hours, minutes }: NonNullable<WorkFacts['lateBy']>): string {
  const parts = [days > 0 && `${days}天`, hours > 0 && `${hours}小時`, minutes > 0 && `${minutes}分鐘`];
  return `已逾期${parts.filter(Boolean).join('')}`;
}

export const workZhTW: WorkWording = {
  sms: {
    escalated: (name, count, facts) =>
      `${to(name)}有${count}項工作逾期未完成${example(facts, count)}，請督促責任人儘快填寫。`,
    late: (name, count, facts) => `${to(name)}您有${count}項工作已逾期${example(facts, count)}，請儘快填寫。`,
    soon: (name, count, facts) =>
      `${to(name)}您有${count}項工作即將到期${example(facts, count)}，請按時填寫。`,
    turn: (name, count, facts) => `${to(name)}有${count}項工作輪到您${example(facts, count)}，請及時填寫。`,
  },
  smsRest: (counts) => `另有${counted(counts)}。`,
  signSms: (company, text) => `【${company}】${text}`,
  subject: (counts) => `工作提醒：${counted(counts)}`,
  greeting: (name) => (name ? `${name}，您好！` : '您好！'),
  heading: (group, count) =>
    `${titles[group]}（${count}項）${group === 'escalated' ? '\n以下工作已逾期，請督促責任人儘快填寫。' : ''}`,
  line: (facts) => {
    const { dealer, position, stage, role, person, due } = facts;
    const parts = [
      order(facts),
      dealer,
      position === undefined ? stage : `${position} ${stage}`,
      [role, person].filter(Boolean).join(' '),
      due && `期限 ${due}`,
      facts.lateBy && lateBy(facts.lateBy),
    ];
    return parts.filter(Boolean).join(' · ');
  },
  unlisted: (count) => `另有 ${count} 項未列出`,
  request: (counts) => {
    const escalated = counts.some(([group]) => group === 'escalated');
    const own = counts.some(([group]) => group !== 'escalated');
    if (!own) return '';
    return escalated ? '您自己的工作，請在登記表或跟蹤表中填寫。' : '請在登記表或跟蹤表中填寫。';
  },
};

function to(name: string): string {
  return name && `${name}，`;
}
