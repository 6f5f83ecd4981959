import { describe, expect, it } from '@jest/globals';
import type { CellInput } from '../../functions/src/forms/edit-contract';
import { type Language, languages } from '../../functions/src/forms/label';
import { noticesForm } from '../../functions/src/forms/settings-notices';
import { templatesForm } from '../../functions/src/forms/settings-templates';
import { settingsRow } from '../../functions/src/rules/settings-rows';
import { inEffect, problemsOf, type } from '../support/settings-typing';
import { zhang, zhou } from '../support/staff';

describe('通知设置', () => {
  const price = (country: CellInput, of: CellInput = '0.35') => ({ kind: '短信单价', country, price: of });

  it.each([['86'], [86], ['+86'], ['＋８６'], [' 86 ']])(
    'knows a country by its calling code, typed as %j',
    (country) => {
      const { record, problems } = type(noticesForm, price(country));
      expect(problems).toEqual([]);
      expect(record.values).toMatchObject({ country: 86, price: 0.35 });
    },
  );

  it.each([['1.5'], ['999'], ['13800138000'], [0], ['中国']])(
    'knows no country %j, and takes no price for it that would hold for all the others',
    (country) => {
      const decided = type(noticesForm, price(country));
      expect(decided.problems.map(({ field }) => field)).toEqual(['country', 'price']);
      expect(decided.problems[1]).toMatchObject({
        code: 'country-refused',
        message: '区号有误，单价还不能登记。请先改好区号，再点“跟单 → 提交”。',
      });
      expect(settingsRow(noticesForm, decided.record)).toBeUndefined();
      expect(problemsOf(type(noticesForm, { price: '0.5' }, decided.record))).toEqual([
        'price: country-refused',
      ]);
      const mended = type(noticesForm, { country: '886', price: '0.35' }, decided.record);
      expect(mended.problems).toEqual([]);
      expect(settingsRow(noticesForm, mended.record)?.values).toMatchObject({ country: 886, price: 0.35 });
    },
  );

  it('takes a price out of effect that was typed before its country was refused, until the row is right', () => {
    const all = type(noticesForm, { kind: '短信单价', price: '0.9' }).record;
    expect(settingsRow(noticesForm, all)?.values).toEqual({ kind: 'price', price: 0.9 });
    const garbled = type(noticesForm, { country: '台湾' }, all).record;
    expect(settingsRow(noticesForm, garbled)).toBeUndefined();
    const mended = type(noticesForm, { country: '886' }, garbled).record;
    expect(settingsRow(noticesForm, mended)?.values).toEqual({ kind: 'price', country: 886, price: 0.9 });
    const cleared = type(noticesForm, { country: null }, garbled).record;
    expect(settingsRow(noticesForm, cleared)?.values).toEqual({ kind: 'price', price: 0.9 });
  });

  it('leaves a price in effect though somebody types a country who may not', () => {
    const all = type(noticesForm, { kind: '短信单价', price: '0.9' }).record;
    const decided = type(noticesForm, { country: '台湾' }, all, zhang);
    expect(problemsOf(decided)).toEqual(['country: not-yours']);
    expect(settingsRow(noticesForm, decided.record)?.values).toEqual({ kind: 'price', price: 0.9 });
  });

  it('leaves what holds as it is while a cell of its row is refused', () => {
    const mainland = type(noticesForm, price('86')).record;
    const moved = type(noticesForm, { country: '台湾', price: '0.9' }, mainland).record;
    expect(settingsRow(noticesForm, moved)?.values).toEqual({ kind: 'price', country: 86, price: 0.35 });
    const rehearsal = type(noticesForm, { kind: '演练', enabled: '是' }).record;
    const garbled = type(noticesForm, { kind: '演习', enabled: '大概' }, rehearsal);
    expect(problemsOf(garbled)).toHaveLength(2);
    expect(settingsRow(noticesForm, garbled.record)?.values).toEqual({ kind: 'rehearsal', enabled: true });
  });

  it.each<[Language, string]>([
    ['zh-CN', '请只填区号的数字，例如台湾填886；其他留空。'],
    ['zh-TW', '請只填國碼的數字，例如臺灣填886；其他留空。'],
    ['en', 'Type only the digits of the calling code, like 886 for Taiwan; leave it empty for all others.'],
  ])('says what to type where a name stands for the calling code: %s', (language, message) => {
    const decided = type(noticesForm, { kind: '短信单价', country: '台湾' }, undefined, {
      ...zhou,
      language,
    });
    expect(decided.problems).toMatchObject([{ field: 'country', code: 'not-a-number', message }]);
  });

  it('says what to type for a country that there is not', () => {
    expect(type(noticesForm, price('999', null)).problems).toMatchObject([
      {
        code: 'unknown-country',
        message: '没有区号为999的国家或地区。请只填数字，例如中国大陆填86；其他国家和地区留空。',
      },
    ]);
    const english = type(noticesForm, price('999'), undefined, { ...zhou, language: 'en' });
    expect(english.problems[0]?.message).toMatch(/^No country has the calling code 999\./);
  });

  it('takes prices from nothing to 100 yuan', () => {
    expect(inEffect(noticesForm, price('', 0))?.values).toEqual({ kind: 'price', price: 0 });
    expect(inEffect(noticesForm, price('', '100元'))?.values.price).toBe(100);
    expect(problemsOf(type(noticesForm, price('', '100.01')))).toEqual(['price: more-than-most']);
    expect(problemsOf(type(noticesForm, price('', '-1')))).toEqual(['price: negative']);
    expect(problemsOf(type(noticesForm, price('', '0.123')))).toEqual(['price: too-many-decimals']);
  });

  it('takes the phone and the mailbox of the service, each in a row of its own', () => {
    const phone = inEffect(noticesForm, { kind: '客服电话', servicePhone: '0755-1234 5678' });
    expect(phone?.values).toEqual({ kind: 'service-phone', servicePhone: '+8675512345678' });
    const hotline = inEffect(noticesForm, { kind: '客服电话', servicePhone: '400 820 8820' });
    expect(hotline?.values.servicePhone).toBe('+864008208820');
    const email = inEffect(noticesForm, { kind: '客服邮箱', serviceEmail: 'kefu@hongyuan.example' });
    expect(email?.values).toEqual({ kind: 'service-email', serviceEmail: 'kefu@hongyuan.example' });
  });

  it.each([
    [{ kind: '客服电话', servicePhone: '12345' }, 'servicePhone: phone-digits'],
    [{ kind: '客服邮箱', serviceEmail: 'kefu' }, 'serviceEmail: not-an-email'],
  ])('has no service that cannot be reached: %j', (cells, problem) => {
    const decided = type(noticesForm, cells);
    expect(problemsOf(decided)).toEqual([problem]);
    expect(settingsRow(noticesForm, decided.record)).toBeUndefined();
  });

  it('has no service any more once its row is emptied', () => {
    const { record } = type(noticesForm, { kind: '客服电话', servicePhone: '0755-12345678' });
    expect(
      settingsRow(noticesForm, type(noticesForm, { servicePhone: null }, record).record),
    ).toBeUndefined();
  });

  it('asks a rehearsal for no price, and may be changed in its place at any time', () => {
    expect(problemsOf(type(noticesForm, { kind: '演练', enabled: '否', price: 1 }))).toEqual([
      'price: not-on-this-branch',
    ]);
    const { record } = type(noticesForm, { kind: '演练', enabled: '否' });
    const later = type(noticesForm, { enabled: '是' }, record, zhou, '2027-06-01T01:00:00.000Z');
    expect([later.problems, later.record.values.enabled]).toEqual([[], true]);
    const other = type(noticesForm, { kind: '短信单价', price: 1 }, record);
    expect([other.problems, other.record.values]).toEqual([[], { kind: 'price', price: 1 }]);
  });
});

describe('通知模板', () => {
  it('has its rows made by the system, and leaves drafts and what is to be done with them to managers', () => {
    expect([templatesForm.settings, templatesForm.madeBySystem]).toEqual(['templates', true]);
    const typed = templatesForm.fields.filter(({ filledBy }) => filledBy === undefined);
    expect(typed.map(({ id, role }) => [id, role])).toEqual(
      ['smsDraft', 'subjectDraft', 'bodyDraft', 'action'].map((id) => [id, 'manager']),
    );
    for (const field of templatesForm.fields) expect([field.id, field.optional]).toEqual([field.id, true]);
  });

  it('says above its rows what braces are, how a draft comes into effect, and who is to be told first', () => {
    const said = templatesForm.head.fillBy?.['zh-CN'];
    for (const word of ['{}', '[]', '草稿', '预览', '“启用草稿”', '改动国内短信模板后须先向短信服务商报备'])
      expect(said).toContain(word);
    for (const language of languages)
      expect(templatesForm.head.fillBy?.[language]).toContain(
        templatesForm.field('action')?.options?.enable?.[language],
      );
  });
});
