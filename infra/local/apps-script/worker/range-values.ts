import { types } from 'node:util';
import type { GridRange } from '../../workbook/workbook-types';
import type { Written } from '../host/cell-dates';
import type { Book, Range } from './parts';

/** `Range`: reading, writing and clearing values. */
export function rangeValues({ call }: Book, sheetId: number, at: GridRange, self: () => Range) {
  const first = { ...at, rows: 1, columns: 1 };
  const everywhere = <T>(value: T): T[][] =>
    Array.from({ length: at.rows }, () => Array.from({ length: at.columns }, () => value));
  const clear = (what: 'contents' | 'contents and formats') => {
    call('clear', sheetId, at, what);
    return self();
  };

  return {
    getValue: () => call('values', sheetId, first)[0]?.[0],
    getValues: () => call('values', sheetId, at),
    getDisplayValue: () => call('displayValues', sheetId, first)[0]?.[0] ?? '',
    getDisplayValues: () => call('displayValues', sheetId, at),
    getFormula: () => call('formulas', sheetId, first)[0]?.[0] ?? '',
    getFormulas: () => call('formulas', sheetId, at),
    isBlank: () => call('values', sheetId, at).every((line) => line.every((value) => value === '')),
    setValue: (value: unknown) => {
      call('setValues', sheetId, at, everywhere(written(value)));
      return self();
    },
    setValues: (values: readonly (readonly unknown[])[]) => {
      mustBeOfSize(values, at);
      call(
        'setValues',
        sheetId,
        at,
        [...values].map((line) => [...line].map(written)),
      );
      return self();
    },
    clear: (options?: { contentsOnly?: boolean | undefined }) => {
      mustOnlyHave(options, ['contentsOnly'], 'Range.clear');
      return clear(options?.contentsOnly ? 'contents' : 'contents and formats');
    },
    clearContent: () => clear('contents'),
  } satisfies Partial<Range>;
}

/** Throws as Google does unless the block has as many rows and columns as the range. */
export function mustBeOfSize(block: readonly (readonly unknown[])[], at: GridRange): void {
  if (!Array.isArray(block) || !block.every((line) => Array.isArray(line))) {
    throw new Error("The parameters don't match the method signature: rows of cells are wanted.");
  }
  const refuse = (what: string, has: number, wants: number) => {
    throw new Error(
      `The number of ${what} in the data does not match the number of ${what} in the range. ` +
        `The data has ${has} but the range has ${wants}.`,
    );
  };
  if (block.length !== at.rows) refuse('rows', block.length, at.rows);
  for (const line of block) {
    if (line.length !== at.columns) refuse('columns', line.length, at.columns);
  }
}

/** Google writes an object's text into the cell, which nobody wants: refused here. */
export function written(value: unknown): Written {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (types.isDate(value)) return new Date(value.getTime());
  throw new Error(`local Apps Script runtime: a cell cannot hold ${Object.prototype.toString.call(value)}`);
}

/** Throws for options that are not known here, rather than ignore them. */
export function mustOnlyHave(options: object | undefined, known: readonly string[], call: string): void {
  const strange = Object.keys(options ?? {}).find((key) => !known.includes(key));
  if (strange === undefined) return;
  throw new Error(`local Apps Script runtime: ${call} with ${strange} is not implemented`);
}
