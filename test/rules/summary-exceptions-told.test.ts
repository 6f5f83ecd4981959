import { describe, expect, it } from '@jest/globals';
import { type Reply, replySchema } from '../../functions/src/rules/reply';
import { failed, noticeLineOf } from '../support/notice-stored';
import { sectionRows, summaryLineOf, tabOf } from '../support/summary-lines';

/** Monday 2026-03-16 at 14:30 in Shanghai. */
const now = '2026-03-16T06:30:00.000Z';
const lines = [summaryLineOf({ number: 'DH1', record: 'order~row-1', batch: 2, dealer: '佛山南海经销部' })];
const tab = (told: Parameters<typeof tabOf>[4]) => tabOf('异常', lines, now, {}, told);
const reply = (changes: Partial<Reply> = {}): Reply =>
  replySchema.parse({
    from: '+8613800138000',
    body: '少了一把椅子',
    at: '2026-03-16T06:20:00.000Z',
    outcome: 'kept',
    handled: false,
    ...changes,
  });

describe('the tab 异常', () => {
  it('lists notices that did not leave, with what to do and where', () => {
    expect(sectionRows(tab({ notices: [noticeLineOf(failed)] }), '没有送到或不确定的通知 1 条')).toEqual([
      [
        ...['03-16 14:10', 'DH2026-0001', '发货', '经销商 李建国', '发送失败：号码有误，请核对'],
        ...['短信', '+8613800138000'],
      ],
    ]);
  });

  it('lists what customers have written, with their order and name', () => {
    const rows = sectionRows(
      tab({ replies: [reply({ record: 'order~row-1', form: 'order', number: 'DH1' })] }),
      '客户来信待处理 1 条',
    );
    expect(rows).toEqual([['03-16 14:20', 'DH1 第2批', '佛山南海经销部', '少了一把椅子']]);
  });

  it('names no more of an unknown number than its last four digits', () => {
    const rows = sectionRows(tab({ replies: [reply({ number: 'DH9' })] }), '客户来信待处理');
    expect(rows).toEqual([['03-16 14:20', 'DH9', '尾号 8000', '少了一把椅子']]);
  });

  it('cuts a long letter, and says that there may be more than fifty', () => {
    const many = Array.from({ length: 50 }, () => reply({ body: '长'.repeat(1600) }));
    const rows = sectionRows(tab({ replies: many }), '客户来信待处理 最新 50 条');
    expect(rows[0]?.[3]).toHaveLength(200);
  });

  it('says nothing of them where there are none', () => {
    expect(tab({}).rows.slice(1)).toEqual([[], ['目前没有异常。']]);
  });
});
