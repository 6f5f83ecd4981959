import type { Attribute } from '../../workbook/grid';
import type { Cell, GridRange } from '../../workbook/workbook-types';
import type { Look } from '../host/cell-ops';
import { dropdownOf } from './data-validation';
import type { Enumerations } from './enumerations';
import type { Book, Range } from './parts';
import { mustBeOfSize } from './range-values';

type Horizontal = 'left' | 'center' | 'normal' | 'right' | null;
type Rule = GoogleAppsScript.Spreadsheet.DataValidation | null;

/** What Google calls a number format that was not set. */
const AUTOMATIC = '0.###############';

/** `Range`: number formats, colours, fonts, notes, dropdowns, borders. */
export function rangeLooks(
  { call }: Book,
  names: Enumerations,
  sheetId: number,
  at: GridRange,
  self: () => Range,
) {
  const set = (change: Look) => {
    call('setLook', sheetId, at, change);
    return self();
  };
  const setEach = <K extends Attribute, T>(
    key: K,
    values: readonly (readonly T[])[],
    of: (value: T) => Cell[K] | undefined,
  ) => {
    mustBeOfSize(values, at);
    call(
      'setLooks',
      sheetId,
      at,
      key,
      [...values].map((line) => [...line].map(of)),
    );
    return self();
  };
  const getEach = <T>(of: (look: Omit<Cell, 'value' | 'formula'>) => T): T[][] =>
    call('looks', sheetId, at).map((line) => line.map(of));
  const first = <T>(of: (look: Omit<Cell, 'value' | 'formula'>) => T, otherwise: T): T => {
    const look = call('looks', sheetId, { ...at, rows: 1, columns: 1 })[0]?.[0];
    return look === undefined ? otherwise : of(look);
  };
  const note = ({ note = '' }: { note?: string }) => note;
  const background = ({ background = '#ffffff' }: { background?: string }) => background;
  const format = ({ format = AUTOMATIC }: { format?: string }) => format;

  return {
    getNumberFormat: () => first(format, AUTOMATIC),
    getNumberFormats: () => getEach(format),
    setNumberFormat: (value: string) => set({ format: formatOf(value) }),
    setNumberFormats: (values: string[][]) => setEach('format', values, formatOf),
    getBackground: () => first(background, '#ffffff'),
    getBackgrounds: () => getEach(background),
    setBackground: (value: string | null) => set({ background: colorOf(value) }),
    setBackgrounds: (values: (string | null)[][]) => setEach('background', values, colorOf),
    setFontColor: (value: string | null) => set({ color: colorOf(value) }),
    setFontColors: (values: (string | null)[][]) => setEach('color', values, colorOf),
    setFontWeight: (value: 'normal' | 'bold' | null) => set({ bold: boldOf(value) }),
    setFontWeights: (values: ('normal' | 'bold' | null)[][]) => setEach('bold', values, boldOf),
    setFontSize: (value: number) => set({ fontSize: value }),
    setFontSizes: (values: number[][]) => setEach('fontSize', values, (value) => value),
    getNote: () => first(note, ''),
    getNotes: () => getEach(note),
    setNote: (value: string | null) => set({ note: value || undefined }),
    setNotes: (values: (string | null)[][]) => setEach('note', values, (value) => value || undefined),
    clearNote: () => set({ note: undefined }),
    setDataValidation: (rule: Rule) => set({ dropdown: dropdownOf(rule) }),
    setDataValidations: (rules: Rule[][]) => setEach('dropdown', rules, dropdownOf),
    clearDataValidations: () => set({ dropdown: undefined }),
    setHorizontalAlignment: (value: Horizontal) => set({ align: alignOf(value) }),
    setHorizontalAlignments: (values: Horizontal[][]) => setEach('align', values, alignOf),
    setVerticalAlignment: (value: 'top' | 'middle' | 'bottom' | null) =>
      set({ verticalAlign: value ?? undefined }),
    setWrap: (value: boolean) => set({ wrap: value }),
    setWrapStrategy: (value: GoogleAppsScript.Spreadsheet.WrapStrategy) =>
      set({ wrap: value === names.wrapStrategies.CLIP ? 'clip' : value === names.wrapStrategies.WRAP }),
    /** The workbook knows bordered cells only, not single sides, colours or styles. */
    setBorder: (...sides: unknown[]) => {
      const wanted = sides.slice(0, 6);
      if (wanted.length < 6)
        throw new Error("The parameters don't match the method signature for Range.setBorder.");
      if (wanted.every((side) => side === null)) return self();
      return set({ border: wanted.includes(true) ? true : undefined });
    },
  } satisfies Partial<Range>;
}

function formatOf(value: string): string | undefined {
  return value === '' || value === 'General' || value === AUTOMATIC ? undefined : value;
}

function colorOf(value: string | null): string | undefined {
  return value === null || value === '' ? undefined : value;
}

function boldOf(value: 'normal' | 'bold' | null): true | undefined {
  return value === 'bold' ? true : undefined;
}

function alignOf(value: Horizontal): 'left' | 'center' | 'right' | undefined {
  return value === null || value === 'normal' ? undefined : value;
}
