import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { Anchor, DeadlineRule, Form, Stage } from '../../functions/src/forms/form';
import { label } from '../../functions/src/forms/label';
import { deadlineOf } from '../../functions/src/rules/deadlines';
import { judgeBlanks } from '../../functions/src/rules/judge-blanks';
import { recordSchema, type StoredRecord, type Values } from '../../functions/src/rules/record';
import type { Settings } from '../../functions/src/rules/settings';
import { settleRecord } from '../../functions/src/rules/settle-record';
import { turnOf } from '../../functions/src/rules/turn';
import { isWorkingDay } from '../../functions/src/rules/working-calendar';
import { settings } from './shipped-order';

const minuteMs = 60_000;
const text = label('表', '表', 'Form');

/** A second stage whose summary one role writes, and whose review another. */
export const reviewed: Partial<Stage> = {
  role: 'after-sales-clerk',
  fields: {
    note: { kind: 'text', label: text },
    review: { kind: 'text', label: text, role: 'manager' },
  },
};

/** A record of a form of two stages (see `ruledForm`), as one change after the other makes it. */
export function story(form: Form, by: Settings) {
  let record: StoredRecord = recordSchema.parse({
    form: form.id,
    formVersion: 1,
    key: 'row-1',
    spreadsheetId: 'sheet',
    number: 'T-1',
    batch: 1,
    revision: 0,
    values: {},
    marks: {},
    stages: {},
    assignees: {},
    refused: {},
    shipments: {},
    createdAt: '2024-01-01T00:00:00.000Z',
    updatedAt: '2024-01-01T00:00:00.000Z',
    done: false,
    toSheet: false,
    summaryPending: false,
  });
  return {
    /** Judges what time had made of it, then takes in what was typed at that minute; undefined empties. */
    type(minute: number, cells: Readonly<Record<string, string | undefined>>) {
      const at = instantAt(minute);
      const judged = judgeBlanks(form, record, at, by, []).record;
      const revision = judged.revision + 1;
      const values: Values = Object.fromEntries(
        Object.entries({ ...judged.values, ...cells }).flatMap(([id, value]) =>
          value === undefined ? [] : [[id, value]],
        ),
      );
      const marks = Object.fromEntries(Object.keys(cells).map((id) => [id, { revision, by: 'x', at }]));
      record = settleRecord(
        form,
        { ...judged, revision, values, marks: { ...judged.marks, ...marks } },
        { by: 'x', name: 'x', at, now: at, settings: by, before: judged.values },
      );
    },
    forget(change: (record: StoredRecord) => StoredRecord) {
      record = change(record);
    },
    mark: () => record.stages.second ?? {},
    /** In minutes, as every time here. */
    due: () => minuteAt(deadlineOf(form, 'second', record, by)?.dueAt),
    judged: () => record.judged,
    turn: () => turnOf(form, record, by),
    turnDue: () => minuteAt(turnOf(form, record, by)?.dueAt),
    /** The deadline if the stage had opened then for the first time. */
    anew: (minute: number) =>
      minuteAt(
        deadlineOf(
          form,
          'second',
          { ...record, stages: { ...record.stages, second: { openedAt: instantAt(minute) } } },
          by,
        )?.dueAt,
      ),
  };
}

export function instantAt(minute: number): string {
  return new Date(Date.UTC(2024, 0, 1) + minute * minuteMs).toISOString();
}

/** The minutes from one to another that lie between the opening of a working day and its end; counted by luxon. */
export function workedMinutes(from: number, to: number, { zone, hours, ...by }: Settings): number {
  const [start, end] = [from, to].map((minute) => DateTime.fromISO(instantAt(minute), { zone }));
  let total = 0;
  for (
    let day = start?.startOf('day');
    start && end && day && day < end;
    day = day.plus({ days: 1 }).startOf('day')
  ) {
    if (!isWorkingDay(day.toISODate() ?? '', by)) continue;
    const [hour = 0, minute = 0] = hours.morning.from.split(':').map(Number);
    const opens = DateTime.max(day.set({ hour, minute }), start);
    const closes = DateTime.min(day.plus({ days: 1 }).startOf('day'), end);
    total += Math.max(0, closes.diff(opens).as('minutes'));
  }
  return total;
}

/** Whether a deadline ends a time in which a day is worked. */
export function isWorked(minute: number, by: Settings): boolean {
  return workedMinutes(minute - 1, minute, by) > 0;
}

export function minuteAt(instant: string | undefined): number {
  return instant === undefined ? Number.NaN : (Date.parse(instant) - Date.UTC(2024, 0, 1)) / minuteMs;
}

const twoDigits = (to: number) =>
  fc.integer({ min: 0, max: to }).map((part) => String(part).padStart(2, '0'));
const anchor = fc.constantFrom<Anchor>(
  { field: 'at' },
  { field: 'on' },
  { stage: 'first' },
  { opening: 'second' },
);
const count = fc.integer({ min: 1, max: 30 });
const units = ['minutes', 'hours', 'days', 'working-days'] as const;

export const anyRule: fc.Arbitrary<DeadlineRule> = fc.oneof(
  fc.record({ kind: fc.constant('same-day' as const), as: anchor }),
  fc.record({
    kind: fc.constant('at-time' as const),
    time: fc.tuple(twoDigits(23), twoDigits(59)).map((parts) => parts.join(':')),
    daysBefore: fc.integer({ min: 0, max: 3 }),
    on: anchor,
  }),
  fc.record({
    kind: fc.constant('within' as const),
    unit: fc.constantFrom(...units, 'working-hours' as const),
    count,
    after: anchor,
  }),
  fc.record({ kind: fc.constant('before' as const), unit: fc.constantFrom(...units), count, before: anchor }),
);

export const anySettings: fc.Arbitrary<Settings> = fc
  .record({
    zone: fc.constantFrom(
      'Asia/Shanghai',
      'America/New_York',
      'America/Santiago',
      'Australia/Lord_Howe',
      'UTC',
    ),
    legalCalendar: fc.constantFrom('china' as const, 'weekdays' as const),
    sameDayEnds: fc.constantFrom('midnight' as const, 'close' as const),
    dayBefore: fc.constantFrom('calendar' as const, 'working' as const),
    daysOff: fc.constantFrom<string[]>([], ['2024-01-03', '2024-01-04']),
    daysWorked: fc.constantFrom<string[]>([], ['2024-01-07']),
  })
  .map((some) => ({ ...settings, ...some }));

/** Minutes of a few months that have holidays, moved weekends and changing clocks in them. */
export const anyMinute = fc.integer({ min: 0, max: 140 * 24 * 60 });
