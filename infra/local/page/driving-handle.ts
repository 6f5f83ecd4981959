import { CellValueType } from '@univerjs/core';
import type { Grid } from './grid/grid';

/** What tests drive the page with: selecting and reading cells of the canvas, which a browser's own tools can't. */
export function drivingHandle(grid: () => Grid, ready: Promise<void>) {
  const range = (sheetTitle: string, a1: string) => {
    const sheet = grid().api.getActiveWorkbook()?.getSheetByName(sheetTitle);
    if (sheet === null || sheet === undefined) throw new Error(`There is no tab ${sheetTitle}`);
    return { sheet, cells: sheet.getRange(a1) };
  };
  return {
    ready,
    /**
     * Selects the cell as a click does, where it can be seen (typing into one that is out of sight ends as soon as it
     * scrolls) and with the keyboard's focus.
     */
    activate: async (sheetTitle: string, a1: string): Promise<void> => {
      const { sheet, cells } = range(sheetTitle, a1);
      sheet.activate();
      cells.activate();
      await scrolled(() => sheet.getScrollState());
      const [row, column] = [cells.getRow(), cells.getColumn()];
      const seen = sheet.getVisibleRange();
      const inSight =
        seen &&
        row >= seen.startRow &&
        row < seen.endRow &&
        column >= seen.startColumn &&
        column < seen.endColumn;
      if (!inSight) sheet.scrollToCell(row, column, 0);
      await scrolled(() => sheet.getScrollState());
      document.querySelector<HTMLElement>('#__editor___INTERNAL_EDITOR__DOCS_NORMAL')?.focus();
    },
    text: (sheetTitle: string, a1: string): string => {
      const { cells } = range(sheetTitle, a1);
      const { t, v } = cells.getCellData() ?? {};
      if (t === CellValueType.BOOLEAN) return v ? 'TRUE' : 'FALSE';
      return cells.getDisplayValue();
    },
    /** Scrolls the tab to its beginning and tells where the cell is on the page, for the mouse. */
    box: async (sheetTitle: string, a1: string) => {
      const { sheet, cells } = range(sheetTitle, a1);
      sheet.scrollToCell(0, 0, 0);
      await scrolled(() => sheet.getScrollState());
      const { x, y, width, height } = cells.getCellRect();
      const canvas = document.querySelector('canvas[id^=univer-sheet-main]')?.getBoundingClientRect() ?? {
        x: 0,
        y: 0,
      };
      return { x: canvas.x + x, y: canvas.y + y, width, height };
    },
    note: (sheetTitle: string, a1: string): string => range(sheetTitle, a1).cells.getNote()?.note ?? '',
    background: (sheetTitle: string, a1: string): string => range(sheetTitle, a1).cells.getBackground(),
    /** What a tab shows, a line per row, cells divided by '|'. */
    lines: (sheetTitle: string): string[] => {
      const { sheet } = range(sheetTitle, 'A1');
      const shown = sheet
        .getRange(0, 0, sheet.getLastRow() + 1, sheet.getLastColumn() + 1)
        .getDisplayValues();
      return shown.map((row) => row.join('|'));
    },
    tabs: (): string[] =>
      grid()
        .api.getActiveWorkbook()
        ?.getSheets()
        .map((sheet) => sheet.getSheetName()) ?? [],
    activeTab: (): string => grid().api.getActiveWorkbook()?.getActiveSheet().getSheetName() ?? '',
  };
}

/** Waits until the scroll position has stood still for a while. */
async function scrolled(position: () => unknown): Promise<void> {
  let still = 0;
  let last = '';
  for (let frames = 0; still < 6 && frames < 120; frames++) {
    await new Promise((done) => requestAnimationFrame(done));
    const now = JSON.stringify(position());
    still = now === last ? still + 1 : 0;
    last = now;
  }
}
