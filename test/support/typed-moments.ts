import type { CellInput } from '../../functions/src/forms/edit-contract';
import { parseCell } from '../../functions/src/rules/parse-cell';
import { context, fieldOf } from './typing';

/** Three fields of the order: a time that may be typed to the hour, one to the minute, and a day. */
export const hourSuffices = fieldOf('receivedAt');
export const needsMinutes = fieldOf('shippedAt');
export const dateField = fieldOf('invoiceOn');
/** A Monday morning: 2026-03-16 09:00 in Shanghai. */
export const monday = context();

/** The value that is understood, or the code of the refusal. */
export function read(field: typeof dateField, typed: CellInput, at = monday): unknown {
  const parsed = parseCell(field, typed, at);
  return parsed.ok ? parsed.value : parsed.code;
}
