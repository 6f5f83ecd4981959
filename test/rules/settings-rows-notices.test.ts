import { describe, expect, it } from '@jest/globals';
import type { Values } from '../../functions/src/rules/record';
import { managedSettings, type SettingsRow } from '../../functions/src/rules/settings-rows';

type Rows = Record<string, SettingsRow>;

/** Entered at one time, unless a test says when. */
const entry = { enteredAt: '2026-01-05T01:00:00.000Z', number: 'N2026-0001' };
const later = (row: SettingsRow, more: Partial<SettingsRow> = {}): SettingsRow => ({
  ...row,
  enteredAt: '2026-01-06T01:00:00.000Z',
  ...more,
});
const on = (today: string, rows: Rows) => managedSettings({ version: 1, rows }, today);

describe('rows of 通知设置', () => {
  const rehearsal = (enabled: boolean): SettingsRow => ({
    kind: 'notices',
    ...entry,
    values: { kind: 'rehearsal', enabled },
  });
  const price = (yuan: number, country?: number): SettingsRow => ({
    kind: 'notices',
    ...entry,
    values: { kind: 'price', price: yuan, ...(country === undefined ? {} : { country }) },
  });

  it('hold at once: the rehearsal that was entered last', () => {
    const rows = { b: rehearsal(false), a: later(rehearsal(true)) };
    expect(on('2026-03-16', rows).rehearsal).toBe(true);
    expect(on('2026-03-16', { b: rehearsal(true), a: later(rehearsal(false)) }).rehearsal).toBe(false);
    expect(on('2026-03-16', { b: rehearsal(true), a: later(price(1)) }).rehearsal).toBe(true);
  });

  it('give prices by country, the one entered last for each, and always one for all others', () => {
    expect(on('2026-03-16', { a: price(0.35, 86) }).smsPrices).toEqual({ '': 0.5, '86': 0.35 });
    const rows = { c: price(0.3, 86), b: later(price(0.4, 86)), a: price(0.2, 886), d: price(0.9) };
    expect(on('2026-03-16', rows).smsPrices).toEqual({ '': 0.9, '86': 0.4, '886': 0.2 });
  });

  it('name the phone and the mailbox of the service that were entered last, and none before', () => {
    const service = (values: Values): SettingsRow => ({ kind: 'notices', ...entry, values });
    const phone = (servicePhone: string) => service({ kind: 'service-phone', servicePhone });
    const of = ({ servicePhone, serviceEmail }: ReturnType<typeof on>) => [servicePhone, serviceEmail];
    expect(of(on('2026-03-16', { a: price(1) }))).toEqual([undefined, undefined]);
    const rows = {
      b: phone('+8675512345678'),
      a: later(phone('+8675587654321')),
      c: service({ kind: 'service-email', serviceEmail: 'kefu@hongyuan.example' }),
    };
    expect(of(on('2026-03-16', rows))).toEqual(['+8675587654321', 'kefu@hongyuan.example']);
  });

  it('that cannot be read are not in effect, and keep no other from it', () => {
    const broken: SettingsRow = { kind: 'notices', ...entry, values: { kind: 'price', price: '1' } };
    const odd: SettingsRow = { kind: 'notices', ...entry, values: { kind: 'rehearsal', enabled: '是' } };
    const settings = on('2026-03-16', { a: price(0.35, 86), b: later(broken), c: later(odd) });
    expect([settings.smsPrices, settings.rehearsal]).toEqual([{ '': 0.5, '86': 0.35 }, false]);
  });
});

describe('templates that were changed', () => {
  const texts = { sms: '短信{编号}', subject: '标题', body: '正文' };
  const changed = (slot: string, values: Values = texts): SettingsRow => ({
    kind: 'templates',
    ...entry,
    values: { slot, ...values },
  });

  it('are there by what they are for', () => {
    const rows = { a: changed('goods-shipped~dealer~en'), b: changed('receipt-good~dealer~zh-CN') };
    expect(on('2026-03-16', rows).templates).toEqual({
      'goods-shipped~dealer~en': texts,
      'receipt-good~dealer~zh-CN': texts,
    });
  });

  it('that cannot be read, or lack a text, are left out', () => {
    const { sms: _sms, ...noSms } = texts;
    const rows = {
      a: changed('goods-shipped~dealer~en', { ...texts, sms: '' }),
      b: changed('goods-shipped~dealer~zh-CN', { ...texts, body: 1 }),
      c: changed('goods-shipped~dealer~zh-TW', noSms),
      d: changed('receipt-good~dealer~zh-CN'),
    };
    expect(on('2026-03-16', rows).templates).toEqual({ 'receipt-good~dealer~zh-CN': texts });
  });
});
