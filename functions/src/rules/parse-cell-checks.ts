import { DateTime } from 'luxon';
import type { Form, PlacedField } from '../forms/form';
import type { TypingContext } from './parse-cell';
import type { Value, Values } from './record';
import { showCell } from './show-cell';
import { type TypingFault, typingMessage } from './typing-messages';

export type OtherValues = {
  readonly form: Form;
  /** The record's values, with what was typed together with this one. */
  readonly values: Values;
  readonly context: TypingContext;
};

/** How far a clock may be off before a time counts as still to come. */
const clockSlack = { minutes: 5 };

/**
 * Holds a well-typed date or instant against the present and against other fields: `past`, `latest` and `earliest` of
 * the form. Where a field asks for the hour only, it is compared by the hour. What cannot be compared yet passes.
 */
export function checkAgainst(
  field: PlacedField,
  value: Value,
  { form, values, context }: OtherValues,
): { readonly code: TypingFault; readonly message: string } | undefined {
  if (typeof value !== 'string' || (field.kind !== 'date' && field.kind !== 'instant')) return undefined;
  const { past, latest, earliest } = field;
  if (!past && !latest && earliest === undefined) return undefined;
  const { zone, language } = context;
  const at = DateTime.fromISO(value, { zone });
  const fault = (code: TypingFault, details: Record<string, string> = {}) => ({
    code,
    message: typingMessage(code, language, details),
  });

  if (past && at > DateTime.fromISO(context.now, { zone }).plus(clockSlack)) {
    return fault('still-to-come');
  }
  const start = latest && known(latest.after);
  if (latest && start) {
    const last = start.at.startOf('day').plus({ days: latest.days });
    if (at.startOf('day') > last) {
      const limit = last.toFormat('yyyy-MM-dd');
      return fault('too-late', { limit, other: start.field.label[language], days: String(latest.days) });
    }
  }
  const floor = earliest === undefined ? undefined : known(earliest);
  if (floor && at < floor.at.startOf(unitOf(field, floor.field))) {
    return fault('too-early', { limit: String(floor.shown), other: floor.field.label[language] });
  }
  return undefined;

  function known(id: string) {
    const other = form.field(id);
    const stands = values[id];
    if (!other || typeof stands !== 'string') return undefined;
    return { field: other, at: DateTime.fromISO(stands, { zone }), shown: showCell(other, stands, context) };
  }
}

/** The coarser of the two precisions: a day, an hour, or a minute. */
function unitOf(field: PlacedField, other: PlacedField): 'day' | 'hour' | 'minute' {
  if (field.kind === 'date' || other.kind === 'date') return 'day';
  return field.minutes && other.minutes ? 'minute' : 'hour';
}
