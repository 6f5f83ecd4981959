import { describe, expect, it } from '@jest/globals';
import { noteChoice } from '../../functions/src/flows/contact-choice';
import { contactId } from '../../functions/src/rules/contact';
import {
  dealerEmail,
  dealerPhone,
  dealerSms,
  noticeDesk,
  noticeOf,
  now,
  replyOf,
  row,
} from '../support/notice-desk';
import { li, qian, zhou } from '../support/staff';

const list = { do: 'list', ...row } as const;

describe('the messages of a row', () => {
  it('come newest first, each with where it stands, its exact text and its cost', async () => {
    const desk = await noticeDesk({
      notices: [
        noticeOf({ cost: 0.5 }),
        noticeOf({ channel: 'email', createdAt: '2026-03-16T06:20:00.000Z' }),
      ],
    });
    const { title, messages } = await desk.ask(list);
    expect(title).toBe('DH2026-0001 · 李建国');
    expect(messages).toMatchObject([
      { channel: '邮件', to: dealerEmail, cost: '', text: '发货通知\n\n【宏远家具】已发货，单号FH0316。' },
      {
        id: dealerSms,
        kind: '发货',
        recipient: '经销商',
        channel: '短信',
        to: dealerPhone,
        text: '【宏远家具】已发货，单号FH0316。',
        stand: '已送达',
        tone: 'good',
        when: '2026-03-16 14:10',
        segments: 1,
        cost: '1 条 · 0.50 元',
        resend: 'no',
        resendNote: '',
      },
    ]);
  });

  it('are told in the reader’s own language', async () => {
    const desk = await noticeDesk({ notices: [noticeOf({ segments: 2, cost: 1 })] });
    const { messages } = await desk.ask(list, { ...li, language: 'en' });
    expect(messages[0]).toMatchObject({ channel: 'SMS', cost: '2 segments · ¥1.00' });
  });

  it('say what they follow and by whom; one that was followed needs nobody any more', async () => {
    const follows = { id: dealerSms, why: 'resend', by: zhou.email } as const;
    const desk = await noticeDesk({
      notices: [
        noticeOf({ state: 'undelivered', reason: 'not-delivered', followedBy: 'second' }),
        noticeOf({ id: 'second', follows, createdAt: now }),
        noticeOf({ id: 'third', follows: { ...follows, why: 'correction' }, followedBy: 'x' }),
      ],
    });
    const byId = new Map((await desk.ask(list)).messages.map((card) => [card.id, card]));
    expect(byId.get('second')).toMatchObject({ follows: '周总 要求重发' });
    expect(byId.get('third')).toMatchObject({
      follows: '更正前一条',
      resendNote: expect.stringContaining('后面'),
    });
    expect(byId.get(dealerSms)).toMatchObject({ tone: 'off', resend: 'no', resendNote: '' });
  });

  it.each([
    [{ state: 'undelivered', reason: 'not-delivered' }, 'bad', 'yes'],
    [{ state: 'unknown', reason: 'no-answer' }, 'bad', 'ask'],
    [{ state: 'pending' }, 'moving', 'no'],
    [{ state: 'suppressed', reason: 'opted-out' }, 'off', 'no'],
    [{ state: 'suppressed', reason: 'no-address', to: '' }, 'bad', 'no'],
    [{ state: 'withdrawn' }, 'off', 'no'],
  ] as const)('show by colour and button what may be done: %j', async (changes, tone, resend) => {
    const desk = await noticeDesk({ notices: [noticeOf(changes)] });
    expect((await desk.ask(list)).messages).toMatchObject([{ tone, resend }]);
  });

  it('never promise an email that was refused, nor say that it left', async () => {
    const email = (changes: Parameters<typeof noticeOf>[0]) =>
      noticeOf({ id: `${dealerSms}~email-after-sms`, channel: 'email', ...changes });
    const said = async (changes: Parameters<typeof noticeOf>[0]) => {
      const sms = noticeOf({ state: 'failed', reason: 'bad-number' });
      const { messages } = await (await noticeDesk({ notices: [sms, email(changes)] })).ask(list);
      return messages.find(({ id }) => id === dealerSms)?.stand;
    };
    const wrong = '发送失败：号码有误，';
    expect(await said({ state: 'accepted' })).toBe(`${wrong}已改发邮件`);
    expect(await said({ state: 'sending' })).toBe(`${wrong}将改发邮件`);
    expect(await said({ state: 'suppressed', reason: 'opted-out' })).toBe(`${wrong}邮箱已退订，请打电话`);
    expect(await said({ state: 'failed', reason: 'refused' })).toBe(`${wrong}邮件也没有送到，请打电话`);
    expect(await said({ state: 'suppressed', reason: 'rehearsal' })).toBe(`${wrong}请核对`);
  });

  it('show no link by which whoever looks could refuse for the customer', async () => {
    const text = '您的货已发出。\n\n退订邮件：https://gendan.example/u?t=secret\n';
    const desk = await noticeDesk({ notices: [noticeOf({ channel: 'email', text })] });
    const shown = (await desk.ask(list)).messages[0]?.text;
    expect(shown).toBe('发货通知\n\n您的货已发出。\n\n退订邮件：（退订链接）\n');
  });

  it('have a wrong number changed before they are sent again', async () => {
    const note = async (to: string, channel: 'sms' | 'email' = 'sms') => {
      const wrong = noticeOf({ state: 'failed', reason: 'bad-number', channel, to });
      const [card] = (await (await noticeDesk({ notices: [wrong] })).ask(list)).messages;
      return [card?.resend, card?.resendNote];
    };
    expect(await note(dealerPhone)).toEqual(['yes', '请先改号码']);
    expect(await note(dealerEmail.toLowerCase(), 'email')).toEqual(['yes', '请先改邮箱']);
    expect(await note('+14155550199')).toEqual(['yes', '']);
    const lost = { state: 'undelivered', reason: 'not-delivered' } as const;
    const noteOf = async (code: string) =>
      (await (await noticeDesk({ notices: [noticeOf({ ...lost, code })] })).ask(list)).messages[0]
        ?.resendNote;
    expect([await noteOf('30005'), await noteOf('30003')]).toEqual(['请先改号码', '']);
  });

  it('are found by one of them too, as the tab 通知 knows it', async () => {
    const desk = await noticeDesk({ notices: [noticeOf(), noticeOf({ channel: 'email' })] });
    expect(await desk.ask({ do: 'list', notice: dealerSms })).toEqual(await desk.ask(list));
  });

  it('of staff are about no row: the one message is shown, and nothing can be refused', async () => {
    const id = 'staff~li@gendan.example~work-reminder~staff~email~x';
    const reminder = noticeOf({ id, record: 'staff~li@gendan.example', form: '', kind: 'work-reminder' });
    const desk = await noticeDesk({
      notices: [{ ...reminder, recipient: 'staff', channel: 'email', subject: '今天的工作' }],
    });
    const answer = await desk.ask({ do: 'list', notice: id });
    expect(answer).toMatchObject({ title: '给员工的提醒', messages: [{ id }], contacts: [], replies: [] });
    expect(answer.row).toBeUndefined();
  });

  it('of staff come with the email that followed an SMS', async () => {
    const id = 'staff~li@gendan.example~work-reminder~staff~sms~x';
    const reminder = {
      ...noticeOf({ id, record: 'staff~li@gendan.example', form: '', kind: 'work-reminder' }),
      ...({ recipient: 'staff', state: 'failed', reason: 'bad-number' } as const),
    };
    const mailed = { channel: 'email', state: 'accepted' } as const;
    const email = { ...reminder, id: `${id}~email-after-sms`, ...mailed };
    const desk = await noticeDesk({ notices: [reminder, email] });
    const { messages } = await desk.ask({ do: 'list', notice: id });
    expect(messages.map(({ stand }) => stand)).toEqual(['已发出', '发送失败：号码有误，已改发邮件']);
  });
});

describe('where the people of a row are reached', () => {
  it('is as the row says; a customer may refuse, a sales manager may not', async () => {
    const desk = await noticeDesk();
    expect((await desk.ask(list)).contacts).toMatchObject([
      { recipient: 'dealer', channel: 'sms', address: dealerPhone, mayRefuse: true, mayAllow: false },
      { recipient: 'dealer', channel: 'email', address: dealerEmail, mayRefuse: true, mayAllow: false },
      { recipient: 'sales-manager', channel: 'sms', mayRefuse: false, mayAllow: false },
    ]);
  });

  it('is where they were written to last, once the row says nothing', async () => {
    const desk = await noticeDesk({
      notices: [noticeOf({ recipient: 'sales-manager', channel: 'email', to: 'wang@example.com' })],
    });
    expect((await desk.ask(list)).contacts.at(-1)).toMatchObject({
      recipient: 'sales-manager',
      channel: 'email',
      address: 'wang@example.com',
    });
  });

  it.each([
    ['reply', '2026-03-16 15:00 本人回复短信退订', true],
    ['link', '2026-03-16 15:00 本人点邮件链接退订', true],
    ['provider', '2026-03-16 15:00 短信服务商拦截，客户本人回复 START 才能恢复', false],
  ] as const)('tells when and how they refused: %s', async (by, refusedNote, mayAllow) => {
    const desk = await noticeDesk();
    await noteChoice(desk.services, { address: dealerPhone, channel: 'sms', wants: 'no-more', by });
    expect((await desk.ask(list)).contacts[0]).toMatchObject({
      refused: true,
      refusedNote,
      mayAllow,
      mayRefuse: false,
    });
  });

  it('has refused, for all we know, where that cannot be read; a clerk who knows better may allow', async () => {
    const desk = await noticeDesk();
    await desk.set(`contacts/${contactId(dealerPhone)}`, { optedOut: 'yes' });
    expect((await desk.ask(list)).contacts[0]).toMatchObject({
      refused: true,
      refusedNote: '',
      mayAllow: true,
      mayRefuse: false,
    });
  });

  it('tells that nothing arrives there', async () => {
    const desk = await noticeDesk();
    await desk.set(`contacts/${contactId(dealerPhone)}`, {
      address: dealerPhone,
      channel: 'sms',
      optedOut: null,
      history: [],
      trouble: { at: now, reason: 'not-delivered', code: '30005', notice: dealerSms },
    });
    expect((await desk.ask(list)).contacts[0]?.trouble).toMatch(/^2026-03-16 15:00 没送到：号码是空号/);
  });
});

describe('what customers have answered', () => {
  it('shows with its row, also what was read, and by whom', async () => {
    const handled = { handled: true, handledBy: zhou.email, handledAt: now };
    const desk = await noticeDesk({
      replies: {
        SM1: replyOf({ ...handled, at: '2026-03-16T06:20:00.000Z' }),
        SM2: replyOf({ outcome: 'problem-noted' }),
        SM3: replyOf({ record: 'order~other' }),
      },
    });
    expect((await desk.ask(list)).replies).toMatchObject([
      { id: 'SM2', handled: false, text: '货少了两件', outcome: expect.stringContaining('收货有问题') },
      { id: 'SM1', handled: true, outcome: '周总 已处理 2026-03-16 15:00' },
    ]);
  });

  it('says where its pictures are, and that a refusal may be about the order', async () => {
    const desk = await noticeDesk({
      replies: {
        SM1: replyOf({ body: '1', pictures: 2, at: '2026-03-16T06:20:00.000Z' }),
        SM2: replyOf({ body: 'Cancel', outcome: 'opted-out-and-kept', at: '2026-03-16T06:10:00.000Z' }),
      },
    });
    expect((await desk.ask(list)).replies).toMatchObject([
      { text: '1（附图片2张，请到短信服务商后台查看）' },
      { text: 'Cancel', outcome: '已停发短信；也可能说的是订单，有疑问请打电话：+14155550101' },
    ]);
  });

  it('is told up to fifty, the newest first, however many there are', async () => {
    const at = (n: number) => new Date(Date.UTC(2026, 2, 16, 6, n)).toISOString();
    const order = [17, 3, ...Array.from({ length: 60 }, (_, n) => n).filter((n) => n !== 17 && n !== 3)];
    const many = order.map((n) => [`SM${n}`, replyOf({ at: at(n) })] as const);
    const desk = await noticeDesk({ replies: Object.fromEntries(many) });
    expect((await desk.ask(list)).replies.map(({ id }) => id)).toEqual(
      Array.from({ length: 50 }, (_, n) => `SM${59 - n}`),
    );
  });

  it('and nobody has read is in the inbox, newest first, with its order or none; not other spreadsheets’', async () => {
    const { record: _record, form: _form, number: _number, ...stranger } = replyOf();
    const desk = await noticeDesk({
      replies: {
        SM1: replyOf(),
        SM2: { ...stranger, from: '+14155550199', at: '2026-03-16T06:40:00.000Z' },
        SM3: replyOf({ handled: true }),
        SM4: replyOf({ record: 'order~other-sheet' }),
      },
    });
    const { replies, messages, title } = await desk.ask({ do: 'inbox' }, qian);
    expect([title, messages]).toEqual(['客户来信', []]);
    expect(replies).toMatchObject([
      { id: 'SM2', from: '+14155550199' },
      { id: 'SM1', about: { title: 'DH2026-0001 · 李建国', ...row } },
    ]);
    expect(replies[0]?.about).toBeUndefined();
  });

  it('is in the inbox though a busy spreadsheet has had more letters since', async () => {
    const theirs = Array.from({ length: 120 }, (_, n) => {
      const at = new Date(Date.UTC(2026, 2, 16, 6, 31) + n * 1000).toISOString();
      return [`SM-theirs-${n}`, replyOf({ record: 'order~other-sheet', at })] as const;
    });
    const desk = await noticeDesk({ replies: { ...Object.fromEntries(theirs), SM1: replyOf() } });
    expect((await desk.ask({ do: 'inbox' })).replies).toMatchObject([{ id: 'SM1' }]);
  });

  it('fill the inbox up to fifty', async () => {
    const many = Array.from({ length: 60 }, (_, at) => [`SM${at}`, replyOf()] as const);
    const desk = await noticeDesk({ replies: Object.fromEntries(many) });
    expect((await desk.ask({ do: 'inbox' })).replies).toHaveLength(50);
  });
});
