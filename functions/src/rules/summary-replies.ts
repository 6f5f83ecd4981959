import type { Reply } from './reply';
import type { SummaryLine } from './summary-line';
import { orderName, type Section, type SummaryContext, showTime } from './summary-text';

/** How many a summary lists: 50 people who wait for an answer are work for a day. */
export const longestInbox = 50;

const longestBody = 200;

/** 客户来信待处理: what customers have written by SMS and nobody has dealt with, newest first, each with its order. */
export function unreadReplies(
  replies: readonly Reply[],
  lines: readonly SummaryLine[],
  { settings }: SummaryContext,
): Section {
  const count = replies.length < longestInbox ? `${replies.length}` : `最新 ${longestInbox}`;
  return {
    title: `客户来信待处理 ${count} 条：请阅读并答复`,
    columns: ['时间', '单号', '经销商/号码', '内容'],
    rows: replies.map(({ at, record, number, from, body }) => {
      const line = lines.find((one) => one.record === record);
      return [
        showTime(at, settings.zone),
        line ? orderName(line) : (number ?? ''),
        line?.dealer || `尾号 ${from.slice(-4)}`,
        body.slice(0, longestBody),
      ];
    }),
  };
}
