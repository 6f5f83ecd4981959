import { expect, it } from '@jest/globals';
import { replyCard } from '../../functions/src/rules/notice-cards';
import { replySchema } from '../../functions/src/rules/reply';
import { sectionRows, summaryLineOf, tabOf } from '../support/summary-lines';

const line = summaryLineOf({ number: 'DH2026-0009', record: 'order~row-9', dealer: '佛山南海经销部' });
const reply = replySchema.parse({
  from: '+6591234567',
  body: '1',
  at: '2026-03-16T06:20:00.000Z',
  outcome: 'kept',
  record: 'order~row-9',
  form: 'order',
  number: 'DH2026-0009',
  says: 'received',
  why: 'several',
  candidates: [
    { record: 'order~row-9', number: 'DH2026-0009', batch: 1 },
    { record: 'order~row-5', number: 'DH2026-0005', batch: 1 },
  ],
  handled: false,
});
const sentence = '回复1（收货无误）。这个号码有2批在途：DH2026-0009、DH2026-0005，请问清是哪一批';

it('a reply that may be about several shipments names them all on 异常', () => {
  const tab = tabOf('异常', [line], '2026-03-16T06:30:00.000Z', {}, { replies: [reply] });
  const [row] = sectionRows(tab, '客户来信待处理 1 条');
  expect(row).toContain('DH2026-0009、DH2026-0005');
  expect(row).toContain(sentence);
});

it('a reply that may be about several shipments names them all on its card, until somebody has read it', () => {
  const reader = { language: 'zh-CN', zone: 'Asia/Shanghai', staff: [] } as const;
  expect(replyCard('SM1', reply, undefined, reader).outcome).toBe(sentence);
  const read = { ...reply, handled: true, handledBy: 'li@example.com', handledAt: reply.at };
  expect(replyCard('SM1', read, undefined, reader).outcome).toContain('已处理');
});
