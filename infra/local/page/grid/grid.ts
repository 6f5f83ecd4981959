import { LifecycleStages } from '@univerjs/core';
import { SheetsNotePopupService } from '@univerjs/preset-sheets-note';
import type { ChangeMessage, EditAnswer, Snapshot, TypedBlock } from '../../web/wire';
import { createEditQueue } from '../sync/edit-queue';
import { columnOf, createMirror, type Place, placeOf, rowOf, type SheetChange } from '../sync/mirror';
import { contentOf } from './cell-style';
import { createUniver } from './create-univer';
import { guardGrid } from './guard';
import { isLocked } from './locked-cells';
import { createPainter } from './paint';
import { watchTyping } from './typed-edits';
import { sheetIdOf, univerSheetId, workbookData } from './workbook-data';

const UNIT = 'workbook';

export type GridParts = {
  container: HTMLElement;
  snapshot: Snapshot;
  user: () => string;
  /** Rejects when the server could not be reached. */
  send: (user: string, block: TypedBlock) => Promise<EditAnswer>;
  /** A menu of the grid asks for a change of the selected rows. */
  onRows: (wish: 'above' | 'below' | 'delete', count?: number) => void;
  onRefused: (message: string) => void;
  /** How many edits still wait to be sent has changed. */
  onQueue: (waiting: number) => void;
};

export type Grid = ReturnType<typeof createGrid>;

/** The spreadsheet: shows what the server says, and sends what is typed. */
export function createGrid(parts: GridParts) {
  const mirror = createMirror();
  const loaded = mirror.takeSnapshot(parts.snapshot);
  const { univer, api } = createUniver(parts.container);
  const painter = createPainter({ univer, api }, mirror, UNIT);
  /** Cells whose open editor must not be disturbed; they are painted when it closes. */
  const putOff = new Set<Place>();
  let editing: { sheetId: number; place: Place } | undefined;

  api.createWorkbook(workbookData(mirror, UNIT, parts.snapshot.title));
  for (const { sheetId } of loaded) {
    const sheet = mirror.sheet(sheetId);
    if (sheet !== undefined) painter.noteShown(sheet);
  }

  const queue = createEditQueue({
    send: parts.send,
    onRefused: parts.onRefused,
    onReleased: (sheetId, places) => paint(sheetId, places),
    onChange: () => parts.onQueue(queue.waiting()),
  });

  function paint(sheetId: number, places: Iterable<Place>): void {
    const sheet = mirror.sheet(sheetId);
    if (sheet === undefined) return;
    const now = [...places].filter((place) => {
      const busy = editing?.sheetId === sheetId && editing.place === place;
      if (busy) putOff.add(place);
      return !busy;
    });
    painter.paintCells(sheet, now, (place) => queue.isPending(sheetId, place));
  }

  function show(changes: readonly SheetChange[]): void {
    for (const change of changes) {
      const sheet = mirror.sheet(change.sheetId);
      if (sheet === undefined || change.before === undefined) continue;
      if (change.repaint) painter.paintChange(change);
      paint(
        change.sheetId,
        change.repaint ? new Set([...change.places, ...sheet.cells.keys()]) : change.places,
      );
      painter.paintDropdowns(sheet);
    }
    painter.paintTabs();
  }

  /** Shows typed text at once, as the cell will most likely show it; the server's answer replaces it. */
  function showTyped({ sheetId, row, column, typed }: TypedBlock): void {
    const cellValue: Record<number, Record<number, object>> = {};
    typed.slice(0, (mirror.sheet(sheetId)?.properties.rowCount ?? 0) - row).forEach((line, down) => {
      line.forEach((text, across) => {
        const { look } = mirror.cell(sheetId, placeOf(row + down, column + across));
        const content = contentOf({ value: text, look });
        cellValue[row + down] = { ...cellValue[row + down], [column + across]: content };
      });
    });
    painter.mutate('sheet.mutation.set-range-values', { subUnitId: univerSheetId(sheetId), cellValue });
  }

  function typed(block: TypedBlock): void {
    const sheet = mirror.sheet(block.sheetId);
    if (sheet === undefined) return;
    const places = block.typed.flatMap((line, down) =>
      line.map((_, across) => placeOf(block.row + down, block.column + across)),
    );
    if (places.some((place) => isLocked(sheet.properties, rowOf(place), columnOf(place), parts.user()))) {
      parts.onRefused('这里有受保护的单元格,由系统填写,不能手工修改。');
      paint(block.sheetId, places);
      return;
    }
    showTyped(block);
    queue.add(parts.user(), block);
  }

  watchTyping(api, painter, {
    typed,
    unchanged: (sheetId, row, column) => paint(sheetId, [placeOf(row, column)]),
  });
  guardGrid(api, painter, {
    rows: parts.onRows,
    refused: parts.onRefused,
    isLocked: (sheet, row, column) => {
      const properties = mirror.sheet(sheetIdOf(sheet))?.properties;
      return properties !== undefined && isLocked(properties, row, column, parts.user());
    },
  });
  const hideNote = () => univer.__getInjector().get(SheetsNotePopupService).hidePopup(true);
  api.addEvent(api.Event.ActiveSheetChanged, hideNote);
  parts.container.addEventListener('pointerleave', hideNote);
  api.addEvent(api.Event.SheetEditStarted, ({ worksheet, row, column }) => {
    editing = { sheetId: sheetIdOf(worksheet.getSheetId()), place: placeOf(row, column) };
  });
  api.addEvent(api.Event.SheetEditEnded, () => {
    const ended = editing;
    editing = undefined;
    if (ended !== undefined && putOff.size > 0) paint(ended.sheetId, [...putOff]);
    putOff.clear();
  });

  return {
    api,
    version: mirror.version,
    /** Settles when the grid is drawn and takes the keyboard. */
    drawn: new Promise<void>((resolve) => {
      api.addEvent(api.Event.LifeCycleChanged, ({ stage }) => {
        if (stage >= LifecycleStages.Rendered) resolve();
      });
      if (api.getCurrentLifecycleStage() >= LifecycleStages.Rendered) resolve();
    }),
    /** What is selected in the tab that is open. */
    selection() {
      const sheet = api.getActiveWorkbook()?.getActiveSheet();
      const range = sheet?.getActiveRange();
      if (sheet === undefined || !range) return undefined;
      return {
        sheetId: sheetIdOf(sheet.getSheetId()),
        row: range.getRow(),
        column: range.getColumn(),
        rows: range.getHeight(),
        columns: range.getWidth(),
      };
    },
    takeSnapshot(snapshot: Snapshot): void {
      show(mirror.takeSnapshot(snapshot));
      queue.restarted(mirror.version());
    },
    takeChange(message: ChangeMessage): void {
      show(mirror.takeChange(message));
      queue.reached(mirror.version());
    },
  };
}
