import { describe, expect, it } from '@jest/globals';
import { createMemoryStore } from '../../functions/src/adapters/memory-store';
import { contactPath } from '../../functions/src/flows/contact-permission';
import { byEmail, chosen, email, now, office, phone, received } from '../support/dealer-office';
import { zhang, zhou } from '../support/staff';

describe('an address that is corrected', () => {
  const day = (date: number) => `2026-03-${date}T04:00:00.000Z`;
  const other = '13712345678';

  it('leaves the dealer’s newer choice at the other address alone: an old order overrules nobody', async () => {
    const monday = office();
    const { revision } = await monday.enter('row-1', { ...received, dealerEmail: email, language: '英文' });
    const tuesday = office(monday.store, day(17));
    await tuesday.enter('row-2', { ...received, language: '简体中文' });
    const wednesday = office(monday.store, day(18));
    await wednesday.enter('row-1', { dealerEmail: 'li2@dealer.example' }, zhou, revision);
    expect(await wednesday.contact(phone)).toMatchObject({
      prefers: { language: { is: 'zh-CN', at: day(17), record: 'order~row-2' } },
    });
    expect(await wednesday.contact('li2@dealer.example')).toMatchObject({
      prefers: { language: { is: 'en', at: now, by: zhang.email, record: 'order~row-1' } },
    });
  });

  it('takes the order’s choice as of when it was typed: a newer one that is known there stays', async () => {
    const monday = office();
    const { revision } = await monday.enter('row-1', { ...received, dealerPhone: other, language: '英文' });
    const tuesday = office(monday.store, day(17));
    await tuesday.enter('row-2', { ...received, language: '简体中文' });
    const wednesday = office(monday.store, day(18));
    await wednesday.enter('row-1', { dealerPhone: '13912345678' }, zhang, revision);
    expect(await wednesday.contact(phone)).toMatchObject({ prefers: { language: { is: 'zh-CN' } } });
  });

  it('keeps nothing of a choice that was never theirs, whether it is replaced or cleared', async () => {
    for (const dealerPhone of ['13912345678', null]) {
      const desk = office();
      const typed = { ...received, ...byEmail, dealerPhone: other };
      const { revision } = await desk.enter('row-1', typed);
      await desk.enter('row-1', { dealerPhone }, zhang, revision);
      expect(await desk.contact('+8613712345678')).toEqual({
        ...{ address: '+8613712345678', channel: 'sms', optedOut: null, history: [] },
      });
      expect(await desk.contact(email)).toMatchObject({ prefers: { channel: { is: 'email' } } });
      await desk.enter('row-2', { ...received, dealerPhone: other });
      expect((await desk.told('row-2')).map(chosen)).toEqual([['sms', 'zh-CN', '+8613712345678']]);
    }
  });

  it('keeps what was chosen there on another order, be it the same', async () => {
    const desk = office();
    const { revision } = await desk.enter('row-1', { ...received, ...byEmail });
    await desk.enter('row-2', { ...received, channel: '邮件优先' }, zhou);
    await desk.enter('row-1', { dealerPhone: other }, zhang, revision);
    const { prefers } = (await desk.contact(phone)) ?? {};
    expect(prefers).toEqual({
      channel: { is: 'email', at: now, by: zhou.email, record: 'order~row-2' },
    });
  });

  it('keeps what was noted before it was known on which order', async () => {
    const mark = { at: '2026-03-02T04:00:00.000Z', by: zhou.email };
    const old = { address: phone, channel: 'sms', optedOut: null, history: [] };
    const prefers = { language: { is: 'en', ...mark } };
    const desk = office(createMemoryStore({ [contactPath(phone)]: { ...old, prefers } }));
    const { revision } = await desk.enter('row-1', received);
    await desk.enter('row-1', { dealerPhone: other }, zhang, revision);
    expect(await desk.contact(phone)).toMatchObject({ prefers });
  });

  it('is the same address however it is capitalised', async () => {
    const desk = office();
    const { revision } = await desk.enter('row-1', { ...received, ...byEmail });
    const before = await desk.contact(email);
    await desk.enter('row-1', { dealerEmail: email.toUpperCase() }, zhang, revision);
    expect(await desk.contact(email)).toEqual(before);
  });
});
