import { beforeEach, describe, expect, it } from '@jest/globals';
import { templatesForm } from '../../functions/src/forms/settings-templates';
import { builtIn, templateSlots } from '../../functions/src/rules/templates';
import { servedDesk } from './served-desk';

const { layout, desk, requests, sync, restore, cell, type, clearRow } = servedDesk(templatesForm);

const row =
  4 +
  templateSlots.findIndex(
    ({ kind, recipient, language }) =>
      kind === 'payment-confirmed' && recipient === 'dealer' && language === 'zh-CN',
  );
const sms = '订单{编号}的货款{金额}元收到了，谢谢！';
const slot = templateSlots[row - 4];
const own = slot && builtIn(slot);
const shown = (id: string) => cell(row, id).value;
const state = () => [shown('state'), cell(row, 'state').note];

beforeEach(async () => {
  await restore();
  await sync();
});

/** A piece of the row from 操作 to the last draft: what the system fills between them is pasted as it stands. */
function pastedOver(typed: Readonly<Record<string, string>>) {
  const ids = layout.columns.map(({ id }) => id);
  return ids
    .slice(ids.indexOf('action'), ids.indexOf('bodyDraft') + 1)
    .map((id) => typed[id] ?? String(shown(id) ?? ''));
}

describe('the tab 通知模板', () => {
  it('gets its rows with 刷新, in the order of an order’s progress, and sends nothing for them', async () => {
    const numbers = templateSlots.map((_slot, index) => cell(4 + index, 'number').value);
    expect([numbers[0], numbers.at(-1)]).toEqual(['MB-01', 'MB-30']);
    expect([...numbers].sort()).toEqual(numbers);
    expect(['notice', 'recipient', 'language', 'source', 'state'].map(shown)).toEqual([
      '货款到账',
      '经销商',
      '简体中文',
      '内置',
      '已保存',
    ]);
    expect([shown('sms'), shown('body')]).toEqual([own?.sms, own?.body]);
    await desk().minute();
    expect(requests()).toBe(0);
    expect([await restore(), await sync()]).toMatchObject([{ rowsMissing: 0 }, { recordsRead: 0 }]);
  });

  it('shows a draft’s preview, segments and cost in its row at once', async () => {
    await type(row, 'smsDraft', sms);
    expect(shown('smsDraft')).toBe(sms);
    expect(shown('smsPreview')).toMatch(/^【宏远家具】订单.*收到了，谢谢！$/);
    expect(shown('smsCost')).toMatch(/^\d+字，1条，约0\.50元/);
    expect([shown('sms'), shown('source')]).toEqual([own?.sms, '内置']);
    expect(state()).toEqual(['已保存', undefined]);
  });

  it('keeps a draft of several lines as it was typed', async () => {
    const body = '您好！\n\n订单{编号}的货款{金额}元已到账。\n{公司}';
    await type(row, 'bodyDraft', body);
    expect(shown('bodyDraft')).toBe(body);
    await desk().minute();
    expect([requests(), shown('state')]).toEqual([1, '已保存']);
  });

  it('empties 操作 and the drafts once they are in effect, in one edit or two', async () => {
    await type(row, 'smsDraft', sms);
    await type(row, 'action', '启用草稿');
    expect([shown('action'), shown('smsDraft'), shown('sms')]).toEqual([null, null, sms]);
    expect(['source', 'enabledAt', 'enabledBy'].map(shown)).toEqual(['已修改', '2026-03-16 09:30', '周总']);
    expect(state()).toEqual(['已保存', undefined]);

    const typed = {
      smsDraft: `${sms}再会`,
      subjectDraft: '到账了：{编号}',
      bodyDraft: '',
      action: '启用草稿',
    };
    await type(row, 'action', [pastedOver(typed)]);
    expect(['smsDraft', 'subjectDraft', 'bodyDraft', 'action'].map(shown)).toEqual([null, null, null, null]);
    expect([shown('sms'), shown('subject')]).toEqual([`${sms}再会`, '到账了：{编号}']);
    const sent = requests();
    await desk().minute();
    await desk().menu('submit', 'zhou@gendan.example', layout.tab);
    expect([requests(), shown('state')]).toEqual([sent, '已保存']);
  });

  it('empties 操作 where there was nothing to put back', async () => {
    await type(row, 'action', '恢复内置');
    expect([shown('action'), shown('source'), ...state()]).toEqual([null, '内置', '已保存', undefined]);
  });

  it('keeps a refused draft where it stands with the reason, and puts nothing into effect beside it', async () => {
    await type(row, 'smsDraft', '货款{金而}元到账');
    expect(cell(row, 'smsDraft')).toMatchObject({ value: '货款{金而}元到账', background: '#f4cccc' });
    expect(cell(row, 'smsDraft').note).toMatch(/{金而}/);
    await type(row, 'action', '启用草稿');
    expect(cell(row, 'action')).toMatchObject({ value: '启用草稿', background: '#f4cccc' });
    expect(cell(row, 'action').note).toContain('短信草稿有误，还不能启用。');
    expect([shown('state'), shown('sms')]).toEqual(['有误 2 处', own?.sms]);

    await type(row, 'smsDraft', sms);
    expect([shown('state'), shown('action'), shown('sms')]).toEqual(['有误 1 处', '启用草稿', own?.sms]);
    await desk().menu('submit', 'zhou@gendan.example', layout.tab);
    expect([shown('state'), shown('action'), shown('smsDraft'), shown('sms')]).toEqual([
      '已保存',
      null,
      null,
      sms,
    ]);
    expect(cell(row, 'action')).not.toHaveProperty('note');
  });

  it('explains what a clerk types there, and leaves it', async () => {
    await type(row, 'smsDraft', sms, 'li@gendan.example');
    expect(cell(row, 'smsDraft')).toMatchObject({ value: sms, background: '#f4cccc' });
    expect(shown('sms')).toBe(own?.sms);
  });

  it('takes no rows of people, and brings back one that was emptied or deleted', async () => {
    await type(4 + templateSlots.length, 'smsDraft', sms);
    expect(cell(4 + templateSlots.length, 'state').value).toBe('有误 1 处');
    await clearRow(row);
    await desk().minute();
    expect([shown('sms'), shown('notice'), shown('state')]).toEqual([own?.sms, '货款到账', '已保存']);
    desk().workbook.deleteRows(desk().idOf(layout.tab), row, 1, { by: 'user', email: 'zhou@gendan.example' });
    expect(await restore()).toEqual({ rowsMissing: 1 });
    expect(await sync()).toMatchObject({ rowsAppended: 1 });
  });
});
