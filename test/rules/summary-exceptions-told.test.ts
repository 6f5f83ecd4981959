import { describe, expect, it } from '@jest/globals';
import type { Staff } from '../../functions/src/rules/record';
import { type Reply, replySchema } from '../../functions/src/rules/reply';
import { failed, noticeLineOf } from '../support/notice-stored';
import { li } from '../support/staff';
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
        ...['短信', '+8613800138000', 'order~row-1~goods-shipped~dealer~sms~1'],
      ],
    ]);
  });

  it('lists what customers have written, with their order, who is to answer, and what to do', () => {
    const rows = sectionRows(
      tab({ replies: [reply({ record: 'order~row-1', form: 'order', number: 'DH1' })] }),
      '客户来信待处理 1 条',
    );
    expect(rows).toEqual([
      [
        ...['03-16 14:20', 'DH1 第2批', '少了一把椅子', '佛山南海经销部'],
        ...['请打电话答复客户：+8613800138000', '李娟', '+8613800138000'],
      ],
    ]);
  });

  it('names the number of whom nobody knows in full, and says to phone', () => {
    const rows = sectionRows(tab({ replies: [reply(), reply({ number: 'DH9' })] }), '客户来信待处理');
    expect(rows).toEqual([
      [
        ...['03-16 14:20', '（没有对应的单）', '少了一把椅子', ''],
        ...['请打电话答复客户：+8613800138000', '李娟', '+8613800138000'],
      ],
      [
        ...['03-16 14:20', 'DH9', '少了一把椅子', ''],
        ...['请打电话答复客户：+8613800138000', '李娟', '+8613800138000'],
      ],
    ]);
  });

  it('tells nobody to phone a sender who has no number', () => {
    const rows = sectionRows(tab({ replies: [reply({ from: 'BANK-SMS' })] }), '客户来信待处理');
    expect(rows[0]?.[4]).toBe('请阅读；发信人“BANK-SMS”没有电话号码');
  });

  it('has a letter answered by the order’s own after-sales clerk, as long as they are there', () => {
    const stages = [{ stage: 'payment', person: 'he@gendan.example' }];
    const he = { ...li, email: 'he@gendan.example', name: '何平' };
    const answering = (staff: readonly Staff[]) => {
      const told = { replies: [reply({ record: 'order~row-1' }), reply()] };
      const ofHe = lines.map((line) => ({ ...line, stages }));
      return sectionRows(tabOf('异常', ofHe, now, { staff }, told), '客户来信待处理').map((row) => row[5]);
    };
    expect(answering([li, he])).toEqual(['何平', '未指定（售后专员）']);
    const away = { from: '2026-03-16', to: '2026-03-17', deputy: li.email };
    expect(answering([li, { ...he, away }])).toEqual(['李娟（代何平）', '李娟']);
    expect(answering([li, { ...he, active: false }])).toEqual(['李娟', '李娟']);
  });

  it('cuts a long letter, and says that there may be more than fifty', () => {
    const many = Array.from({ length: 50 }, () => reply({ body: '长'.repeat(1600) }));
    const rows = sectionRows(tab({ replies: many }), '客户来信待处理 最新 50 条');
    expect(rows[0]?.[2]).toHaveLength(200);
  });

  it('says of pictures how many there are, which only the provider keeps', () => {
    const rows = sectionRows(tab({ replies: [reply({ body: '', pictures: 2 })] }), '客户来信待处理');
    expect(rows[0]?.[2]).toBe('（附图片2张）');
  });

  it('says nothing of them where there are none', () => {
    expect(tab({}).rows.slice(1)).toEqual([[], ['目前没有异常。']]);
  });
});
