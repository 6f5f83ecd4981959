import type { ICellData } from '@univerjs/core';
import type { TypedBlock } from '../../web/wire';
import { blocksOf, type Cells, textOf } from './changed-blocks';
import type { GridApi } from './create-univer';
import type { Painter } from './paint';
import { pastedBlock } from './pasted-block';
import { sheetIdOf } from './workbook-data';

const F2 = 113;
const BY_KEYBOARD = 0;

/**
 * Reports what the person changes in the grid: typing, deleting, filling, choosing from a dropdown, undoing, pasting.
 * For typing it is the editor's own text, since the grid has already made 3.1 of '3.10'. Pastes bring values only,
 * and cutting empties the cells at once.
 */
export function watchTyping(
  api: GridApi,
  painter: Painter,
  on: {
    typed: (block: TypedBlock) => void;
    unchanged: (sheetId: number, row: number, column: number) => void;
  },
): void {
  /** What was typed or pasted as text, for the change of cells that the grid is about to make of it. */
  let raw: { sheet: string; row: number; column: number; typed: string[][] } | undefined;
  /** Texts that the editor may have been opened with; the same text again is no change. */
  let openedWith: string[] = [];

  api.addEvent(api.Event.SheetEditStarted, ({ worksheet, row, column, eventType, keycode }) => {
    const cell = worksheet.getRange(row, column);
    const shown = [cell.getDisplayValue(), String(cell.getRawValue() ?? '')];
    const replaces = eventType === BY_KEYBOARD && keycode !== F2;
    openedWith = replaces ? [] : shown.flatMap((text) => [text, `'${text}`]);
    raw = undefined;
  });
  api.addEvent(api.Event.BeforeSheetEditEnd, ({ worksheet, row, column, value, isConfirm }) => {
    if (isConfirm) raw = { sheet: worksheet.getSheetId(), row, column, typed: [[value.toPlainText()]] };
  });
  api.addEvent(api.Event.CommandExecuted, ({ id, params, options }) => {
    if (id === 'univer.command.cut') void api.executeCommand('sheet.command.clear-selection-content');
    if (id !== 'sheet.mutation.set-range-values' || painter.isOwn() || options?.onlyLocal) return;
    const { subUnitId, cellValue }: { subUnitId: string; cellValue?: Cells } = params;
    const given = raw?.sheet === subUnitId ? raw : undefined;
    raw = undefined;
    const sheetId = sheetIdOf(subUnitId);
    const textAt = (row: number, column: number, cell: ICellData | null) =>
      given?.typed[row - given.row]?.[column - given.column] ?? textOf(cell);
    for (const block of blocksOf(cellValue ?? {}, textAt)) {
      const isSame = given !== undefined && openedWith.includes(block.typed[0]?.[0] ?? '');
      if (isSame) on.unchanged(sheetId, block.row, block.column);
      else on.typed({ sheetId, ...block });
    }
    openedWith = [];
  });

  /** A paste that leaves the grid is the server's to make room for. */
  const paste = (text: string) => {
    const sheet = api.getActiveWorkbook()?.getActiveSheet();
    const target = sheet?.getActiveRange();
    if (!sheet || !target || text === '') return;
    const [row, column] = [target.getRow(), target.getColumn()];
    const block = pastedBlock(text, target.getHeight(), target.getWidth());
    const width = block[0]?.length ?? 0;
    if (row + block.length > sheet.getMaxRows() || column + width > sheet.getMaxColumns()) {
      on.typed({ sheetId: sheetIdOf(sheet.getSheetId()), row, column, typed: block });
      return;
    }
    const range = sheet.getRange(row, column, block.length, width);
    range.activate();
    openedWith = [];
    raw = { sheet: sheet.getSheetId(), row, column, typed: block };
    range.setValues(block.map((line) => line.map((cell) => ({ v: cell === '' ? null : cell, t: 1 }))));
  };
  api.addEvent(api.Event.BeforeCommandExecute, (event) => {
    if (event.id === 'sheet.command.paste-by-short-key') {
      event.cancel = true;
      paste(event.params?.textContent ?? '');
    } else if (event.id === 'univer.command.paste') {
      event.cancel = true;
      void navigator.clipboard.readText().then(paste);
    }
  });
}
