import type { IStyleData, Univer } from '@univerjs/core';
import { ICommandService } from '@univerjs/core';
import { columnOf, type Mirror, type Place, rowOf, type SheetChange, type SheetMirror } from '../sync/mirror';
import { contentOf, styleOf, styleOver } from './cell-style';
import type { GridApi } from './create-univer';
import { dropdownRules } from './dropdown-rules';
import { isShaded } from './locked-cells';
import { paintSheet } from './paint-sheet';
import { fittingHeight } from './row-heights';
import { noteOf, sheetData, univerSheetId } from './workbook-data';

/** Runs one of Univer's mutations as coming from elsewhere: no undo step, no change of tab, the open editor stays. */
export type Mutate = (id: string, params: object) => void;

/** Every part that a style can have, so that what the server does not set is removed. */
const NOTHING = { bg: null, cl: null, bl: null, fs: null, ff: null, ht: null, vt: null, tb: null, n: null };
const NO_BORDER = { t: null, r: null, b: null, l: null };

/** Shows what the server said. */
export function createPainter(
  { univer, api }: { univer: Univer; api: GridApi },
  mirror: Mirror,
  unitId: string,
) {
  const commands = univer.__getInjector().get(ICommandService);
  let remote = 0;
  const mutate: Mutate = (id, params) => {
    remote += 1;
    try {
      commands.syncExecuteCommand(id, { unitId, ...params }, { fromCollab: true });
    } finally {
      remote -= 1;
    }
  };
  const shownRules = new Map<number, string>();
  const shownNotes = new Map<number, Map<Place, string>>();

  /** Sends cells to the grid; of those in `styleOnly` the content stays as it is shown. */
  const paintCells = (sheet: SheetMirror, places: Iterable<Place>, styleOnly: (place: Place) => boolean) => {
    const subUnitId = univerSheetId(sheet.properties.id);
    const columnStyles = new Map<number, IStyleData>();
    const cellValue: Record<number, Record<number, object>> = {};
    for (const place of places) {
      const [row, column] = [rowOf(place), columnOf(place)];
      const { properties } = sheet;
      if (row >= properties.rowCount || column >= properties.columnCount) continue;
      const state = mirror.cell(properties.id, place);
      const columnStyle =
        columnStyles.get(column) ??
        styleOf(sheet.columns[column] ?? {}, isShaded(properties, properties.rowCount - 1, column));
      columnStyles.set(column, columnStyle);
      const own = styleOver(styleOf(state.look, isShaded(properties, row, column)), columnStyle);
      const s = { ...NOTHING, bd: NO_BORDER, ...own };
      const content = styleOnly(place) ? {} : contentOf(state);
      const line = cellValue[row] ?? {};
      cellValue[row] = line;
      line[column] = { ...content, s };
      paintNote(properties.id, place, state.note);
    }
    if (Object.keys(cellValue).length > 0) {
      mutate('sheet.mutation.set-range-values', { subUnitId, cellValue });
      fitRows(sheet, Object.keys(cellValue).map(Number));
    }
  };
  /** The grid fits rows to what is typed; this fits them to what is there, which may be something else. */
  const fitRows = (sheet: SheetMirror, rows: readonly number[]) => {
    const subUnitId = univerSheetId(sheet.properties.id);
    const shown = api.getWorkbook(unitId)?.getSheetBySheetId(subUnitId);
    const rowsAutoHeightInfo = rows
      .map((row) => ({ row, autoHeight: fittingHeight(sheet, row) }))
      .filter(({ row, autoHeight }) => shown?.getRowHeight(row) !== autoHeight);
    if (rowsAutoHeightInfo.length === 0) return;
    mutate('sheet.mutation.set-worksheet-row-auto-height', { subUnitId, rowsAutoHeightInfo });
  };
  const paintNote = (id: number, place: Place, note: string) => {
    const shown = shownNotes.get(id) ?? new Map<Place, string>();
    shownNotes.set(id, shown);
    if ((shown.get(place) ?? '') === note) return;
    const [row, col, sheetId] = [rowOf(place), columnOf(place), univerSheetId(id)];
    if (note === '') {
      shown.delete(place);
      mutate('sheet.mutation.remove-note', { sheetId, row, col });
    } else {
      shown.set(place, note);
      mutate('sheet.mutation.update-note', { sheetId, row, col, note: noteOf(row, col, note) });
    }
  };
  const paintDropdowns = (sheet: SheetMirror) => {
    const { id } = sheet.properties;
    const rules = dropdownRules(sheet);
    const key = JSON.stringify(rules);
    if (shownRules.get(id) === key) return;
    const subUnitId = univerSheetId(id);
    const before: { uid: string }[] = JSON.parse(shownRules.get(id) ?? '[]');
    shownRules.set(id, key);
    mutate('data-validation.mutation.removeRule', {
      subUnitId,
      ruleId: before.map((rule) => rule.uid),
      source: 'patched',
    });
    mutate('data-validation.mutation.addRule', { subUnitId, rule: rules, source: 'patched' });
  };
  const noteShown = (sheet: SheetMirror) => {
    const { id } = sheet.properties;
    shownRules.set(id, JSON.stringify(dropdownRules(sheet)));
    const notes = [...sheet.cells].filter(([, { note }]) => note !== '');
    shownNotes.set(id, new Map(notes.map(([place, { note }]) => [place, note])));
  };

  return {
    /** Whether a change of the grid that is being reported was made here and not by the person. */
    isOwn: () => remote > 0,
    mutate,
    paintCells,
    paintDropdowns,
    /** To be called for each tab that the grid was loaded with. */
    noteShown,
    paintChange({ sheetId, before }: SheetChange): void {
      const sheet = mirror.sheet(sheetId);
      if (sheet !== undefined && before !== undefined) paintSheet(mutate, before, sheet);
    },
    /** Adds, removes and orders tabs; the one that is open stays open. */
    paintTabs(): void {
      const workbook = api.getWorkbook(unitId);
      if (workbook === null) return;
      const wanted = mirror.order();
      const shown = new Set(workbook.getSheets().map((sheet) => sheet.getSheetId()));
      for (const [index, id] of wanted.entries()) {
        const sheet = mirror.sheet(id);
        if (sheet === undefined || shown.has(univerSheetId(id))) continue;
        mutate('sheet.mutation.insert-sheet', { index, sheet: sheetData(sheet) });
        shown.add(univerSheetId(id));
        paintDropdowns(sheet);
        for (const [place, { note }] of sheet.cells) paintNote(id, place, note);
      }
      for (const subUnitId of shown) {
        if (wanted.some((id) => univerSheetId(id) === subUnitId)) continue;
        mutate('sheet.mutation.remove-sheet', { subUnitId });
      }
      wanted.forEach((id, toOrder) => {
        const ids = workbook.getSheets().map((sheet) => sheet.getSheetId());
        const fromOrder = ids.indexOf(univerSheetId(id));
        if (fromOrder === toOrder || fromOrder < 0) return;
        mutate('sheet.mutation.set-worksheet-order', { subUnitId: univerSheetId(id), fromOrder, toOrder });
      });
    },
  };
}

export type Painter = ReturnType<typeof createPainter>;
