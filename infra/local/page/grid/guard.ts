import type { GridApi } from './create-univer';
import type { Painter } from './paint';

/** What people may do in the grid themselves. Everything else that a spreadsheet can do belongs to the add-on. */
const ALLOWED = new Set(
  [
    'set-range-values',
    'clear-selection-content',
    'auto-clear-content',
    'auto-fill',
    'refill',
    'copy-down',
    'copy-right',
    'copy',
    'cut',
    'paste',
    'paste-by-short-key',
    'move-selection',
    'move-selection-enter-tab',
    'expand-selection',
    'select-range',
    'select-all',
    'scroll-view',
    'scroll-view-reset',
    'scroll-to-cell',
    'set-scroll-relative',
    'set-zoom-ratio',
    'change-zoom-ratio',
    'delta-column-width',
    'delta-row-height',
    'set-worksheet-col-width',
    'set-row-height',
    'set-col-auto-width',
    'set-col-is-auto-width',
    'set-row-is-auto-height',
    'set-worksheet-activate',
    'toggle-note-popup',
  ].map((name) => `sheet.command.${name}`),
);

const ROW_COMMANDS: Readonly<Record<string, 'above' | 'below' | 'delete'>> = {
  'sheet.command.insert-row-before': 'above',
  'sheet.command.insert-multi-rows-above': 'above',
  'sheet.command.insert-row-after': 'below',
  'sheet.command.insert-multi-rows-after': 'below',
  'sheet.command.remove-row-confirm': 'delete',
  'sheet.command.remove-row': 'delete',
};

const HIDDEN = [
  'sheet.menu.copy-special',
  'sheet.menu.paste-special',
  'sheet.command.clear-selection-format',
  'sheet.command.clear-selection-all',
  'sheet.contextMenu.text-to-number',
  'sheet.command.insert-col-before',
  'sheet.command.insert-multi-cols-before',
  'sheet.command.insert-multi-cols-right',
  'sheet.command.insert-range-move-right-confirm',
  'sheet.command.insert-range-move-down-confirm',
  'sheet.command.remove-col-confirm',
  'sheet.command.delete-range-move-left-confirm',
  'sheet.command.delete-range-move-up-confirm',
  'sheet.command.hide-col-confirm',
  'sheet.command.hide-row-confirm',
  'sheet.command.set-selected-cols-visible',
  'sheet.command.set-selected-rows-visible',
  'sheet.menu.sheet-frozen',
  'sheet.header-menu.sheet-frozen',
  'sheet.contextMenu.permission',
  'sheet.command.set-row-is-auto-height',
  'sheet.operation.add-note-popup',
  'sheet.command.delete-note',
  'sheet.command.remove-sheet-confirm',
  'sheet.command.copy-sheet',
  'sheet.operation.rename-sheet',
  'sheet.command.set-tab-color',
  'sheet.command.set-worksheet-hidden',
  'sheet.command.set-worksheet-show',
  'sheet.command.add-range-protection-from-sheet-bar',
  'sheet.command.delete-worksheet-protection-from-sheet-bar',
  'sheet.command.change-sheet-protection-from-sheet-bar',
  'sheet.command.view-sheet-permission-from-sheet-bar',
];

export const HIDDEN_MENUS = Object.fromEntries(HIDDEN.map((id) => [id, { hidden: true }]));

/**
 * Keeps the grid to what the server can follow: typing, and rows inserted or deleted through the server. Formats,
 * tabs, columns and moves are the add-on's; a change of them here would show something that is not there.
 */
export function guardGrid(
  api: GridApi,
  painter: Painter,
  on: {
    /** `count` where the person gave a number of rows, else it is as many as are selected. */
    rows: (what: 'above' | 'below' | 'delete', count?: number) => void;
    refused: (message: string) => void;
    isLocked: (sheet: string, row: number, column: number) => boolean;
  },
): void {
  api.addEvent(api.Event.BeforeCommandExecute, (event) => {
    if (painter.isOwn()) return;
    const rows = ROW_COMMANDS[event.id];
    if (rows !== undefined) {
      event.cancel = true;
      const count: unknown = event.params?.value;
      if (typeof count === 'number') on.rows(rows, count);
      else on.rows(rows);
    } else if (event.id === 'sheet.operation.rename-sheet') {
      event.cancel = true;
    } else if (event.id.startsWith('sheet.command.') && !ALLOWED.has(event.id)) {
      event.cancel = true;
      on.refused('工作台里只能填写内容和增删行;格式、列和工作表由跟单插件维护。');
    }
  });
  api.addEvent(api.Event.BeforeSheetEditStart, (event) => {
    if (!on.isLocked(event.worksheet.getSheetId(), event.row, event.column)) return;
    event.cancel = true;
    on.refused('这个单元格受保护,由系统填写,不能手工修改。');
  });
}
