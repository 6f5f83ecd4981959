import { describe, expect, it } from '@jest/globals';
import type { NoticesAsked } from '../../functions/src/forms/notices-contract';
import { roleIds } from '../../functions/src/forms/roles';
import { dealerPhone, dealerSms, noticeDesk, noticeOf, now, replyOf, row } from '../support/notice-desk';
import { li, qian, sun, zhou } from '../support/staff';

const lost = noticeOf({ state: 'undelivered', reason: 'not-delivered' });
const again = { do: 'resend', notice: dealerSms, mayHaveLeft: false } as const;
const refuse = { do: 'refuse', ...row, recipient: 'dealer', channel: 'sms' } as const;
const allow = { ...refuse, do: 'allow', how: 'phone', note: '李总来电' } as const;
const read = { do: 'read', reply: 'SM1', inbox: false } as const;

/** The desk over an order whose release has been completed, so that what was lost is still wanted. */
const deskOf = (notice = lost) => noticeDesk({ notices: [notice], replies: { SM1: replyOf() } });

describe('重发', () => {
  it('makes one more message, says so, and names who wanted it', async () => {
    const desk = await deskOf();
    const { messages, told } = await desk.ask(again);
    expect(told).toContain('已安排重发');
    expect(messages).toHaveLength(2);
    expect(messages[0]).toMatchObject({ follows: '李娟 要求重发', to: dealerPhone });
  });

  it('pressed twice, or by two people at the same time, sends once', async () => {
    const desk = await deskOf();
    const answers = await Promise.all([desk.ask(again), desk.ask(again, zhou), desk.ask(again)]);
    expect(answers.filter(({ told }) => told?.includes('已安排重发'))).toHaveLength(1);
    expect(answers.filter(({ told }) => told?.includes('后面已经有'))).toHaveLength(2);
    expect(await desk.all('notices')).toHaveLength(2);
  });

  it('of what may have left waits until somebody says that they know', async () => {
    const desk = await deskOf(noticeOf({ state: 'unknown', reason: 'no-answer' }));
    const asked = await desk.ask(again);
    expect([asked.told, asked.messages.length]).toEqual(['对方可能已经收到，确定再发一次？', 1]);
    expect((await desk.ask({ ...again, mayHaveLeft: true })).messages).toHaveLength(2);
  });

  it.each([
    [{ state: 'delivered' }, '已经收到'],
    [{ state: 'pending' }, '不用重发'],
    [{ state: 'suppressed', reason: 'opted-out' }, '不愿再收'],
    [{ state: 'withdrawn' }, '作废'],
  ] as const)('is told why not, beside what stands: %j', async (changes, why) => {
    const desk = await deskOf(noticeOf(changes));
    const { told, messages } = await desk.ask({ ...again, mayHaveLeft: true });
    expect(told).toContain(why);
    expect(messages).toHaveLength(1);
  });

  it('reaches no notice that is not there, and none of another spreadsheet', async () => {
    const desk = await deskOf(noticeOf({ ...lost, record: 'order~other-sheet' }));
    await expect(desk.ask({ ...again, notice: 'no-such' })).rejects.toMatchObject({
      status: 404,
      code: 'no-notice',
    });
    await expect(desk.ask(again)).rejects.toMatchObject({ status: 403, code: 'other-spreadsheet' });
    expect(await desk.all('notices')).toHaveLength(1);
  });
});

describe('已处理', () => {
  it('notes who read it and when; whoever is later changes nothing', async () => {
    const desk = await deskOf();
    const { replies, told } = await desk.ask(read);
    expect(told).toBe('已标为处理过。');
    expect(replies).toMatchObject([{ handled: true, outcome: '李娟 已处理 2026-03-16 15:00' }]);
    desk.at('2026-03-17T02:00:00.000Z');
    await desk.ask(read, zhou);
    expect(await desk.stored('replies/SM1')).toMatchObject({ handledBy: li.email, handledAt: now });
  });

  it('is one letter fewer in the order’s row, once', async () => {
    const desk = await deskOf();
    const path = 'records/order~row-1';
    await desk.set(path, { ...Object(await desk.stored(path)), unreadReplies: 2, toSheet: false });
    await desk.ask(read);
    await desk.ask(read, zhou);
    expect(await desk.stored(path)).toMatchObject({ unreadReplies: 1, toSheet: true });
  });

  it('of a letter that came before they were counted leaves none', async () => {
    const desk = await deskOf();
    await desk.ask(read);
    expect(await desk.stored('records/order~row-1')).toMatchObject({ unreadReplies: 0 });
  });

  it('in the inbox answers with what is left there', async () => {
    const desk = await deskOf();
    expect(await desk.ask({ ...read, inbox: true })).toMatchObject({ title: '客户来信', replies: [] });
  });

  it('reaches no reply that is not there, and none of another spreadsheet', async () => {
    const desk = await noticeDesk({ replies: { SM1: replyOf({ record: 'order~other-sheet' }) } });
    await expect(desk.ask({ ...read, reply: 'SM9' })).rejects.toMatchObject({
      status: 404,
      code: 'no-reply',
    });
    await expect(desk.ask(read)).rejects.toMatchObject({ status: 403, code: 'other-spreadsheet' });
    expect(await desk.stored('replies/SM1')).toMatchObject({ handled: false });
  });
});

describe('who may act', () => {
  const acts: readonly NoticesAsked[] = [again, refuse, allow, read];
  const mayAct = [
    'after-sales-clerk',
    'assessment-clerk',
    'service-adviser',
    'service-deputy-head',
    'department-head',
    'manager',
  ];

  it.each(roleIds)('is by role: %s', async (role) => {
    const desk = await deskOf();
    const person = { ...sun, roles: [role] };
    const may = mayAct.includes(role);
    expect((await desk.ask({ do: 'list', ...row }, person)).mayAct).toBe(may);
    for (const act of acts) {
      const asked = desk.ask(act, person);
      if (may) await expect(asked).resolves.toMatchObject({ mayAct: true });
      else await expect(asked).rejects.toMatchObject({ status: 403, code: 'may-not-act' });
    }
  });

  it('is told to the others in their own language, and nothing has changed', async () => {
    const desk = await deskOf();
    const before = await desk.all('notices');
    await expect(desk.ask(again, { ...qian, language: 'zh-TW' })).rejects.toThrow('您的職務只能查看');
    expect(await desk.all('notices')).toEqual(before);
  });
});

describe('a row', () => {
  it.each([
    [{ form: 'order', key: 'never-saved' }, 404, 'no-record'],
    [{ form: 'no-form', key: 'row-1' }, 404, 'no-such-form'],
    [{ form: 'order', key: 'other-sheet' }, 403, 'other-spreadsheet'],
  ] as const)('that is not this spreadsheet’s is refused: %j', async (other, status, code) => {
    const desk = await deskOf();
    for (const asked of [
      { do: 'list', ...other },
      { ...refuse, ...other },
      { ...allow, ...other },
    ] as const)
      await expect(desk.ask(asked)).rejects.toMatchObject({ status, code });
    expect(await desk.all('contacts')).toEqual([]);
  });
});
