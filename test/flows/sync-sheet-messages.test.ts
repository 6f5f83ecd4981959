import { describe, expect, it } from '@jest/globals';
import { showNotices } from '../../functions/src/flows/show-notices';
import { forms } from '../../functions/src/forms';
import { headerRows } from '../../functions/src/forms/register-layout';
import { delivered, failed, noticeOf, putNotices } from '../support/notice-stored';
import { layout, orderOf, path, servedRegister, tabId } from '../support/register-tab';

const { google, shown, saved, type, paint, sync, flagged, store, services } = servedRegister();

/** A record in its row, of which a notice has changed; through `showNotices` to the sheet sync. */
async function told(notice: Parameters<typeof noticeOf>[0]): Promise<void> {
  const one = orderOf('a');
  paint(0, one);
  await store().write([{ kind: 'set', path: path('a'), data: one }]);
  await putNotices(store(), noticeOf({ record: 'order~a', ...notice }));
  await showNotices({ services: services(), forms, budgetMs: 20_000 });
}

describe('where a record’s notices stand', () => {
  it('is shown in its row in one write, and is no new revision', async () => {
    await told(delivered);
    expect(await sync()).toMatchObject({ recordsRead: 1, cellsWritten: 1, sheetCalls: 3, left: 0 });
    expect(shown('a', 'messages')).toBe('发货：经销商已送达');
    expect(saved('a').revision).toBe(7);
    expect(await flagged()).toEqual([]);
  });

  it('is put right where somebody has typed over it, while what they typed elsewhere stays', async () => {
    await told(failed);
    type('a', 'messages', '已处理');
    type('a', 'bank', '建设银行');
    await sync();
    expect(shown('a', 'messages')).toBe('⚠ 发货 → 经销商：号码有误，请核对\n发货：经销商发送失败');
    expect(shown('a', 'bank')).toBe('建设银行');
  });

  it('is passed over in a register that has no such column yet', async () => {
    const at = layout.columns.findIndex(({ id }) => id === 'messages');
    google.workbook.setValues(tabId, headerRows.ids, at, [['']], { by: 'script' });
    await told(delivered);
    expect(await sync()).toMatchObject({ recordsRead: 1, cellsWritten: 0, left: 0 });
    expect(await flagged()).toEqual([]);
  });
});
