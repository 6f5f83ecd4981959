import type { CellInput } from '../forms/edit-contract';
import type { PlacedField } from '../forms/form';
import type { Language } from '../forms/label';
import { parseChoice, parseChoices, parseYesNo } from './parse-choice';
import { parseLines } from './parse-lines';
import { parseMinutes } from './parse-minutes';
import { parseDate, parseInstant } from './parse-moment';
import { parseMonth } from './parse-month';
import { parseMoney, parseQuantity } from './parse-number';
import { parsePhone } from './parse-phone';
import { type Reading, refuse, trimmed } from './parse-reading';
import { parseEmail, parseText } from './parse-text';
import { parseTime } from './parse-time';
import type { Value, Values } from './record';
import { type TypingFault, typingMessage } from './typing-messages';

export { checkAgainst } from './parse-cell-checks';

export type TypingContext = {
  readonly zone: string;
  /** The reader's: sentences are written in it. */
  readonly language: Language;
  /** Country of phone numbers without a country code (ISO 3166). */
  readonly phoneCountry: string;
  /** UTC instant, the order's own date or now: a year that is not typed is found from here, see `completeDay`. */
  readonly reference: string;
  /** UTC instant at which it was typed: what 今天 means, and what lies in the future. */
  readonly now: string;
  /** The record's values, with what was typed before: a day that follows another field's is read by that one. */
  readonly values: Values;
};

/** No field asks for more; what is longer is not read at all, so that no cell can keep the parser busy. */
const longestCell = 10_000;

export type ParsedCell =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: TypingFault; readonly message: string };

/** Whether a cell has nothing in it; white space of any width is nothing. */
export function isBlank(typed: CellInput): boolean {
  return typed === null || (typeof typed === 'string' && trimmed(typed) === '');
}

/**
 * Reads a cell as people type it: full-width signs, stray spaces, Chinese and ISO dates. What could mean two things
 * is refused with a sentence that says what to type, never guessed. Clearing a cell is not read here: a blank is
 * refused as `nothing-typed`. Never throws, whatever was typed.
 */
export function parseCell(field: PlacedField, typed: CellInput, context: TypingContext): ParsedCell {
  const length = String(typed).length;
  const reading =
    length > longestCell
      ? refuse('too-long', { length: String(length), most: String(longestCell) })
      : read(field, typed, context);
  if (reading.ok) return reading;
  const { example } = field;
  const details = { typed: trimmed(String(typed)), ...reading.details, ...(example ? { example } : {}) };
  return { ok: false, code: reading.code, message: typingMessage(reading.code, context.language, details) };
}

function read(field: PlacedField, typed: CellInput, context: TypingContext): Reading<Value> {
  if (typed === null || isBlank(typed)) return refuse('nothing-typed');
  switch (field.kind) {
    case 'text':
      return field.pattern === 'month' ? parseMonth(typed) : parseText(typed);
    case 'phone':
      return parsePhone(typed, context.phoneCountry, field.hotline);
    case 'email':
      return parseEmail(typed);
    case 'date':
      return parseDate(field, typed, context);
    case 'instant':
      return parseInstant(field, typed, context);
    case 'quantity':
      return field.unit === 'minutes' ? parseMinutes(typed) : parseQuantity(typed);
    case 'money':
      return parseMoney(field, typed);
    case 'time':
      return parseTime(typed);
    case 'choice':
      return parseChoice(field, typed, context.language);
    case 'choices':
      return parseChoices(field, typed, context.language);
    case 'yes-no':
      return parseYesNo(typed);
    case 'lines':
      return parseLines(field, typed);
    case 'signature':
      return refuse('signature-is-stamped');
  }
}
