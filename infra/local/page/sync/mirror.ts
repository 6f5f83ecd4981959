import type { BlockContent, ChangeMessage, Look, SheetContent, Snapshot } from '../../web/wire';
import type { CellValue, SheetProperties } from '../../workbook/workbook-types';

export type CellState = { value: CellValue; look: Look; note: string };

/** A cell's place as one number, so that it can be a key. */
export type Place = number;
const WIDTH = 16_384;
export const placeOf = (row: number, column: number): Place => row * WIDTH + column;
export const rowOf = (place: Place): number => Math.floor(place / WIDTH);
export const columnOf = (place: Place): number => place % WIDTH;

/** A tab as the server last told it. A cell without entry is blank and looks as its column does. */
export type SheetMirror = {
  properties: SheetProperties;
  columns: readonly Look[];
  cells: Map<Place, CellState>;
};

/** What a message changed in one tab. `repaint`: properties or column looks changed, so every cell may look different. */
export type SheetChange = {
  sheetId: number;
  before: SheetMirror | undefined;
  places: Set<Place>;
  repaint: boolean;
};

export type Mirror = {
  version(): number;
  order(): readonly number[];
  sheet(id: number): SheetMirror | undefined;
  cell(sheetId: number, place: Place): CellState;
  /** Takes a whole workbook; the changes say what differs from before. */
  takeSnapshot(snapshot: Snapshot): SheetChange[];
  /** Takes a message; an older one than what is held changes nothing. */
  takeChange(message: ChangeMessage): SheetChange[];
};

const PLAIN: Look = {};

export function createMirror(): Mirror {
  const sheets = new Map<number, SheetMirror>();
  const known = new Map<string, Look>();
  let order: readonly number[] = [];
  let version = -1;

  /** Equal looks become one object, so that comparing looks is comparing objects. */
  const sameObject = (look: Look): Look => {
    const key = JSON.stringify(look, Object.keys(look).sort().concat('options', 'strict'));
    const first = known.get(key) ?? look;
    known.set(key, first);
    return first;
  };
  const plain = sameObject(PLAIN);
  const stateOf = (sheet: SheetMirror | undefined, place: Place): CellState =>
    sheet?.cells.get(place) ?? { value: null, look: sheet?.columns[columnOf(place)] ?? plain, note: '' };

  const takeSheet = (content: SheetContent): SheetChange => {
    const { properties } = content;
    const before = sheets.get(properties.id);
    const looks = content.looks.map(sameObject);
    const columns = content.columns.map((at) => looks[at] ?? plain);
    const cells = new Map<Place, CellState>();
    for (const [row, column, value, look, note] of content.cells) {
      cells.set(placeOf(row, column), { value, look: looks[look] ?? plain, note });
    }
    const after = { properties, columns, cells };
    sheets.set(properties.id, after);
    const places = new Set<Place>();
    for (const place of [...cells.keys(), ...(before?.cells.keys() ?? [])]) {
      if (!same(stateOf(before, place), stateOf(after, place))) places.add(place);
    }
    const repaint =
      before === undefined ||
      JSON.stringify(before.properties) !== JSON.stringify(properties) ||
      columns.some((look, at) => look !== before.columns[at]);
    return { sheetId: properties.id, before, places, repaint };
  };

  const takeBlock = ({ sheetId, range, looks, cells }: BlockContent): SheetChange[] => {
    const sheet = sheets.get(sheetId);
    if (sheet === undefined) return [];
    const objects = looks.map(sameObject);
    const told = new Map<Place, CellState>();
    for (const [row, column, value, look, note] of cells) {
      told.set(placeOf(row, column), { value, look: objects[look] ?? plain, note });
    }
    const places = new Set<Place>();
    for (let row = range.row; row < range.row + range.rows; row += 1) {
      for (let column = range.column; column < range.column + range.columns; column += 1) {
        const place = placeOf(row, column);
        const state = told.get(place) ?? { value: null, look: plain, note: '' };
        if (same(stateOf(sheet, place), state)) continue;
        sheet.cells.set(place, state);
        places.add(place);
      }
    }
    return [{ sheetId, before: sheet, places, repaint: false }];
  };

  return {
    version: () => version,
    order: () => order,
    sheet: (id) => sheets.get(id),
    cell: (sheetId, place) => stateOf(sheets.get(sheetId), place),
    takeSnapshot: (snapshot) => {
      version = snapshot.version;
      order = snapshot.sheets.map((sheet) => sheet.properties.id);
      for (const id of sheets.keys()) if (!order.includes(id)) sheets.delete(id);
      return snapshot.sheets.map(takeSheet);
    },
    takeChange: (message) => {
      if (message.version <= version) return [];
      version = message.version;
      const changes = message.sheets.map(takeSheet);
      if (message.order !== undefined) {
        order = message.order;
        for (const id of sheets.keys()) if (!order.includes(id)) sheets.delete(id);
      }
      return [...changes, ...message.blocks.flatMap(takeBlock)];
    },
  };
}

function same(a: CellState, b: CellState): boolean {
  return a.value === b.value && a.look === b.look && a.note === b.note;
}
