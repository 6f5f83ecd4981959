import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { createMemoryStore } from '../../functions/src/adapters/memory-store';
import { contactPath } from '../../functions/src/flows/contact-permission';
import { resendNotice } from '../../functions/src/flows/resend-notice';
import { forms } from '../../functions/src/forms';
import type { CellInput } from '../../functions/src/forms/edit-contract';
import type { Store } from '../../functions/src/ports';
import { byEmail, chosen, email, now, office, phone, received } from '../support/dealer-office';
import { sendOne } from '../support/edits';
import { head } from '../support/orders';
import { testServices } from '../support/services';
import { zhang, zhou } from '../support/staff';

afterEach(() => {
  jest.restoreAllMocks();
});

describe('channel and language that were chosen on an order', () => {
  it('are kept under the dealer’s phone and address, with who chose them and when', async () => {
    const desk = office();
    await desk.enter('row-1', { ...received, ...byEmail });
    const mark = { at: now, by: zhang.email, record: 'order~row-1' };
    const prefers = { channel: { is: 'email', ...mark }, language: { is: 'en', ...mark } };
    expect(await desk.contact(phone)).toEqual({
      ...{ address: phone, channel: 'sms', optedOut: null, history: [] },
      prefers,
    });
    expect(await desk.contact(email)).toMatchObject({ channel: 'email', prefers });
  });

  it('hold for the dealer’s next order that leaves them open, known by phone or by address', async () => {
    const desk = office();
    await desk.enter('row-1', { ...received, ...byEmail });
    await desk.enter('row-2', { ...received, dealerEmail: email });
    await desk.enter('row-3', { ...received, dealerPhone: '13712345678', dealerEmail: email.toUpperCase() });
    await desk.enter('row-4', received);
    expect((await desk.told('row-2')).map(chosen)).toEqual([['email', 'en', email]]);
    expect((await desk.told('row-3')).map(chosen)).toEqual([['email', 'en', expect.stringMatching(/^li@/i)]]);
    expect((await desk.told('row-4')).map(chosen)).toEqual([['sms', 'en', phone]]);
  });

  it('give way to what the order itself says, cell by cell, and that holds from then on', async () => {
    const desk = office();
    await desk.enter('row-1', { ...received, ...byEmail });
    await desk.enter('row-2', { ...received, dealerEmail: email, channel: '短信优先' }, zhou);
    await desk.enter('row-3', { ...received, dealerEmail: email });
    expect((await desk.told('row-2')).map(chosen)).toEqual([['sms', 'en', phone]]);
    expect((await desk.told('row-3')).map(chosen)).toEqual([['sms', 'en', phone]]);
    expect(await desk.contact(phone)).toMatchObject({
      prefers: { channel: { is: 'sms', by: zhou.email }, language: { is: 'en', by: zhang.email } },
    });
  });

  it('are nobody else’s', async () => {
    const desk = office();
    await desk.enter('row-1', { ...received, ...byEmail });
    const other = { dealerPhone: '13712345678', dealerEmail: 'other@dealer.example' };
    await desk.enter('row-2', { ...received, ...other });
    expect((await desk.told('row-2')).map(chosen)).toEqual([['sms', 'zh-CN', '+8613712345678']]);
    expect(await desk.contact('+8613712345678')).toBeUndefined();
  });

  it('stay when the order’s own cell is cleared, and then hold for it too', async () => {
    const desk = office();
    const { revision } = await desk.enter('row-1', { ...received, ...byEmail });
    await desk.enter('row-1', { language: null, channel: null }, zhang, revision);
    expect(await desk.contact(phone)).toMatchObject({ prefers: { channel: { is: 'email' } } });
    expect((await desk.told('row-1')).map(chosen)).toEqual([['email', 'en', email]]);
  });

  it('of a message that still waits hold at once, be it what was guessed before', async () => {
    const desk = office();
    await desk.enter('row-1', { ...received, dealerEmail: email, language: '英文' });
    const { revision } = await desk.enter('row-2', { ...received, dealerEmail: email });
    expect((await desk.told('row-2')).map(chosen)).toEqual([['sms', 'en', phone]]);
    await desk.enter('row-2', { language: '简体中文' }, zhang, revision);
    expect((await desk.told('row-2')).map(chosen)).toEqual([['sms', 'zh-CN', phone]]);
  });

  it('are typed by their former names too', async () => {
    const desk = office();
    await desk.enter('row-1', { ...received, dealerEmail: email, channel: '邮件' });
    expect(await desk.contact(email)).toMatchObject({ prefers: { channel: { is: 'email' } } });
  });

  it('hold for what is sent again', async () => {
    const desk = office();
    await desk.enter('row-1', received);
    await desk.enter('row-2', { ...received, language: '英文' });
    const [lost] = await desk.told('row-1');
    const state = { state: 'undelivered', reason: 'not-delivered', settledAt: now };
    await desk.store.write([{ kind: 'update', path: `notices/${lost?.id ?? ''}`, data: state }]);
    const again = await resendNotice(desk.services, forms, {
      id: lost?.id ?? '',
      by: zhang.email,
      mayHaveLeft: false,
    });
    expect(again.kind).toBe('resent');
    expect((await desk.told('row-1')).at(-1)).toMatchObject({ language: 'en', state: 'pending' });
  });

  it('are not known, and not written over, where the contact cannot be read: nothing is sent there', async () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const broken = { optedOut: 'yes', prefers: 7 };
    const store = createMemoryStore({ [contactPath(phone)]: broken });
    const desk = office(store);
    await desk.enter('row-1', { ...received, ...byEmail });
    expect((await store.get([contactPath(phone)]))[0]?.data).toEqual(broken);
    await desk.enter('row-2', received);
    expect(await desk.told('row-2')).toMatchObject([{ state: 'suppressed', reason: 'opted-out' }]);
  });

  it('of a further shipment are not chosen anew: it repeats what its order says', async () => {
    const desk = office();
    const { number } = await desk.enter('row-1', { ...received, channel: '邮件优先' });
    await desk.enter('row-2', { ...received, channel: '短信优先' });
    await sendOne(desk.services, zhang, { key: 'row-3', cells: { number, batch: '2' } });
    expect(await desk.contact(phone)).toMatchObject({ prefers: { channel: { is: 'sms' } } });
  });
});

describe('what an edit that tells a dealer something reads', () => {
  const readsOf = async (cells: Record<string, CellInput>) => {
    const store = createMemoryStore();
    const desk = office(store);
    await desk.enter('row-0', { ...received, ...byEmail });
    const read: string[] = [];
    const spied: Store = {
      ...store,
      transact: (decide, turn) =>
        store.transact(
          (from) =>
            decide((paths) => {
              read.push(...paths.filter((path) => path.startsWith('contacts/')));
              return from(paths);
            }),
          turn,
        ),
    };
    await sendOne(testServices({ now, store: spied }).services, zhang, { key: 'row-1', cells });
    return read.length;
  };

  it('is the one contact that its permission is asked of anyway', async () => {
    expect(await readsOf(received)).toBe(1);
  });

  it('is the contact of their other address besides, where they have both and the order leaves the choice open', async () => {
    expect(await readsOf({ ...received, dealerEmail: email })).toBe(2);
  });

  it('is no contact where nobody is told anything', async () => {
    expect(await readsOf({ region: '华南' })).toBe(0);
    expect(await readsOf(head)).toBe(0);
  });
});
