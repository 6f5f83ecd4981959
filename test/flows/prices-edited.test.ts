import { describe, expect, it } from '@jest/globals';
import { applyEdits } from '../../functions/src/flows/apply-edits';
import { createSettingsDirectory } from '../../functions/src/flows/settings-directory';
import { forms } from '../../functions/src/forms';
import type { CellInput } from '../../functions/src/forms/edit-contract';
import { recordSchema } from '../../functions/src/rules/record';
import { edit } from '../support/edits';
import { testServices, testSettings } from '../support/services';
import { zhou } from '../support/staff';

const now = '2026-03-16T01:30:00.000Z';

/** A row of 通知设置, and what an SMS costs as a function that starts now knows it. */
function world() {
  const { services, store } = testServices({ now });
  const type = async (cells: Record<string, CellInput>) => {
    const [stored] = await store.get(['records/notices~row-1']);
    const revision = stored ? recordSchema.parse(stored.data).revision : 0;
    const row = edit({ key: 'row-1', revision, cells, at: now });
    const request = { spreadsheetId: 'sheet-1', form: 'notices', rows: [row] };
    return (await applyEdits(services, forms, { email: zhou.email }, request)).rows[0];
  };
  const prices = async () =>
    (await createSettingsDirectory(store, services.clock, testSettings).current()).smsPrices;
  return { type, prices };
}

describe('a price for an SMS', () => {
  it('holds for nobody from the moment on at which its country is refused, and the row says so', async () => {
    const { type, prices } = world();
    await type({ kind: '短信单价', price: '0.9' });
    expect(await prices()).toEqual({ '': 0.9 });
    const refused = await type({ country: '台湾' });
    expect(refused).toMatchObject({
      outcome: 'rejected',
      problems: [{ field: 'country', message: '请只填区号的数字，例如台湾填886；其他留空。' }],
      standing: { text: '未生效', note: expect.stringContaining('有误，改好后这一行才生效') },
    });
    expect(await prices()).toEqual({ '': 0.5 });
    await type({ country: '886' });
    expect(await prices()).toEqual({ '': 0.5, '886': 0.9 });
  });

  it('holds again for all others once the refused country is cleared', async () => {
    const { type, prices } = world();
    await type({ kind: '短信单价', price: '0.9' });
    await type({ country: '台湾' });
    const cleared = await type({ country: null });
    expect([cleared?.problems, cleared?.standing]).toEqual([[], undefined]);
    expect(await prices()).toEqual({ '': 0.9 });
  });
});
