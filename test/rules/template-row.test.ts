import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CellInput } from '../../functions/src/forms/edit-contract';
import { templatesForm } from '../../functions/src/forms/settings-templates';
import { decideCells } from '../../functions/src/rules/decide-cells';
import type { StoredRecord } from '../../functions/src/rules/record';
import type { Settings } from '../../functions/src/rules/settings';
import { slotOfRow, templateKey, templateRecord } from '../../functions/src/rules/template-record';
import { templateSetting } from '../../functions/src/rules/template-row';
import { builtIn, slotId, slotOf, templateSlots } from '../../functions/src/rules/templates';
import { testSettings } from '../support/services';
import { everybody, zhang, zhou } from '../support/staff';

const now = '2026-03-16T01:30:20.000Z';
const id = 'payment-confirmed~dealer~zh-CN';
const slot = slotOf(id) ?? templateSlots[0];
if (!slot) throw new Error('there is no template');
const own = builtIn(slot);
const sms = '订单{编号}的货款{金额}元收到了，谢谢！';
const begin = (settings = testSettings): StoredRecord =>
  templateRecord(slot, 'MB-07', { now: '2026-03-01T01:00:00.000Z', settings, spreadsheetId: 'sheet-1' });

function type(
  record: StoredRecord,
  cells: Record<string, CellInput>,
  {
    editor = zhou,
    revision = record.revision,
    settings = testSettings,
  }: { editor?: typeof zhou; revision?: number; settings?: Settings } = {},
) {
  const row = { key: record.key, editId: 'e', revision, editedAt: now, cells };
  return decideCells(templatesForm, record, row, { editor, editedAt: now, now, settings, staff: everybody });
}
const edited = (record: StoredRecord, ...edits: Record<string, CellInput>[]) =>
  edits.reduce((so, cells) => type(so, cells).record, record);
const codes = ({ problems }: ReturnType<typeof type>) =>
  problems.map(({ field, code }) => `${field}: ${code}`);
const drafts = ({ values }: StoredRecord) => [values.smsDraft, values.subjectDraft, values.bodyDraft];

describe('the row of a template', () => {
  it('begins with the built-in texts, which no setting repeats', () => {
    const { values } = begin();
    expect(values).toMatchObject({ ...own, source: 'built-in' });
    expect(values).toMatchObject({ notice: '货款到账', recipient: '经销商', language: '简体中文' });
    expect(values.placeholders).toContain('{编号}');
    expect(templateSetting(begin())).toBeUndefined();
  });

  it('shows what the texts in effect look like and cost while there is no draft', () => {
    const { values } = begin();
    expect(values.smsPreview).toMatch(/^【宏远家具】/);
    expect(values.smsPreview).not.toMatch(/[{}[\]]/);
    expect(values.emailPreview).not.toMatch(/[{}[\]]/);
    expect(values.smsCost).toMatch(/^\d+字，1条，约0\.50元/);
  });

  it('has a key for each template, as keys may be written, and none for another version’s', () => {
    const keys = templateSlots.map(templateKey);
    expect(new Set(keys).size).toBe(templateSlots.length);
    for (const [index, key] of keys.entries()) {
      expect(key).toMatch(/^[\w-]{1,64}$/);
      expect(slotOfRow({ key })).toEqual(templateSlots[index]);
    }
    expect(slotOfRow({ key: 'no-such_dealer_zh-CN' })).toBeUndefined();
    expect(slotOfRow({ key: 'row-1' })).toBeUndefined();
  });
});

describe('a draft', () => {
  it('changes preview and cost, and nothing that is sent', () => {
    const { record, problems } = type(begin(), { smsDraft: sms });
    expect(problems).toEqual([]);
    expect(record.values).toMatchObject({ ...own, smsDraft: sms, source: 'built-in' });
    expect(record.values.smsPreview).toContain('收到了，谢谢！');
    expect(templateSetting(record)).toBeUndefined();
  });

  it('in English says beside its cost when a letter of it makes it dear', () => {
    const english = slotOf('payment-confirmed~dealer~en') ?? slot;
    const settings = { ...testSettings, companyEnglish: 'Hongyuan Furniture' };
    const row = templateRecord(english, 'MB-08', { now, settings, spreadsheetId: 'sheet-1' });
    const draft = 'CNY {amount} for order {number} is here';
    const cost = (smsDraft: string) => type(row, { smsDraft }, { settings }).record.values.smsCost;
    expect(cost(`${draft}.`)).not.toMatch(/按70字/);
    expect(cost(`${draft}，谢谢`)).toMatch(/；含中文等字符，按70字一条计费$/);
  });

  it('keeps its new lines', () => {
    const body = `您好！\n\n订单{编号}的货款{金额}元已到账。\n{公司}`;
    const { record, problems } = type(begin(), { bodyDraft: body });
    expect(problems).toEqual([]);
    expect(record.values.bodyDraft).toBe(body);
    expect(record.values.emailPreview).toContain('您好！\n\n订单');
  });

  it('that is cleared gives back the preview of what is in effect', () => {
    const before = begin();
    expect(edited(before, { smsDraft: sms }, { smsDraft: null }).values).toEqual(before.values);
  });

  it('with several faults is refused for all of them at once, in the reader’s language, and kept', () => {
    const { record, problems, changed } = type(begin(), { smsDraft: '货款{金额元到账{没有}' });
    expect(changed).toBe(false);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ field: 'smsDraft' });
    expect(problems[0]?.message).toMatch(/没有.*。.*。/s);
    expect(record.refused.smsDraft).toMatchObject({ text: '货款{金额元到账{没有}', by: zhou.email });
    expect(record.values).toEqual(begin().values);
    const english = type(begin(), { smsDraft: '{没有}' }, { editor: { ...zhou, language: 'en' } });
    expect(english.problems[0]?.message).toMatch(/^[^。]+$/);
  });

  it('is a manager’s alone, however it is written', () => {
    for (const cells of [{ smsDraft: sms }, { smsDraft: '{没有}' }, { action: '启用草稿' }]) {
      const decided = type(begin(), cells, { editor: zhang });
      expect(codes(decided)).toEqual([`${Object.keys(cells)[0]}: not-yours`]);
    }
  });

  it('leaves the good ones of its row alone when it is refused', () => {
    const { record, problems } = type(begin(), { smsDraft: '{没有}', subjectDraft: '到账了：{编号}' });
    expect(problems.map(({ field }) => field)).toEqual(['smsDraft']);
    expect(drafts(record)).toEqual([undefined, '到账了：{编号}', undefined]);
    expect(record.values.emailPreview).toMatch(/^到账了：/);
  });
});

describe('启用草稿', () => {
  it('puts the drafts into effect, and leaves what has none as it is', () => {
    const record = edited(begin(), { smsDraft: sms }, { action: '启用草稿' });
    expect(record.values).toMatchObject({ ...own, sms, source: 'modified' });
    expect(record.values).toMatchObject({ enabledAt: '2026-03-16T01:30:00.000Z', enabledBy: zhou.name });
    expect([...drafts(record), record.values.action]).toEqual([undefined, undefined, undefined, undefined]);
    expect(record.values.smsPreview).toContain('收到了，谢谢！');
    expect(templateSetting(record)).toEqual({
      kind: 'templates',
      values: { slot: id, ...own, sms },
      enteredAt: record.createdAt,
      number: 'MB-07',
    });
  });

  it('does so in the very edit that types the draft', () => {
    const { record, problems } = type(begin(), { smsDraft: sms, action: '启用草稿' });
    expect(problems).toEqual([]);
    expect(record.values).toMatchObject({ sms, source: 'modified' });
    expect(drafts(record)).toEqual([undefined, undefined, undefined]);
  });

  it('adds to what was changed before', () => {
    const subject = '到账了：{编号}';
    const enable = { action: '启用草稿' };
    const record = edited(begin(), { smsDraft: sms }, enable, { subjectDraft: subject }, enable);
    expect(record.values).toMatchObject({ sms, subject, body: own.body });
  });

  it('of the built-in texts is no change', () => {
    const record = edited(begin(), { smsDraft: sms, action: '启用草稿' }, { smsDraft: own.sms });
    const back = edited(record, { action: '启用草稿' });
    expect(back.values).toMatchObject({ ...own, source: 'built-in', enabledBy: zhou.name });
    expect(templateSetting(back)).toBeUndefined();
    const never = edited(begin(), { smsDraft: own.sms, action: '启用草稿' });
    expect(never.values).toEqual(begin().values);
  });

  it('without any draft is refused, and says what to do', () => {
    const decided = type(begin(), { action: '启用草稿' });
    expect([codes(decided), decided.changed]).toEqual([['action: no-draft'], false]);
    expect(decided.problems[0]?.message).toBe(
      '还没有草稿。请先填短信、邮件标题或邮件正文的草稿，再选“启用草稿”。',
    );
    expect(decided.record.refused.action).toMatchObject({ text: '启用草稿' });
  });

  it.each([
    ['typed with it', [], { smsDraft: '{没有}', subjectDraft: '到账了：{编号}', action: '启用草稿' }],
    ['typed before', [{ smsDraft: '{没有}', subjectDraft: '到账了：{编号}' }], { action: '启用草稿' }],
    ['over a good one', [{ smsDraft: sms }, { smsDraft: '{没有}' }], { action: '启用草稿' }],
  ] as const)('is refused beside a refused draft, %s', (_when, before, cells) => {
    const stands = before.reduce<StoredRecord>((so, each) => type(so, each).record, begin());
    const { record, problems } = type(stands, cells);
    expect(problems.at(-1)).toMatchObject({
      field: 'action',
      code: 'draft-refused',
      message: '短信草稿有误，还不能启用。请先改好，再点“跟单 → 提交”。',
    });
    expect(record.values).toMatchObject({ ...own, source: 'built-in' });
    const mended = type(record, { smsDraft: sms, action: '启用草稿' });
    expect(mended.problems).toEqual([]);
    expect(mended.record.values).toMatchObject({ sms, source: 'modified' });
    expect(mended.record.refused).toEqual({});
  });

  it('takes no notice of what somebody typed who words no templates', () => {
    const theirs = type(begin(), { bodyDraft: '{没有}' }, { editor: zhang }).record;
    expect(theirs.refused.bodyDraft).toMatchObject({ code: 'not-yours' });
    const { record, problems } = type(theirs, { smsDraft: sms, action: '启用草稿' });
    expect(problems).toEqual([]);
    expect(record.values).toMatchObject({ sms, body: own.body, source: 'modified' });
    expect(codes(type(theirs, { action: '启用草稿' }))).toEqual(['action: no-draft']);
  });

  it('is refused for a draft that somebody else has changed since the row was shown', () => {
    const seen = type(begin(), { smsDraft: sms }).record;
    const other = type(
      seen,
      { smsDraft: `${sms}！` },
      { editor: { ...zhou, email: 'other@gendan.example' } },
    );
    const blind = { revision: seen.revision };
    expect(codes(type(other.record, { action: '启用草稿' }, blind))).toEqual(['action: draft-unseen']);
    expect(codes(type(other.record, { smsDraft: '订单{编号}：{金额}', action: '启用草稿' }, blind))).toEqual([
      'smsDraft: conflict',
      'action: draft-refused',
    ]);
    expect(codes(type(other.record, { action: '启用草稿' }))).toEqual([]);
    const mine = type(seen, { smsDraft: `${sms}！` }).record;
    expect(codes(type(mine, { action: '启用草稿' }, blind))).toEqual([]);
  });

  it('is refused for a draft that has ceased to be a good one', () => {
    const record = type(begin(), { smsDraft: sms }).record;
    const older = { ...record, values: { ...record.values, smsDraft: '{以前有}' } };
    expect(codes(type(older, { action: '启用草稿' }))).toEqual(['action: draft-outdated']);
  });

  it('counts as typed whatever language its name is in', () => {
    const record = type(begin(), { smsDraft: sms }).record;
    expect(type(record, { action: 'Use the draft' }).record.values.source).toBe('modified');
    expect(codes(type(record, { action: '启用' }))).toEqual(['action: unknown-option']);
  });
});

describe('恢复内置', () => {
  const modified = () => edited(begin(), { smsDraft: sms, subjectDraft: '到账：{编号}', action: '启用草稿' });

  it('puts the built-in texts back, says since when and by whom, and is no setting any more', () => {
    const record = edited(modified(), { action: '恢复内置' });
    expect(record.values).toMatchObject({ ...own, source: 'built-in', enabledBy: zhou.name });
    expect(record.values.action).toBeUndefined();
    expect(templateSetting(record)).toBeUndefined();
  });

  it('keeps a draft, be it one that is refused', () => {
    const record = edited(modified(), { smsDraft: sms }, { subjectDraft: '{没有}' }, { action: '恢复内置' });
    expect(record.values).toMatchObject({ ...own, smsDraft: sms, source: 'built-in' });
    expect(record.refused.subjectDraft).toMatchObject({ text: '{没有}' });
  });

  it('of what is built in leaves no trace', () => {
    expect(edited(begin(), { action: '恢复内置' }).values).toEqual(begin().values);
  });
});

it('what the system fills on the row nobody types over', () => {
  const typed = { sms, source: '已修改', smsPreview: 'x', enabledBy: '我' };
  expect(codes(type(begin(), typed))).toEqual(
    expect.arrayContaining(Object.keys(typed).map((field) => `${field}: system-fills`)),
  );
  expect(type(begin(), typed).changed).toBe(false);
});

it('a row of a message that this version does not know takes nothing', () => {
  const strange = { ...begin(), key: 'no-such_dealer_zh-CN' };
  expect(codes(type(strange, { smsDraft: sms, action: '恢复内置' }))).toEqual([
    'smsDraft: no-such-template',
    'action: no-such-template',
  ]);
  expect(templateSetting({ ...strange, values: { ...strange.values, source: 'modified' } })).toBeUndefined();
});

it('whatever is typed, texts in effect are the built-in ones or good drafts, and change by 操作 alone', () => {
  const text = fc.constantFrom(sms, `${sms}再见`, '{没有}', '订单{编号', '', '=1+1', '1');
  const cells = fc.record(
    {
      smsDraft: text,
      subjectDraft: text,
      bodyDraft: text,
      action: fc.constantFrom('启用草稿', '恢复内置', '也许', ''),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(cells, { maxLength: 6 }), (edits) => {
      let record = begin();
      for (const edit of edits) {
        const next = type(record, edit).record;
        const same = (['sms', 'subject', 'body'] as const).every(
          (part) => next.values[part] === record.values[part],
        );
        if (!edit.action) expect(same).toBe(true);
        for (const part of ['sms', 'body'] as const)
          expect([own[part], sms, `${sms}再见`]).toContain(next.values[part]);
        expect(next.values.action).toBeUndefined();
        expect(next.values.source === 'modified').toBe(templateSetting(next) !== undefined);
        record = next;
      }
    }),
  );
});

it('the same edit twice gives the same record', () => {
  const one = type(begin(), { smsDraft: sms, action: '启用草稿' }).record;
  expect(type(begin(), { smsDraft: sms, action: '启用草稿' }).record).toEqual(one);
  expect(slotId(slot)).toBe(id);
});
