import { describe, expect, it } from '@jest/globals';
import { type Language, languages } from '../../functions/src/forms/label';
import { draftFields } from '../../functions/src/forms/settings-templates';
import type { TemplatePart } from '../../functions/src/forms/template-kinds';
import type { StoredRecord } from '../../functions/src/rules/record';
import { templateRecord, withDerived } from '../../functions/src/rules/template-record';
import { templateShown } from '../../functions/src/rules/template-shown';
import { slotOf, templateSlots } from '../../functions/src/rules/templates';
import { testSettings } from '../support/services';

const slot = slotOf('payment-confirmed~dealer~zh-CN') ?? templateSlots[0];
if (!slot) throw new Error('there is no template');
const now = '2026-03-16T01:30:00.000Z';
const begun = templateRecord(slot, 'MB-07', { now, settings: testSettings, spreadsheetId: 'sheet-1' });

/** A row with these drafts in order, and those refused. */
const row = (
  drafts: Partial<Record<TemplatePart, string>>,
  refused: readonly TemplatePart[],
  code = 'unknown-placeholder',
): StoredRecord => {
  const named = <T>(parts: Partial<Record<TemplatePart, T>>) =>
    Object.fromEntries(Object.entries(parts).map(([part, of]) => [draftFields[part as TemplatePart], of]));
  const cell = { text: '{没有}', code, by: 'zhou@gendan.example', at: now };
  return {
    ...begun,
    values: withDerived(slot, { ...begun.values, ...named(drafts) }, testSettings),
    refused: named(Object.fromEntries(refused.map((part) => [part, cell]))),
  };
};
const shown = (record: StoredRecord, staffLanguage: Language = 'zh-CN') =>
  templateShown(record, { ...testSettings, staffLanguage });
const { smsPreview, smsCost, emailPreview } = begun.values;
const sms = '订单{编号}的货款{金额}元收到了，谢谢！';
const body = '您好！订单{编号}的货款{金额}元已到账。{公司}';

describe('the preview of a template', () => {
  it('is that of its drafts, or of the text in use where there is none', () => {
    for (const record of [row({}, []), row({ sms, body }, [])]) expect(shown(record)).toEqual(record.values);
  });

  it('says of a refused SMS that the text in use is shown, and that the cost is its', () => {
    expect(shown(row({}, ['sms']))).toEqual({
      ...begun.values,
      smsPreview: `草稿有误，未生效；仍在使用：\n${smsPreview}`,
      smsCost: `现用短信：${smsCost}`,
    });
  });

  it('never takes an earlier draft for the text in use', () => {
    const { smsPreview: said } = shown(row({ sms }, ['sms']));
    expect(said).toBe(`草稿有误，未生效；仍在使用：\n${smsPreview}`);
  });

  it('says of a letter which part was refused', () => {
    const said = (...of: Parameters<typeof row>) => shown(row(...of)).emailPreview;
    expect(said({}, ['subject'])).toBe(`邮件标题草稿有误，未生效；仍在使用：\n\n${emailPreview}`);
    expect(said({}, ['body'])).toBe(`邮件正文草稿有误，未生效；仍在使用：\n\n${emailPreview}`);
    expect(said({}, ['subject', 'body'])).toBe(
      `邮件标题草稿、邮件正文草稿有误，未生效；仍在使用：\n\n${emailPreview}`,
    );
    const [subject = '', ...letter] = String(emailPreview).split('\n\n');
    expect(said({ subject: '到账了' }, ['body'])).toBe(
      `邮件正文草稿有误，未生效；下面的标题是草稿，正文仍是现用的：\n\n到账了\n\n${letter.join('\n\n')}`,
    );
    expect(said({ body }, ['subject'])).toMatch(
      new RegExp(`^邮件标题草稿有误，未生效；下面的标题仍是现用的，正文是草稿：\n\n${subject}\n\n您好！订单`),
    );
  });

  it('leaves the SMS alone where the letter was refused, and the letter where the SMS was', () => {
    expect(shown(row({ sms }, ['body']))).toMatchObject({ smsPreview: row({ sms }, []).values.smsPreview });
    expect(shown(row({ body }, ['sms']))).toMatchObject({
      emailPreview: row({ body }, []).values.emailPreview,
    });
  });

  it('takes no notice of what somebody typed who words no templates', () => {
    const record = row({ sms }, ['sms', 'body'], 'not-yours');
    expect(shown(record)).toEqual(record.values);
  });

  it('says so in each language, in front of the same text', () => {
    for (const language of languages) {
      const { smsPreview: said } = shown(row({}, ['sms']), language);
      expect(String(said).split('\n').slice(1).join('\n')).toBe(smsPreview);
      expect(String(said).split('\n')[0]).toMatch(/[：:]$/);
    }
  });
});
