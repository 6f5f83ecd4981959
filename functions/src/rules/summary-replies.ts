import type { RoleId } from '../forms/roles';
import { cutText } from './cut-text';
import type { Reply } from './reply';
import { candidateNames, replyTold } from './reply-told';
import type { SummaryLine } from './summary-line';
import {
  compareText,
  millisecondsBetween,
  orderName,
  roleName,
  type Section,
  type SummaryContext,
  showDuration,
  showTime,
} from './summary-text';
import { personOn } from './summary-turn';

/** How many a summary lists: 50 people who wait for an answer are work for a day. */
export const longestInbox = 50;

const longestBody = 200;
const noOrder = '（没有对应的单）';
/** Who answers customers. */
const answering: RoleId = 'after-sales-clerk';

/** What a customer has written and nobody has dealt with, and who is to answer it, as the tabs name them. */
export type Letter = {
  readonly reply: Reply;
  /** '' where it is about no order. */
  readonly order: string;
  readonly customer: string;
  readonly person: string;
};

export function lettersOf(
  replies: readonly Reply[],
  lines: readonly SummaryLine[],
  context: SummaryContext,
): Letter[] {
  return replies.map((reply) => {
    const line = lines.find(({ record }) => record === reply.record);
    return {
      reply,
      order: candidateNames(reply) ?? (line ? orderName(line) : (reply.number ?? '')),
      customer: line?.dealer ?? '',
      person: answererOf(line, context),
    };
  });
}

function answererOf(line: SummaryLine | undefined, context: SummaryContext): string {
  const form = context.forms.find(({ id, recipients }) => (line ? id === line.form : recipients));
  const stages = form?.stages.filter(({ role }) => role === answering) ?? [];
  const person = line?.stages.find((one) => one.person && stages.some(({ id }) => id === one.stage))?.person;
  const about = line ?? { form: form?.id ?? '', dealer: '', region: '' };
  return personOn(about, { role: answering, person }, context).person;
}

/** 客户来信待处理 of 异常: newest first, each with its order, the number to phone and what to do. */
export function unreadReplies(letters: readonly Letter[], { settings }: SummaryContext): Section {
  return {
    title: titleOf(letters),
    columns: ['时间', '单号', '内容', '客户', '怎么办', '负责人', '号码'],
    rows: letters.map(({ reply, order, customer, person }) => [
      showTime(reply.at, settings.zone),
      order || noOrder,
      bodyOf(reply),
      customer,
      replyTold(reply, 'zh-CN', settings.zone),
      person,
      reply.from,
    ]),
  };
}

/** The same on 今日看板, by who is to answer, the one who has waited longest first. */
export function waitingReplies(letters: readonly Letter[], { now, settings }: SummaryContext): Section {
  const byPerson = letters.toSorted(
    (a, b) => compareText(a.person, b.person) || compareText(a.reply.at, b.reply.at),
  );
  return {
    title: titleOf(letters),
    columns: ['责任人', '岗位', '编号', '经销商', '号码', '来信时间', '已等', '内容'],
    rows: byPerson.map(({ reply, order, customer, person }) => [
      person,
      roleName(answering),
      order || noOrder,
      customer,
      reply.from,
      showTime(reply.at, settings.zone),
      showDuration(Math.max(0, millisecondsBetween(reply.at, now))),
      bodyOf(reply),
    ]),
  };
}

function titleOf({ length }: readonly Letter[]): string {
  const count = length < longestInbox ? `${length}` : `最新 ${longestInbox}`;
  return `客户来信待处理 ${count} 条：请打电话答复，再在“跟单 → 客户来信…”里点“已处理”`;
}

function bodyOf({ body, pictures }: Reply): string {
  return cutText(body, longestBody) + (pictures === undefined ? '' : `（附图片${pictures}张）`);
}
