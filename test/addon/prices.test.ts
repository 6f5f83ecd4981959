import { describe, expect, it } from '@jest/globals';
import { settingsPath } from '../../functions/src/flows/settings-directory';
import { noticesForm } from '../../functions/src/forms/settings-notices';
import { managedSettings, settingsRowsSchema } from '../../functions/src/rules/settings-rows';
import { servedDesk } from './served-desk';

const { desk, store, requests, cell, type } = servedDesk(noticesForm);

const prices = async () => {
  const [stored] = await store().get([settingsPath]);
  const rows = settingsRowsSchema.parse(stored?.data ?? { version: 0, rows: {} });
  return managedSettings(rows, '2026-03-16').smsPrices;
};

describe('a price typed into 通知设置', () => {
  it('never holds for all the others while a country stands beside it, in whatever order they are typed', async () => {
    for (const [id, text] of [
      ['country', '台湾'],
      ['kind', '短信单价'],
      ['price', '0.9'],
    ] as const) {
      await type(4, id, text);
      expect(await prices()).toEqual({ '': 0.5 });
    }
    expect(cell(4, 'state').value).toBe('有误 2 处');
    expect(cell(4, 'country').note).toBe('请只填区号的数字，例如台湾填886；其他留空。');
    await type(4, 'country', '886');
    await desk().menu('submit', 'zhou@gendan.example', '通知设置');
    expect(await prices()).toEqual({ '': 0.5, '886': 0.9 });
    expect(cell(4, 'state').value).toBe('已保存');
  });

  it('holds with its country at once, though both were typed before what the row is', async () => {
    await type(4, 'country', [['86', '0.35']]);
    expect(await prices()).toEqual({ '': 0.5 });
    const sent = requests();
    await desk().minute();
    expect(requests()).toBe(sent);
    await type(4, 'kind', '短信单价');
    expect(await prices()).toEqual({ '': 0.5, '86': 0.35 });
    expect(cell(4, 'state').value).toBe('已保存');
  });
});
