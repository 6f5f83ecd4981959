import { DateTime } from 'luxon';
import type { CellInput } from '../forms/edit-contract';
import type { Form, PlacedField } from '../forms/form';
import { localTime } from './local-time';
import type { TypingContext } from './parse-cell';
import { writeMinutes } from './parse-minutes';
import { writeMonth } from './parse-month';
import { type Refused, refuse } from './parse-reading';
import type { Value, Values } from './record';
import { showCell } from './show-cell';
import { applies } from './stage-order';
import { type TypingFault, typingMessage } from './typing-messages';

export type OtherValues = {
  readonly form: Form;
  /** The record's values, with what was typed together with this one. */
  readonly values: Values;
  /** The cells typed together with this one; those further down the form are checked in their turn. */
  readonly typed: Readonly<Record<string, CellInput>>;
  readonly context: TypingContext;
};

/** How far a clock may be off before a time counts as still to come. */
const clockSlack = { minutes: 5 };

/**
 * Holds a well-typed value against the field's limits, the present and other fields: `least`, `most`, `noLessThan`,
 * `past`, `latest`, `earliest`, `after` and `differsFrom` of the form. Where a field asks for the hour only, it is compared by the hour. What
 * cannot be compared yet passes. On settings, which hold as soon as they are typed, what stands must go on fitting too;
 * elsewhere a correction is never kept back by what was typed after it.
 */
export function checkAgainst(
  field: PlacedField,
  value: Value,
  others: OtherValues,
): { readonly code: TypingFault; readonly message: string } | undefined {
  const refused =
    checkAlone(field, value, others.context) ??
    checkOthers(field, value, others) ??
    (others.form.settings && checkDependents(field, value, others));
  return (
    refused && {
      code: refused.code,
      message: typingMessage(refused.code, others.context.language, refused.details),
    }
  );
}

function checkAlone(field: PlacedField, value: Value, context: TypingContext): Refused | undefined {
  const { least, most, past, pattern } = field;
  if (typeof value === 'number') {
    const limit = (number: number): string =>
      field.unit === 'minutes' ? writeMinutes(number, context.language) : String(number);
    if (least !== undefined && value < least) return refuse('less-than-least', { limit: limit(least) });
    if (most !== undefined && value > most) return refuse('more-than-most', { limit: limit(most) });
  }
  if (!past || typeof value !== 'string') return undefined;
  if (pattern === 'month') {
    const over = value < (localTime(context.now, context.zone) ?? '').slice(0, 7);
    return over ? undefined : refuse('month-not-over', { month: writeMonth(value, context.language) });
  }
  const { zone } = context;
  const latest = DateTime.fromISO(context.now, { zone }).plus(clockSlack);
  return DateTime.fromISO(value, { zone }) > latest ? refuse('still-to-come') : undefined;
}

function checkOthers(
  field: PlacedField,
  value: Value,
  { form, values, context }: OtherValues,
): Refused | undefined {
  const { latest, earliest, after, noLessThan, differsFrom } = field;
  const { zone, language } = context;
  const least = noLessThan === undefined ? undefined : form.field(noLessThan);
  const lower = least && values[least.id];
  if (least && typeof lower === 'number' && Number(value) < lower)
    return refuse('less-than-other', { limit: String(lower), other: least.label[language] });
  if (typeof value !== 'string') return undefined;
  const taken = known(differsFrom);
  if (taken && isSame(field, value, taken.value))
    return refuse('same-as-other', { other: taken.field.label[language] });
  const start = latest && known(latest.after);
  if (latest && start) {
    const last = moment(start.value).startOf('day').plus({ days: latest.days });
    if (moment(value).startOf('day') > last) {
      const limit = last.toFormat('yyyy-MM-dd');
      return refuse('too-late', { limit, other: start.field.label[language], days: String(latest.days) });
    }
  }
  const floor = known(earliest);
  if (floor && isBefore(value, floor)) return refuse('too-early', named(floor));
  const bound = known(after);
  if (bound && value <= bound.value) return refuse('not-after', named(bound));
  return undefined;

  type Known = { readonly field: PlacedField; readonly value: string };

  function known(id: string | undefined): Known | undefined {
    const other = id === undefined ? undefined : form.field(id);
    const stands = other && values[other.id];
    return other && typeof stands === 'string' ? { field: other, value: stands } : undefined;
  }
  function moment(text: string): DateTime {
    return DateTime.fromISO(text, { zone });
  }
  function isBefore(text: string, other: Known): boolean {
    if (field.kind === 'time') return text < other.value;
    return moment(text) < moment(other.value).startOf(unitOf(field, other.field));
  }
  function named(other: Known): { readonly limit: string; readonly other: string } {
    const shown = showCell(other.field, other.value, context);
    return { limit: String(shown), other: other.field.label[language] };
  }
}

/** A value that another field was held against may not leave that one out of its bounds. */
function checkDependents(field: PlacedField, value: Value, others: OtherValues): Refused | undefined {
  const { form, typed, context } = others;
  const values = { ...others.values, [field.id]: value };
  for (const other of form.fields) {
    const stands = values[other.id];
    const { latest, earliest, after, noLessThan, differsFrom } = other;
    const bound = [latest?.after, earliest, after, noLessThan, differsFrom].includes(field.id);
    if (!bound || stands === undefined || typed[other.id] !== undefined || !applies(other, values)) continue;
    if (checkOthers(other, stands, { ...others, values })) {
      const shown = String(showCell(other, stands, context));
      return refuse('does-not-fit', { limit: shown, other: other.label[context.language] });
    }
  }
  return undefined;
}

/** Addresses are the same however they are capitalised. */
function isSame({ kind }: PlacedField, one: string, other: string): boolean {
  return kind === 'email' ? one.toLowerCase() === other.toLowerCase() : one === other;
}

/** The coarser of the two precisions: a day, an hour, or a minute. */
function unitOf(field: PlacedField, other: PlacedField): 'day' | 'hour' | 'minute' {
  if (field.kind === 'date' || other.kind === 'date') return 'day';
  return field.minutes && other.minutes ? 'minute' : 'hour';
}
