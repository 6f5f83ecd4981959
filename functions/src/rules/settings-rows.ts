import { z } from 'zod';
import type { Form } from '../forms/form';
import { type Language, labelSeparators } from '../forms/label';
import { recordSchema, type Staff, type StoredRecord, staffSchema, type Value, type Values } from './record';
import { refusedSettings } from './refused-settings';
import { defaultManaged, type ManagedSettings, settingsSchema } from './settings';
import { daysOf } from './settings-days';
import { applies, missingFields } from './stage-order';

const settingsRowSchema = z.object({
  /** A later version's kind is kept though it says nothing here: while two versions run, neither may lose the other's rows. */
  kind: z.string(),
  values: recordSchema.shape.values,
  /** When the row was begun (UTC), and its number: of two that contradict each other the later one holds. */
  enteredAt: z.string(),
  number: z.string(),
});
export type SettingsRow = z.infer<typeof settingsRowSchema>;

/** The rows of the settings tabs that are in effect, by record; `version` grows whenever one of them changes. */
export const settingsRowsSchema = z.object({
  version: z.number(),
  rows: z.record(z.string(), settingsRowSchema),
});
export type SettingsRows = z.infer<typeof settingsRowsSchema>;

/**
 * What a row of a settings tab says; undefined while a required field of it is empty, or what was typed into another is
 * refused that would say something else if it were empty: then it is not in effect.
 */
export function settingsRow(
  form: Form,
  record: Pick<StoredRecord, 'values' | 'batch' | 'shipments' | 'createdAt' | 'number'> &
    Partial<Pick<StoredRecord, 'refused'>>,
): SettingsRow | undefined {
  if (!form.settings || missingFields(form, 'head', record).length > 0) return undefined;
  if (refusedSettings(form, record).length > 0) return undefined;
  const values: StoredRecord['values'] = {};
  for (const field of form.fields) {
    const value = record.values[field.id];
    if (value !== undefined && applies(field, record.values)) values[field.id] = value;
  }
  return { kind: form.settings, values, enteredAt: record.createdAt, number: record.number };
}

const date = z.string();
const daysSchema = z.object({ kind: z.enum(['off', 'worked']), from: date, to: date });
const hoursSchema = z
  .object({
    kind: z.literal('hours'),
    from: date,
    morningFrom: z.string(),
    morningTo: z.string(),
    afternoonFrom: z.string(),
    afternoonTo: z.string(),
  })
  .transform(({ from, ...at }) => ({
    effectiveOn: from,
    hours: {
      morning: { from: at.morningFrom, to: at.morningTo },
      afternoon: { from: at.afternoonFrom, to: at.afternoonTo },
    },
  }));
const remindersSchema = settingsSchema.shape.reminders
  .extend({ effectiveOn: date })
  .transform(({ effectiveOn, ...reminders }) => ({ effectiveOn, reminders }));
const standardSchema = z.object({
  kind: z.literal('standard'),
  effectiveOn: date,
  amount: z.number(),
  sameDayEnds: settingsSchema.shape.sameDayEnds,
  dayBefore: settingsSchema.shape.dayBefore,
  lateFillForgives: settingsSchema.shape.penalties.shape.lateFillForgives,
});
const closingSchema = z.object({ kind: z.literal('closing'), month: z.string() });
const rehearsalSchema = z.object({ kind: z.literal('rehearsal'), enabled: z.boolean() });
const priceSchema = z.object({
  kind: z.literal('price'),
  country: z.number().optional(),
  price: z.number(),
});
const servicePhoneSchema = z
  .object({ kind: z.literal('service-phone'), servicePhone: z.string() })
  .transform(({ servicePhone }) => ({ servicePhone }));
const serviceEmailSchema = z
  .object({ kind: z.literal('service-email'), serviceEmail: z.string() })
  .transform(({ serviceEmail }) => ({ serviceEmail }));
const text = z.string().min(1);
const templateSchema = z.object({ slot: text, sms: text, subject: text, body: text });

/**
 * What holds on a day (local `YYYY-MM-DD`): of rows with a date of effect the last that has come, of two with one date
 * the one that was entered later; the defaults before the first. Every fine's own amount is there, whatever the day.
 * What has no date holds at once: of notices the row that was entered last, of templates those that were changed.
 */
export function managedSettings({ rows }: SettingsRows, today: string): ManagedSettings {
  const hours = byEffect(read(rows, 'calendar', hoursSchema));
  const reminders = byEffect(read(rows, 'reminders', remindersSchema));
  const standards = byEffect(read(rows, 'penalties', standardSchema));
  const hasCome = ({ effectiveOn }: { readonly effectiveOn: string }): boolean => effectiveOn <= today;
  const standard = standards.findLast(hasCome);
  const days = [...daysOf(read(rows, 'calendar', daysSchema))].sort(([a], [b]) => (a < b ? -1 : 1));
  const months = read(rows, 'penalties', closingSchema).map(({ month }) => month);
  return {
    daysOff: days.filter(([, kind]) => kind === 'off').map(([day]) => day),
    daysWorked: days.filter(([, kind]) => kind === 'worked').map(([day]) => day),
    hours: hours.findLast(hasCome)?.hours ?? defaultManaged.hours,
    sameDayEnds: standard?.sameDayEnds ?? defaultManaged.sameDayEnds,
    dayBefore: standard?.dayBefore ?? defaultManaged.dayBefore,
    reminders: reminders.findLast(hasCome)?.reminders ?? defaultManaged.reminders,
    penalties: {
      amounts: [
        ...defaultManaged.penalties.amounts,
        ...standards.map(({ effectiveOn, amount }) => ({ from: effectiveOn, amount })),
      ],
      lateFillForgives: standard?.lateFillForgives ?? defaultManaged.penalties.lateFillForgives,
    },
    closedMonths: [...new Set(months)].sort(),
    ...read(rows, 'notices', servicePhoneSchema).at(-1),
    ...read(rows, 'notices', serviceEmailSchema).at(-1),
    rehearsal: read(rows, 'notices', rehearsalSchema).at(-1)?.enabled ?? defaultManaged.rehearsal,
    smsPrices: { ...defaultManaged.smsPrices, ...pricesOf(read(rows, 'notices', priceSchema)) },
    templates: Object.fromEntries(
      read(rows, 'templates', templateSchema).map(({ slot, ...texts }) => [slot, texts]),
    ),
  };
}

/** Of two for one country the one that was entered later. */
function pricesOf(rows: readonly z.infer<typeof priceSchema>[]): ManagedSettings['smsPrices'] {
  return Object.fromEntries(rows.map(({ country, price }) => [String(country ?? ''), price]));
}

/** A kind's rows of one sort, in the order in which they were entered; whatever is not of that sort is left out. */
function read<T>(
  rows: SettingsRows['rows'],
  kind: NonNullable<Form['settings']>,
  schema: z.ZodType<T>,
): readonly T[] {
  return Object.entries(rows)
    .filter(([, row]) => row.kind === kind)
    .sort(byEntry)
    .flatMap(([, { values }]) => {
      const parsed = schema.safeParse(values);
      return parsed.success ? [parsed.data] : [];
    });
}

/** Rows that were pasted together have one time; their numbers go up the sheet's rows, and grow longer after 9999. */
function byEntry(
  [id, one]: readonly [string, SettingsRow],
  [otherId, other]: readonly [string, SettingsRow],
): number {
  return (
    compare(one.enteredAt, other.enteredAt) ||
    one.number.length - other.number.length ||
    compare(one.number, other.number) ||
    compare(id, otherId)
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** In the order of the dates, one for each: the last in the list. */
function byEffect<T extends { readonly effectiveOn: string }>(rows: readonly T[]): readonly T[] {
  const byDate = new Map(rows.map((row) => [row.effectiveOn, row]));
  return [...byDate.values()].sort((one, other) => (one.effectiveOn < other.effectiveOn ? -1 : 1));
}

/**
 * Somebody as their row of the staff tab says; undefined while a required field of it is empty. What is left open is
 * the usual: at work, told by email, in the language of the staff. Nobody is away until the first and the last day are
 * both known: a refused one would otherwise send them away for good.
 */
export function staffOf(values: Values, staffLanguage: Language): Staff | undefined {
  const { roles, regions, dealers, deputy, awayFrom, awayTo, ...asTyped } = values;
  const isAway = awayFrom !== undefined && awayTo !== undefined;
  const away = { from: awayFrom, to: awayTo, ...(deputy === undefined ? {} : { deputy }) };
  const parsed = staffSchema.safeParse({
    language: staffLanguage,
    active: true,
    ...asTyped,
    roles: typeof roles === 'string' ? roles.split(',') : undefined,
    regions: names(regions),
    dealers: names(dealers),
    ...(isAway ? { away } : {}),
  });
  return parsed.success ? parsed.data : undefined;
}

function names(listed: Value | undefined): readonly string[] {
  return String(listed ?? '')
    .split(labelSeparators)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
