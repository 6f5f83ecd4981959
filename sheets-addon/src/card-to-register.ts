import { appendRow } from './append-row';
import type { Card, CardPaint } from './card';
import type { CardTabs } from './card-tabs';
import { sameCell, textOf } from './cell-input';
import { conflictColor } from './colors';
import { markedRow, markRows } from './mark-rows';
import type { Cells } from './pending-cells';
import { firstDataRow, openRegister, type RegisterRow } from './register-rows';
import type { Typed } from './row-state';
import { withSheetLock } from './sheet-access';
import { texts } from './texts';

export type Copied = {
  readonly key: string;
  /** Blanks whose cell in the register was changed by somebody else since the card showed it: not copied. */
  readonly clashes: CardPaint;
};

/**
 * Copies what was typed on the card into the record's row of the register, or into a new row, and marks it as not sent.
 * Undefined when there is nothing to copy and no record either.
 */
export function copyToRegister(tabs: CardTabs, card: Card, typed: Cells, mark: Typed): Copied | undefined {
  return withSheetLock(() => {
    const register = openRegister(tabs.spreadsheet, tabs.register, tabs.form);
    const { key } = card.shown;
    if (!register || (key === '' && Object.keys(typed).length === 0)) return undefined;
    const at = key === '' ? -1 : register.keys.indexOf(key);
    if (at < 0) {
      const newKey = key === '' ? Utilities.getUuid() : key;
      appendRow(register, newKey, typed, mark);
      return { key: newKey, clashes: new Map() };
    }
    const clashes = new Map<string, { color: string; note: string }>();
    const place = firstDataRow + at;
    markRows(register, place, place, (row) => {
      const { number: _, ...fields } = typed;
      const taken = Object.entries(fields).filter(([field, cell]) => {
        if (!isClash(card, row, field)) return true;
        if (!sameCell(row.cells[field], cell)) clashes.set(field, clashPaint(row, field));
        return false;
      });
      return markedRow(
        { ...row, cells: { ...row.cells, ...Object.fromEntries(taken) } },
        taken.map(([field]) => field),
        mark,
      );
    });
    return { key, clashes };
  });
}

function isClash(card: Card, row: RegisterRow, field: string): boolean {
  return !sameCell(row.cells[field], card.shown.cells[field]);
}

function clashPaint(row: RegisterRow, field: string): { color: string; note: string } {
  const theirs = textOf(row.cells[field]) || texts.empty();
  return { color: conflictColor, note: `${texts.changedSince()}\n${texts.theirs(theirs)}` };
}
