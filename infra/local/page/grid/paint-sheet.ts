import type { SheetMirror } from '../sync/mirror';
import type { Mutate } from './paint';
import { ROW_HEIGHT } from './row-heights';
import { columnDataOf, freezeOf, mergesOf, rowDataOf, univerSheetId } from './workbook-data';

/** Brings a tab's properties (not its cells) from what they were to what they are. */
export function paintSheet(mutate: Mutate, before: SheetMirror, after: SheetMirror): void {
  const subUnitId = univerSheetId(after.properties.id);
  const [was, is] = [before.properties, after.properties];
  const change = (id: string, params: object) => mutate(`sheet.mutation.${id}`, { subUnitId, ...params });
  const differs = (of: (sheet: SheetMirror) => unknown) =>
    JSON.stringify(of(before)) !== JSON.stringify(of(after));

  if (was.title !== is.title) change('set-worksheet-name', { name: is.title });
  if (was.tabColor !== is.tabColor) change('set-tab-color', { color: is.tabColor ?? '' });
  if (was.columnCount !== is.columnCount) {
    change('set-worksheet-column-count', { columnCount: is.columnCount });
  }
  if (differs(columnDataOf)) change('set-col-data', { columnData: columnDataOf(after) });
  if (differs(rowDataOf)) {
    const plain = Object.keys(rowDataOf(before)).map((row) => [row, { h: ROW_HEIGHT, hd: 0 }]);
    change('set-row-data', { rowData: { ...Object.fromEntries(plain), ...rowDataOf(after) } });
  }
  if (differs(mergesOf)) {
    change('remove-worksheet-merge', { ranges: mergesOf(before) });
    change('add-worksheet-merge', { ranges: mergesOf(after) });
  }
  if (differs(freezeOf)) change('set-frozen', freezeOf(after));
  if (was.hidden !== is.hidden) change('set-worksheet-hidden', { hidden: is.hidden ? 1 : 0 });
  if (was.hiddenGridlines !== is.hiddenGridlines) {
    change('toggle-gridlines', { showGridlines: is.hiddenGridlines ? 0 : 1 });
  }
  // Univer lays a tab out anew after this one, though not after widths, heights and hiding.
  change('set-worksheet-row-count', { rowCount: is.rowCount });
}
