import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Form } from '../../functions/src/forms/form';
import { calendarForm } from '../../functions/src/forms/settings-calendar';
import { penaltiesForm } from '../../functions/src/forms/settings-penalties';
import { remindersForm } from '../../functions/src/forms/settings-reminders';
import { refusalOf } from '../../functions/src/rules/cell-refusal';
import type { Staff, Value, Values } from '../../functions/src/rules/record';
import { newRecord } from '../../functions/src/rules/row-claim';
import { settingsRow } from '../../functions/src/rules/settings-rows';
import { testSettings } from '../support/services';
import { everybody, zhang, zhou } from '../support/staff';

const yesterday = '2026-03-15';
const today = '2026-03-16';
const tomorrow = '2026-03-17';

/** Why this may not be written into a row that stands so, when the same edit has made `values` of it already. */
function refusal(
  form: Form,
  stored: Values,
  [id, value]: readonly [string, Value | undefined],
  { values = stored, editor = zhou }: { values?: Values; editor?: Staff } = {},
) {
  const at = '2026-03-16T01:00:00.000Z';
  const row = { key: 'row-1', editId: 'e', revision: 1, editedAt: at, cells: {} };
  const context = {
    editedAt: at,
    now: at,
    settings: testSettings,
    staff: everybody,
    spreadsheetId: 'sheet-1',
  };
  const record = { ...newRecord(form, row, { number: '', batch: 1 }, context), values: { ...stored } };
  const field = form.field(id);
  if (!field) throw new Error(`no field ${id}`);
  return refusalOf({
    form,
    record,
    values,
    field,
    value,
    row,
    editor,
    staff: everybody,
    closedMonths: [],
    today,
  });
}

const standard = (effectiveOn: string): Values => ({
  ...{ kind: 'standard', effectiveOn, amount: 2, sameDayEnds: 'midnight', dayBefore: 'calendar' },
  lateFillForgives: false,
});
const hours = (from: string): Values => ({
  ...{ kind: 'hours', from, morningFrom: '08:00', morningTo: '12:00' },
  ...{ afternoonFrom: '13:00', afternoonTo: '17:00' },
});
const worked = (from: string): Values => ({ kind: 'worked', from, to: '2026-05-01' });
const off = (from: string): Values => ({ kind: 'off', from, to: '2026-05-01' });

describe('a date from which a row holds', () => {
  const tooEarly = {
    code: 'not-before-tomorrow',
    message: '要从明天起才能生效，请填明天或以后的日期。',
  };
  it.each<[string, Form, Values, string]>([
    ['考核标准', penaltiesForm, { kind: 'standard' }, 'effectiveOn'],
    ['作息时间', calendarForm, { kind: 'hours' }, 'from'],
    ['调休上班', calendarForm, { kind: 'worked' }, 'from'],
    ['a row whose kind is not there yet', calendarForm, {}, 'from'],
  ])('must be after today, so that nobody is fined by it for what is past: %s', (_name, form, stored, id) => {
    expect(refusal(form, stored, [id, yesterday])).toEqual(tooEarly);
    expect(refusal(form, stored, [id, today])).toEqual(tooEarly);
    expect(refusal(form, stored, [id, tomorrow])).toBeUndefined();
  });

  it('may be any day for days off, which only put deadlines off, and for reminders, which fine nobody', () => {
    expect(refusal(calendarForm, { kind: 'off' }, ['from', yesterday])).toBeUndefined();
    expect(refusal(calendarForm, {}, ['from', today], { values: { kind: 'off' } })).toBeUndefined();
    expect(refusal(remindersForm, {}, ['effectiveOn', yesterday])).toBeUndefined();
  });

  it('of a row that is still to come may be moved, but not to today', () => {
    expect(refusal(penaltiesForm, standard(tomorrow), ['effectiveOn', '2026-05-01'])).toBeUndefined();
    expect(refusal(penaltiesForm, standard(tomorrow), ['effectiveOn', today])).toEqual(tooEarly);
    expect(refusal(penaltiesForm, standard(tomorrow), ['amount', 5])).toBeUndefined();
    expect(refusal(penaltiesForm, standard(tomorrow), ['effectiveOn', undefined])).toBeUndefined();
  });

  it('that came while the row was still incomplete keeps it from being completed, until it is moved', () => {
    const { amount: _amount, ...incomplete } = standard(yesterday);
    expect(refusal(penaltiesForm, incomplete, ['amount', 5])).toEqual(tooEarly);
    expect(refusal(penaltiesForm, incomplete, ['effectiveOn', tomorrow])).toBeUndefined();
    const moved = { values: { ...incomplete, effectiveOn: tomorrow } };
    expect(refusal(penaltiesForm, incomplete, ['amount', 5], moved)).toBeUndefined();
  });

  it('is not what is wrong where the field is not asked for at all', () => {
    expect(refusal(penaltiesForm, { kind: 'closing' }, ['effectiveOn', yesterday])?.code).toBe(
      'not-on-this-branch',
    );
  });
});

describe('a row that is in effect', () => {
  const inEffect = {
    code: 'in-effect',
    message: '这一行已经生效，不能改。请另起一行，填新的日期。',
  };
  it.each<[string, Form, Values, readonly [string, Value | undefined]]>([
    ['its amount', penaltiesForm, standard(today), ['amount', 5]],
    ['its end of the day', penaltiesForm, standard(yesterday), ['sameDayEnds', 'close']],
    ['its date', penaltiesForm, standard(yesterday), ['effectiveOn', tomorrow]],
    ['its date to nothing', penaltiesForm, standard(yesterday), ['effectiveOn', undefined]],
    ['its hours', calendarForm, hours(yesterday), ['morningFrom', '09:00']],
    ['its hours to nothing', calendarForm, hours(yesterday), ['morningFrom', undefined]],
    ['its kind', calendarForm, worked(today), ['kind', 'off']],
    ['its last day', calendarForm, worked(yesterday), ['to', tomorrow]],
  ])('takes no change of %s', (_what, form, stored, cell) => {
    expect(refusal(form, stored, cell)).toEqual(inEffect);
  });

  it('takes what stands there already, and tells a stranger that it is not theirs', () => {
    expect(refusal(penaltiesForm, standard(yesterday), ['amount', 2])).toBeUndefined();
    expect(refusal(penaltiesForm, standard(yesterday), ['amount', 5], { editor: zhang })?.code).toBe(
      'not-yours',
    );
  });

  it('of days off may be changed and taken back', () => {
    expect(refusal(calendarForm, off(yesterday), ['from', today])).toBeUndefined();
    expect(refusal(calendarForm, off(yesterday), ['to', tomorrow])).toBeUndefined();
    expect(refusal(calendarForm, off(yesterday), ['from', undefined])).toBeUndefined();
    expect(refusal(calendarForm, off(yesterday), ['kind', undefined])).toBeUndefined();
  });

  it('of days off cannot become one of days worked or of hours from a day that has come', () => {
    expect(refusal(calendarForm, off(yesterday), ['kind', 'worked'])?.code).toBe('not-before-tomorrow');
    expect(refusal(calendarForm, off(today), ['kind', 'hours'])?.code).toBe('not-before-tomorrow');
    expect(refusal(calendarForm, off(tomorrow), ['kind', 'worked'])).toBeUndefined();
    expect(refusal(calendarForm, { from: yesterday, to: tomorrow }, ['kind', 'worked'])?.code).toBe(
      'not-before-tomorrow',
    );
  });

  it('of reminders may be changed at any time', () => {
    expect(refusal(remindersForm, { effectiveOn: yesterday, slotMinutes: 30 }, ['slotMinutes', 60])).toBe(
      undefined,
    );
  });
});

describe('whatever a manager types, in whatever order', () => {
  const day = fc.constantFrom(yesterday, today, tomorrow, '2026-04-01');
  const kind = fc.constantFrom('off', 'worked', 'hours');
  const cell = fc.oneof(
    fc.tuple(fc.constant('kind'), fc.option(kind, { nil: undefined })),
    fc.tuple(fc.constant('from'), fc.option(day, { nil: undefined })),
    fc.tuple(fc.constant('morningFrom'), fc.option(fc.constantFrom('08:00', '09:00'), { nil: undefined })),
  );
  const first = fc.oneof(day.map(off), day.map(worked), day.map(hours), fc.constant({}));

  it('days worked and hours never begin or change on a day that has come', () => {
    fc.assert(
      fc.property(first, fc.array(cell, { maxLength: 8 }), fc.boolean(), (stored, cells, inOneEdit) => {
        const heldOf = (values: Values) => {
          const row = settingsRow(calendarForm, {
            values,
            batch: 1,
            shipments: {},
            number: 'RL2026-0001',
            createdAt: '',
          });
          const binding = row && row.values.kind !== 'off' && String(row.values.from) <= today;
          return binding ? row : undefined;
        };
        let values: Values = stored;
        for (const [id, value] of cells) {
          const refused = inOneEdit
            ? refusal(calendarForm, stored, [id, value], { values })
            : refusal(calendarForm, values, [id, value]);
          if (refused) continue;
          const { [id]: _before, ...rest } = values;
          values = value === undefined ? rest : { ...rest, [id]: value };
          expect(heldOf(values)).toEqual(heldOf(stored));
        }
      }),
    );
  });
});
