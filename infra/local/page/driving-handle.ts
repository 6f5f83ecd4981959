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
      // Only what is out of sight is scrolled to, and just so far that it shows: a cell further on makes room on all sides.
      for (const ahead of [2, -2, 0]) {
        const row = Math.min(Math.max(cells.getRow() + ahead, 0), sheet.getMaxRows() - 1);
        const column = Math.min(Math.max(cells.getColumn() + ahead, 0), sheet.getMaxColumns() - 1);
        sheet.scrollToCell(row, column, 0);
      }
      await scrolled(() => sheet.getScrollState());
      document.querySelector<HTMLElement>('#__editor___INTERNAL_EDITOR__DOCS_NORMAL')?.focus();
    },
    text: (sheetTitle: string, a1: string): string => {
      const { cells } = range(sheetTitle, a1);
      const { t, v } = cells.getCellData() ?? {};
      if (t === CellValueType.BOOLEAN) return v ? 'TRUE' : 'FALSE';
      return cells.getDisplayValue();
    },
    /** Where the cell is on the page, for the mouse, as long as the tab isn't scrolled. */
    box: (sheetTitle: string, a1: string) => {
      const { x, y, width, height } = range(sheetTitle, a1).cells.getCellRect();
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
