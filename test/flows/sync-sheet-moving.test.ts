import { beforeEach, describe, expect, it } from '@jest/globals';
import { headerRows } from '../../functions/src/forms/register-layout';
import { layout, orderOf, servedRegister, tabId, told, user } from '../support/register-tab';

const { google, grid, column, rowOf, shown, type, sortBy, whileWriting, paint, change, sync, flagged } =
  servedRegister();

describe('rows that move between reading and writing', () => {
  const keys = ['a', 'b', 'c', 'd', 'e'];
  /** Everything that the tab shows, by row key. */
  const snapshot = () =>
    Object.fromEntries(
      keys.map((key) => [
        key,
        rowOf(key) < 0
          ? 'gone'
          : google.workbook
              .values(tabId, { row: rowOf(key), column: 0, rows: 1, columns: layout.columns.length })[0]
              ?.map((cell) => cell || null),
      ]),
    );

  async function expected(): Promise<ReturnType<typeof snapshot>> {
    await sync();
    const result = snapshot();
    for (const [row, key] of keys.entries()) paint(row, orderOf(key, { dealerName: `经销商 ${key}` }));
    await changes();
    return result;
  }
  const changes = async () => {
    for (const key of ['b', 'd'])
      await change(orderOf(key, { dealerName: `经销商 ${key}` }), { ...told, conditionNotes: `备注 ${key}` });
  };

  beforeEach(async () => {
    for (const [row, key] of keys.entries()) paint(row, orderOf(key, { dealerName: `经销商 ${key}` }));
    await changes();
  });

  it.each<[string, () => void]>([
    ['sorted', () => sortBy('key', false)],
    ['pushed down by an inserted row', () => google.workbook.insertRows(tabId, headerRows.count, 1, user)],
    ['pushed up by a deleted row', () => google.workbook.deleteRows(tabId, headerRows.count, 1, user)],
    [
      'split by a row inserted between',
      () => google.workbook.insertRows(tabId, headerRows.count + 2, 2, user),
    ],
  ])('are shown rightly, and no other row is harmed, when the tab is %s', async (_how, happens) => {
    const wanted = await expected();
    whileWriting(happens);
    expect(await sync()).toMatchObject({ left: 0 });
    const is = snapshot();
    for (const key of keys) if (is[key] !== 'gone') expect([key, is[key]]).toEqual([key, wanted[key]]);
    const withoutKey = grid()
      .slice(headerRows.count)
      .filter((line) => !line[column('key')]);
    expect(withoutKey.flat().filter((cell) => cell)).toEqual([]);
    expect(await flagged()).toEqual([]);
  });

  it('keep what people typed elsewhere in that moment', async () => {
    whileWriting(() => {
      sortBy('key', false);
      type('c', 'confirmedAt', '3.18 10时');
      type('b', 'summary', '刚填的');
    });
    await sync();
    expect(shown('c', 'confirmedAt')).toBe('3.18 10时');
    expect(shown('b', 'summary')).toBe('刚填的');
    expect(shown('b', 'dealerToldAt')).toBe('2026-03-16 14:20');
  });

  it('stay flagged when the tab keeps moving, and are right at the next run', async () => {
    const wanted = await expected();
    let ascending = true;
    const end = google.api?.beforeWrite(() => {
      ascending = !ascending;
      sortBy('key', ascending);
    });
    const cost = await sync();
    end?.();
    expect(cost.sheetCalls).toBeLessThanOrEqual(7);
    await sync();
    expect(snapshot()).toEqual(wanted);
    expect(await flagged()).toEqual([]);
  });
});
