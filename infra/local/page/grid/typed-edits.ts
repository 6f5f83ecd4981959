import type { ICellData } from '@univerjs/core';
import type { GridApi } from './create-univer';
import type { Painter } from './paint';
import { pastedBlock } from './pasted-block';
import { sheetIdOf } from './workbook-data';

/** What a person typed into a block of cells, each cell as typed text. */
export type TypedBlock = { sheetId: number; row: number; column: number; typed: string[][] };

type Cells = Record<number, Record<number, ICellData | null>>;

/**
 * Reports what the person changes in the grid: typing, deleting, filling, choosing from a dropdown, undoing, pasting.
 * For typing it is the editor's own text, since the grid has already made 3.1 of '3.10'. Pastes bring values only,
 * and cutting empties the cells at once.
 */
export function watchTyping(api: GridApi, painter: Painter, report: (block: TypedBlock) => void): void {
  let typed: { sheet: string; row: number; column: number; text: string } | undefined;

  api.addEvent(api.Event.BeforeSheetEditEnd, ({ worksheet, row, column, value, isConfirm }) => {
    const text = value.toPlainText();
    typed = isConfirm ? { sheet: worksheet.getSheetId(), row, column, text } : undefined;
  });
  api.addEvent(api.Event.SheetEditStarted, () => {
    typed = undefined;
  });
  api.addEvent(api.Event.CommandExecuted, ({ id, params, options }) => {
    if (id !== 'sheet.mutation.set-range-values' || painter.isOwn() || options?.onlyLocal) return;
    const { subUnitId, cellValue }: { subUnitId: string; cellValue?: Cells } = params;
    const textAt = (row: number, column: number, cell: ICellData | null) =>
      typed?.sheet === subUnitId && typed.row === row && typed.column === column ? typed.text : textOf(cell);
    for (const block of blocksOf(cellValue ?? {}, textAt))
      report({ sheetId: sheetIdOf(subUnitId), ...block });
    typed = undefined;
  });
  api.addEvent(api.Event.CommandExecuted, ({ id }) => {
    if (id === 'univer.command.cut') void api.executeCommand('sheet.command.clear-selection-content');
  });
  api.addEvent(api.Event.BeforeClipboardPaste, (event) => {
    event.cancel = true;
    const target = event.worksheet.getActiveRange();
    if (target === null || !event.text) return;
    const block = pastedBlock(event.text, target.getHeight(), target.getWidth());
    const [row, column] = [target.getRow(), target.getColumn()];
    const height = Math.min(block.length, event.worksheet.getMaxRows() - row);
    const width = Math.min(block[0]?.length ?? 0, event.worksheet.getMaxColumns() - column);
    if (height < 1 || width < 1) return;
    const kept = block.slice(0, height).map((line) => line.slice(0, width));
    event.worksheet.getRange(row, column, height, width).activate();
    report({ sheetId: sheetIdOf(event.worksheet.getSheetId()), row, column, typed: kept });
  });
}

/** The text that a person would type for what the grid holds. A cell whose style alone changed is undefined. */
function textOf(cell: ICellData | null): string | undefined {
  if (cell === null) return '';
  if (typeof cell.f === 'string' && cell.f !== '') return cell.f;
  if (cell.p?.body) return cell.p.body.dataStream.replace(/\r\n$/, '').replaceAll('\r', '\n');
  if (cell.v === undefined) return undefined;
  if (cell.v === null) return '';
  if (cell.t === 3) return Number(cell.v) === 1 || cell.v === true ? 'TRUE' : 'FALSE';
  return cell.t === 4 ? `'${cell.v}` : String(cell.v);
}

/** Cuts changed cells into full rectangles: whole runs of rows with the same columns become one block. */
function blocksOf(
  cells: Cells,
  textAt: (row: number, column: number, cell: ICellData | null) => string | undefined,
): Omit<TypedBlock, 'sheetId'>[] {
  const blocks: Omit<TypedBlock, 'sheetId'>[] = [];
  for (const [rowKey, line] of Object.entries(cells)) {
    const row = Number(rowKey);
    let run: { column: number; texts: string[] } | undefined;
    const close = () => {
      if (run === undefined) return;
      const { column, texts } = run;
      const above = blocks.find(
        (block) =>
          block.column === column &&
          block.row + block.typed.length === row &&
          block.typed[0]?.length === texts.length,
      );
      if (above === undefined) blocks.push({ row, column, typed: [texts] });
      else above.typed.push(texts);
      run = undefined;
    };
    for (const [columnKey, cell] of Object.entries(line ?? {})) {
      const column = Number(columnKey);
      const text = textAt(row, column, cell);
      if (run !== undefined && (text === undefined || run.column + run.texts.length !== column)) close();
      if (text === undefined) continue;
      if (run === undefined) run = { column, texts: [text] };
      else run.texts.push(text);
    }
    close();
  }
  return blocks;
}
