/**
 * The one in-memory spreadsheet behind everything local: the grid in the browser, the Apps Script services and
 * the Sheets REST stand-in all read and write this, so they cannot disagree. Rows and columns count from 0.
 */
export type CellValue = string | number | boolean | null;

export type Cell = {
  value: CellValue;
  /** The value is a formula's text ('=…'). Nothing is computed here: whoever reads its result gets '#ERROR!'. */
  formula?: true;
  /** A number format as Sheets writes it; '@' keeps whatever is typed as text. Absent = automatic. */
  format?: string;
  background?: string;
  color?: string;
  bold?: boolean;
  fontSize?: number;
  align?: 'left' | 'center' | 'right';
  verticalAlign?: 'top' | 'middle' | 'bottom';
  /** 'clip': cut off at the cell's edge; false: running on into empty neighbours, as where nothing is set. */
  wrap?: boolean | 'clip';
  border?: boolean;
  note?: string;
  /** Dropdown offered by the cell; when strict, other values are refused as they are typed, with `help` as reason. */
  dropdown?: { readonly options: readonly string[]; readonly strict: boolean; readonly help?: string };
};

export type GridRange = { row: number; column: number; rows: number; columns: number };

/** `editors` always holds the owner, whom a protection never locks out. `id` is unique in the workbook. */
export type Protection = {
  id: number;
  description: string;
  range: GridRange | 'sheet';
  warningOnly: boolean;
  editors: readonly string[];
};

/** A chart embedded over a tab; specification and position are kept as the Sheets API received them. */
export type Chart = { id: number; spec: unknown; position: unknown };

export type SheetProperties = {
  id: number;
  title: string;
  hidden: boolean;
  rowCount: number;
  columnCount: number;
  frozenRows: number;
  frozenColumns: number;
  /** Widths in pixels of the columns that were set; others are 100. */
  columnWidths: Readonly<Record<number, number>>;
  rowHeights: Readonly<Record<number, number>>;
  hiddenColumns: readonly number[];
  hiddenRows: readonly number[];
  merges: readonly GridRange[];
  protections: readonly Protection[];
  tabColor?: string;
  hiddenGridlines?: boolean;
  charts: readonly Chart[];
  /** Conditional format rules, kept as the Sheets API or Apps Script gave them. */
  conditionalFormats: readonly unknown[];
  /** The tab's filter, kept as the Sheets API received it. */
  basicFilter?: unknown;
};

/** Properties to set; `undefined` removes those that a tab may lack, absent ones stay. */
export type SheetChange = Partial<Omit<SheetProperties, 'id' | 'tabColor' | 'basicFilter'>> & {
  tabColor?: string | undefined;
  basicFilter?: unknown;
};

/** What is to stand in one cell after typing: the value, the format that it brings along, and whether it is a formula. */
export type Entry = { value: CellValue; format?: string; formula?: true };

/**
 * Who made a change. Only `user` changes raise edit triggers, as in Google Sheets: changes by scripts and by the
 * API raise none.
 */
export type Origin = { by: 'user'; email: string } | { by: 'script' } | { by: 'api' };

export type WorkbookChange =
  | { kind: 'cells'; sheetId: number; range: GridRange; origin: Origin }
  | { kind: 'sheet'; sheetId: number; origin: Origin }
  | { kind: 'sheets'; origin: Origin };

export type Workbook = {
  readonly id: string;
  readonly title: string;
  readonly timeZone: string;
  readonly locale: string;
  sheets(): readonly SheetProperties[];
  sheet(id: number): SheetProperties | undefined;
  sheetByTitle(title: string): SheetProperties | undefined;
  /** Throws when the title is taken, empty or over 100 characters. */
  addSheet(
    properties: Partial<Omit<SheetProperties, 'id'>> & { title: string; id?: number; index?: number },
    origin: Origin,
  ): SheetProperties;
  /** Throws for the last sheet: a workbook always has one. */
  deleteSheet(id: number, origin: Origin): void;
  moveSheet(id: number, index: number, origin: Origin): void;
  setSheet(id: number, change: SheetChange, origin: Origin): void;
  cell(sheetId: number, row: number, column: number): Cell;
  /** Values of a block, row by row; empty cells are null. */
  values(sheetId: number, range: GridRange): CellValue[][];
  /** Rows and columns up to the last cell that holds a value. */
  dataSize(sheetId: number): { rows: number; columns: number };
  /**
   * Stores values as given (no parsing). Parsing of what a person types, and of what Apps Script's setValues does
   * with formulas and numbers in text, is done by `interpret` before, and its result stored with `enter`. Text that
   * starts with '=' stays text.
   */
  setValues(
    sheetId: number,
    row: number,
    column: number,
    values: readonly (readonly CellValue[])[],
    origin: Origin,
  ): void;
  /** Stores what `interpret` made of typed text: value, formula and, where the entry brings one, the format. */
  enter(
    sheetId: number,
    row: number,
    column: number,
    entries: readonly (readonly Entry[])[],
    origin: Origin,
  ): void;
  /** Sets attributes of every cell of a range; `undefined` removes the attribute, absent leaves it. */
  setCells(
    sheetId: number,
    range: GridRange,
    change: { [K in Exclude<keyof Cell, 'value'>]?: Cell[K] | undefined },
    origin: Origin,
  ): void;
  /** One attribute per cell, row by row (setBackgrounds, setNotes, setNumberFormats). */
  setAttributes<K extends Exclude<keyof Cell, 'value'>>(
    sheetId: number,
    row: number,
    column: number,
    key: K,
    values: readonly (readonly (Cell[K] | undefined)[])[],
    origin: Origin,
  ): void;
  sort(sheetId: number, range: GridRange, column: number, ascending: boolean, origin: Origin): void;
  /** New rows take formats and dropdowns, not values and notes, from the row above. */
  insertRows(sheetId: number, before: number, count: number, origin: Origin): void;
  deleteRows(sheetId: number, from: number, count: number, origin: Origin): void;
  insertColumns(sheetId: number, before: number, count: number, origin: Origin): void;
  /** Runs `work`; when it throws, every change it made is undone and no listener hears of it. */
  atomically<T>(work: () => T): T;
  onChange(listener: (change: WorkbookChange) => void): () => void;
  /** A plain JSON value from which `loadWorkbook` makes the same workbook. */
  save(): unknown;
};

/**
 * What a spreadsheet makes of text typed into a cell of the given format: in '@' text stays; else numbers, percentages,
 * TRUE/FALSE and dates become values (a date's serial number brings a date format along), and text that starts with
 * '=' a formula. A leading apostrophe forces text. `year` is the one that '3/15' falls in; without it such text stays.
 */
export type Interpret = (typed: string, format: string | undefined, year?: number) => Entry;
