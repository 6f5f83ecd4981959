import type { GridRange, SheetProperties, Workbook } from '../workbook/workbook-types';
import { blockContent, sheetContent } from './sheet-content';
import type { ChangeMessage, Snapshot } from './wire';

/** Changes within this time go out as one message: a script that paints a row makes dozens. */
const GATHER_MS = 25;
/** Beyond this many changed cells the whole tab is sent. */
const MOST_BLOCK_CELLS = 3_000;

type Dirty = 'whole' | GridRange[];

export type ChangeFeed = {
  version(): number;
  snapshot(): Snapshot;
  /** Sends a range again although nothing changed in it, so that a grid that shows something else is put right. */
  resend(sheetId: number, range: GridRange): void;
  onMessage(listener: (message: ChangeMessage) => void): () => void;
};

export function changeFeed(workbook: Workbook): ChangeFeed {
  const listeners = new Set<(message: ChangeMessage) => void>();
  const dirty = new Map<number, Dirty>();
  let tabsChanged = false;
  let version = 0;
  let known = new Set(workbook.sheets().map((sheet) => sheet.id));
  let timer: NodeJS.Timeout | undefined;

  const changed = () => {
    version += 1;
    if (timer === undefined) timer = setTimeout(flush, GATHER_MS);
  };
  const markWhole = (sheetId: number) => dirty.set(sheetId, 'whole');
  const markRange = (sheetId: number, range: GridRange) => {
    const before = dirty.get(sheetId) ?? [];
    if (before === 'whole') return;
    const area = [...before, range].reduce((sum, { rows, columns }) => sum + rows * columns, 0);
    if (area > MOST_BLOCK_CELLS) markWhole(sheetId);
    else dirty.set(sheetId, [...before, range]);
  };

  function flush(): void {
    timer = undefined;
    const present = workbook.sheets();
    if (tabsChanged) for (const { id } of present) if (!known.has(id)) markWhole(id);
    known = new Set(present.map((sheet) => sheet.id));
    if (listeners.size > 0) send(present);
    dirty.clear();
    tabsChanged = false;
  }

  function send(present: readonly SheetProperties[]): void {
    const message: ChangeMessage = {
      version,
      ...(tabsChanged ? { order: present.map((sheet) => sheet.id) } : {}),
      sheets: present
        .filter((sheet) => dirty.get(sheet.id) === 'whole')
        .map((sheet) => sheetContent(workbook, sheet)),
      blocks: present.flatMap((sheet) => {
        const ranges = dirty.get(sheet.id);
        if (ranges === undefined || ranges === 'whole') return [];
        return ranges.map((range) => blockContent(workbook, sheet, range));
      }),
    };
    for (const listener of [...listeners]) listener(message);
  }

  workbook.onChange((change) => {
    if (change.kind === 'sheets') tabsChanged = true;
    else if (change.kind === 'sheet') markWhole(change.sheetId);
    else markRange(change.sheetId, change.range);
    changed();
  });

  return {
    version: () => version,
    snapshot: () => ({
      version,
      title: workbook.title,
      sheets: workbook.sheets().map((sheet) => sheetContent(workbook, sheet)),
    }),
    resend: (sheetId, range) => {
      markRange(sheetId, range);
      changed();
    },
    onMessage: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
