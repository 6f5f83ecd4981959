import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isOptedOut } from '../../functions/src/flows/contact-permission';
import { contactId } from '../../functions/src/rules/contact';
import { dealerEmail, dealerPhone, noticeDesk, noticeOf, now, row } from '../support/notice-desk';
import { li, zhang } from '../support/staff';

const refuse = { do: 'refuse', ...row, recipient: 'dealer', channel: 'sms' } as const;
const how = { how: 'phone', note: '李总来电，可以再发' } as const;
const allow = { ...refuse, do: 'allow', ...how } as const;
const consent = { ...allow, do: 'consent' } as const;

/** The desk over an order whose dealer's SMS was lost. */
const deskOf = (notice = noticeOf({ state: 'undelivered', reason: 'not-delivered' })) =>
  noticeDesk({ notices: [notice], replies: {} });

describe('不再发送 and 恢复发送', () => {
  it('is noted with the clerk, and what still waits is not sent', async () => {
    const desk = await deskOf(noticeOf({ state: 'pending' }));
    const { contacts, messages, told } = await desk.ask(refuse);
    expect(told).toContain('不再给这个号码发短信');
    expect(contacts[0]).toMatchObject({
      refused: true,
      refusedNote: '2026-03-16 15:00 客服代为登记 李娟',
      mayAllow: true,
    });
    expect(messages[0]).toMatchObject({ tone: 'off', stand: expect.stringContaining('退订') });
    expect(await desk.stored(`contacts/${contactId(dealerPhone)}`)).toMatchObject({
      history: [{ at: now, by: 'clerk', who: li.email, optedOut: true }],
    });
  });

  it('is taken back by another clerk, and both stay known', async () => {
    const desk = await deskOf();
    await desk.ask(refuse);
    expect((await desk.ask(allow, zhang)).contacts[0]).toMatchObject({ refused: false, mayRefuse: true });
    expect(await desk.stored(`contacts/${contactId(dealerPhone)}`)).toMatchObject({
      optedOut: null,
      consent: { at: now, by: 'clerk', who: zhang.email, ...how },
      history: [{ who: li.email }, { who: zhang.email, optedOut: false, ...how }],
    });
  });

  it.each(['reply', 'link', 'clerk'] as const)(
    'is not taken back without saying how they have agreed: refused by %s',
    async (by) => {
      const desk = await deskOf();
      const contact = { address: dealerPhone, channel: 'sms', optedOut: { at: now, by }, history: [] };
      await desk.set(`contacts/${contactId(dealerPhone)}`, contact);
      const without = [
        { how: undefined },
        { note: undefined },
        { note: '' },
        { note: ' \n\t ' },
        { note: '好'.repeat(101) },
      ];
      for (const missing of without)
        await expect(desk.ask({ ...allow, ...missing })).rejects.toMatchObject({
          status: 403,
          code: 'how-agreed',
          message: expect.stringContaining('怎么同意'),
        });
      expect(await desk.stored(`contacts/${contactId(dealerPhone)}`)).toEqual(contact);
    },
  );

  it('changes one channel, however the address is written', async () => {
    const desk = await deskOf();
    await desk.ask({ ...refuse, channel: 'email' });
    expect(await isOptedOut(desk.store.get, dealerEmail.toUpperCase(), 'email')).toBe(true);
    expect(await isOptedOut(desk.store.get, dealerPhone, 'sms')).toBe(false);
  });

  it('is as often as it likes: only the last of it holds', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(refuse, allow), { minLength: 1, maxLength: 6 }),
        async (presses) => {
          const desk = await deskOf();
          for (const press of presses) await desk.ask(press);
          expect(await isOptedOut(desk.store.get, dealerPhone, 'sms')).toBe(presses.at(-1)?.do === 'refuse');
        },
      ),
      { numRuns: 30 },
    ));

  it('cannot undo what the provider blocks', async () => {
    const desk = await deskOf();
    const contact = {
      address: dealerPhone,
      channel: 'sms',
      optedOut: { at: now, by: 'provider' },
      history: [],
    };
    await desk.set(`contacts/${contactId(dealerPhone)}`, contact);
    await expect(desk.ask(allow)).rejects.toMatchObject({
      status: 403,
      code: 'provider-blocks',
      message: expect.stringContaining('START'),
    });
    expect(await isOptedOut(desk.store.get, dealerPhone, 'sms')).toBe(true);
  });

  it('is not for those who are told of their work', async () => {
    const desk = await deskOf();
    await expect(desk.ask({ ...refuse, recipient: 'sales-manager' })).rejects.toMatchObject({
      code: 'not-a-customer',
    });
    expect(await desk.all('contacts')).toEqual([]);
  });

  it('needs an address', async () => {
    const desk = await noticeDesk();
    await desk.set('records/order~row-1', {
      ...Object(await desk.stored('records/order~row-1')),
      values: { dealerName: '李建国' },
    });
    await expect(desk.ask(refuse)).rejects.toMatchObject({ status: 404, code: 'no-address' });
  });
});

describe('登记同意', () => {
  it('is shown with its day, its way and who noted it, and stays in the history', async () => {
    const desk = await deskOf();
    const { contacts, told } = await desk.ask(consent);
    expect(told).toBe('已登记客户同意。');
    expect(contacts[0]).toMatchObject({
      consent: '2026-03-16 15:00 已同意接收（电话）：李总来电，可以再发（李娟登记）',
      refused: false,
      mayConsent: true,
    });
    expect(contacts[1]).not.toHaveProperty('consent');
    expect(await desk.stored(`contacts/${contactId(dealerPhone)}`)).toMatchObject({
      consent: { at: now, by: 'clerk', who: li.email, ...how },
      history: [{ at: now, optedOut: false, ...how }],
    });
  });

  it('pressed twice is noted once', async () => {
    const desk = await deskOf();
    await Promise.all([desk.ask(consent), desk.ask(consent)]);
    expect(await desk.stored(`contacts/${contactId(dealerPhone)}`)).toMatchObject({ history: [how] });
  });

  it('puts the note on one line', async () => {
    const desk = await deskOf();
    await desk.ask({ ...consent, note: '  合同\n第8条\u2028 ' });
    expect(await desk.stored(`contacts/${contactId(dealerPhone)}`)).toMatchObject({
      consent: { note: '合同 第8条' },
    });
  });

  it('does not overrule that they refuse by now', async () => {
    const desk = await deskOf();
    await desk.ask(refuse);
    const { told, contacts } = await desk.ask(consent);
    expect(told).toContain('没有登记');
    expect(contacts[0]).toMatchObject({ refused: true, mayConsent: false });
    expect(contacts[0]).not.toHaveProperty('consent');
  });

  it('is for customers, and asks how they have agreed', async () => {
    const desk = await deskOf();
    await expect(desk.ask({ ...consent, recipient: 'sales-manager' })).rejects.toMatchObject({
      code: 'not-a-customer',
    });
    await expect(desk.ask({ ...consent, note: '' })).rejects.toMatchObject({ code: 'how-agreed' });
    expect(await desk.all('contacts')).toEqual([]);
  });
});
