import { describe, expect, it } from '@jest/globals';
import { defineForm, FormDefinitionError } from '../../functions/src/forms/define-form';
import type { FormDefinition } from '../../functions/src/forms/form';
import { label } from '../../functions/src/forms/label';
import { registerLayout } from '../../functions/src/forms/register-layout';

const text = label('甲', '甲', 'A');
const good: FormDefinition = {
  id: 'visit',
  version: 1,
  label: text,
  tab: text,
  number: { label: text, prefix: 'V' },
  head: { role: 'service-adviser', fields: { customer: { kind: 'text', label: text } } },
  stages: [
    {
      id: 'done',
      label: text,
      role: 'repairer',
      due: [{ kind: 'same-day', as: { field: 'at' } }],
      fields: {
        at: { kind: 'instant', label: text },
        fixed: { kind: 'yes-no', label: text },
        why: { kind: 'text', label: text, when: { field: 'fixed', is: [false] } },
        result: { kind: 'choice', label: text, options: { good: text } },
      },
    },
  ],
};
const [stage] = good.stages;
const withFields = (fields: object): FormDefinition => ({
  ...good,
  stages: [{ ...stage, fields: { ...stage?.fields, ...fields } } as never],
});
const withStage = (change: object): FormDefinition => ({
  ...good,
  stages: [{ ...stage, ...change } as never],
});

function faultsOf(definition: FormDefinition): readonly string[] {
  try {
    defineForm(definition);
    return [];
  } catch (error) {
    if (error instanceof FormDefinitionError) return error.faults;
    throw error;
  }
}

describe('a definition that is right', () => {
  it('gives a form whose fields know their stage and role', () => {
    const form = defineForm(good);
    expect(form.field('customer')).toMatchObject({ stage: 'head', role: 'service-adviser' });
    expect(form.field('why')).toMatchObject({ stage: 'done', role: 'repairer' });
    expect(form.field('nothing')).toBeUndefined();
  });

  it("keeps a field's own role before its stage's", () => {
    expect(
      defineForm(withFields({ review: { kind: 'text', label: text, role: 'manager' } })).field('review')
        ?.role,
    ).toBe('manager');
  });
});

describe('a definition without stages', () => {
  it('is a form of which the head is everything', () => {
    const form = defineForm({ ...good, stages: [], settings: 'calendar', monthIn: 'customer' });
    expect(form.fields.map(({ id }) => id)).toEqual(['customer']);
    expect(registerLayout(form, 'zh-CN').columns.at(-1)).toMatchObject({ id: 'customer', group: 'head' });
  });
});

describe('a definition that is wrong', () => {
  it.each<[string, FormDefinition, string]>([
    [
      'a date of effect that is no date',
      { ...good, holdsFrom: { field: 'customer' } },
      'visit.holdsFrom: names no date field: customer',
    ],
    [
      'a date of effect that is not there',
      { ...good, holdsFrom: { field: 'from' } },
      'visit.holdsFrom: names no date field: from',
    ],
    [
      'a date of effect that is free under no condition',
      {
        ...withFields({ day: { kind: 'date', label: text } }),
        holdsFrom: { field: 'day', freely: { field: 'result', is: ['bad'] } },
      },
      'visit.holdsFrom: freely: result has no value bad',
    ],
    ['an id with a capital', { ...good, id: 'Visit' }, 'Visit.Visit: the id must start with a small letter'],
    ['a reserved field id', withFields({ number: { kind: 'text', label: text } }), 'visit.number'],
    [
      'a field id in two places',
      withFields({ customer: { kind: 'text', label: text } }),
      'visit.customer: the field id is used twice',
    ],
    [
      'a missing label',
      withFields({ x: { kind: 'text', label: { ...text, 'zh-TW': '' } } }),
      'visit.x: the zh-TW label is missing',
    ],
    [
      'a choice without options',
      withFields({ x: { kind: 'choice', label: text } }),
      'visit.x: a choice needs options',
    ],
    [
      'options on a text',
      withFields({ x: { kind: 'text', label: text, options: { a: text } } }),
      'visit.x: only a choice has options',
    ],
    [
      'other words for an option that is not there',
      withFields({ x: { kind: 'choice', label: text, options: { a: text }, alsoTyped: { b: text } } }),
      'visit.x: alsoTyped names no option: b',
    ],
    [
      'other words for an option that are the name of another one',
      withFields({
        x: {
          kind: 'choice',
          label: text,
          options: { a: label('甲', '甲', 'A'), b: label('乙', '乙', 'B') },
          alsoTyped: { a: label('丙', '乙', 'C') },
        },
      }),
      'visit.x: alsoTyped of a is the name of b',
    ],
    [
      'a condition on no field',
      withFields({ x: { kind: 'text', label: text, when: { field: 'y', is: [true] } } }),
      'visit.x: when names no field: y',
    ],
    [
      'a condition on a text',
      withFields({ x: { kind: 'text', label: text, when: { field: 'customer', is: ['a'] } } }),
      'visit.x: when depends on customer',
    ],
    [
      'a condition on an option that is not there',
      withFields({ x: { kind: 'text', label: text, when: { field: 'result', is: ['bad'] } } }),
      'visit.x: when: result has no value bad',
    ],
    [
      'an earliest that is no time',
      withFields({ x: { kind: 'instant', label: text, earliest: 'customer' } }),
      'visit.x: earliest compares dates or instants only, or times of day with each other',
    ],
    [
      '无 on a text',
      withFields({ x: { kind: 'text', label: text, noneIsAnswer: true } }),
      'visit.x: noneIsAnswer is for lines and money',
    ],
    [
      'an optional signature',
      withFields({ x: { kind: 'signature', label: text, optional: true } }),
      'visit.x: a signature is stamped',
    ],
    [
      'a deadline from no field',
      withStage({ due: [{ kind: 'same-day', as: { field: 'y' } }] }),
      'visit.done: the deadline counts from no field: y',
    ],
    [
      'a deadline from a text',
      withStage({ due: [{ kind: 'same-day', as: { field: 'customer' } }] }),
      'visit.done: the deadline counts from customer, which is neither date nor instant',
    ],
    [
      'a deadline from no stage',
      withStage({ due: [{ kind: 'within', unit: 'hours', count: 1, after: { stage: 'y' } }] }),
      'visit.done: the deadline counts from no stage: y',
    ],
    [
      'a time of day that is none',
      withStage({ due: [{ kind: 'at-time', time: '25:00', daysBefore: 0, on: { field: 'at' } }] }),
      'visit.done: the time must be HH:MM',
    ],
    [
      'a count of nothing',
      withStage({ due: [{ kind: 'within', unit: 'hours', count: 0, after: { field: 'at' } }] }),
      'visit.done: the count must be a positive integer',
    ],
    ['a stage without fields', withStage({ fields: {}, due: [] }), 'visit.done: a stage needs a field'],
    [
      'a recipient reached by no field',
      { ...good, recipients: { dealer: { name: 'customer', phone: 'y' } } },
      'visit.dealer: names no field: y',
    ],
    [
      'a notice after no stage',
      { ...good, notices: [{ kind: 'order-registered', when: { completed: 'y' }, to: [] }] },
      'visit.order-registered: follows no stage: y',
    ],
    [
      'a notice to somebody who is not on the form',
      { ...good, notices: [{ kind: 'order-registered', when: { completed: 'done' }, to: ['dealer'] }] },
      'visit.order-registered: nobody says where dealer is reached',
    ],
    [
      'a blank filled by a notice that is never sent',
      withFields({
        x: { kind: 'instant', label: text, filledBy: { notice: 'goods-shipped', to: 'dealer' } },
      }),
      'visit.x: filled by a notice that is never sent',
    ],
    [
      'a repeat that names no stage',
      { ...good, repeat: { by: 'customer', stages: ['y'], owed: 'customer' } },
      'visit.repeat: names no stage: y',
    ],
    [
      'an option whose label holds a separator of options',
      withFields({ x: { kind: 'choices', label: text, options: { a: label('甲、乙', '甲', 'A') } } }),
      'visit.x: the option a holds what stands between options',
    ],
    [
      'several choices without options',
      withFields({ x: { kind: 'choices', label: text, options: {} } }),
      'visit.x: a choice needs options',
    ],
    [
      'an earliest time of day that is a date',
      withFields({
        x: { kind: 'time', label: text, earliest: 'day' },
        day: { kind: 'date', label: text },
      }),
      'visit.x: earliest compares dates or instants only',
    ],
    [
      'a latest on a time of day',
      withFields({
        x: { kind: 'time', label: text, latest: { days: 1, after: 'y' } },
        y: { kind: 'time', label: text },
      }),
      'visit.x: latest compares dates or instants only',
    ],
    [
      'an after that is no time of day',
      withFields({ x: { kind: 'instant', label: text, after: 'at' } }),
      'visit.x: after compares times of day only',
    ],
    [
      'a field after none',
      withFields({ x: { kind: 'time', label: text, after: 'y' } }),
      'visit.x: after names no field: y',
    ],
    [
      'a staff member on a text',
      withFields({ x: { kind: 'text', label: text, staffMember: true } }),
      'visit.x: staffMember is for emails',
    ],
    [
      'a field for whoever a text names',
      withFields({ x: { kind: 'text', label: text, namedIn: 'customer' } }),
      'visit.x: namedIn names no email field: customer',
    ],
    [
      'a label that a field of another stage stands under',
      withFields({ x: { kind: 'text', label: text, printedUnder: 'nowhere' } }),
      'visit.x: printedUnder names no field of its stage: nowhere',
    ],
    [
      'an end of the day on a date',
      withFields({ x: { kind: 'date', label: text, endsDay: true } }),
      'visit.x: endsDay is for instants',
    ],
    [
      'a field for nobody',
      withFields({ x: { kind: 'text', label: text, namedIn: 'y' } }),
      'visit.x: namedIn names no email field: y',
    ],
    [
      'the past of a text',
      withFields({ x: { kind: 'text', label: text, past: true } }),
      'visit.x: past is for dates, instants and months',
    ],
    [
      'minutes of a time of day',
      withFields({ x: { kind: 'time', label: text, minutes: true } }),
      'visit.x: minutes is for dates and instants',
    ],
    [
      'a month in a number',
      withFields({ x: { kind: 'quantity', label: text, pattern: 'month' } }),
      'visit.x: pattern is for texts',
    ],
    [
      'minutes in money',
      withFields({ x: { kind: 'money', label: text, unit: 'minutes' } }),
      'visit.x: unit is for quantities',
    ],
    [
      'the least of a text',
      withFields({ x: { kind: 'text', label: text, least: 1 } }),
      'visit.x: least and most are for quantities and money',
    ],
    [
      'a least above the most',
      withFields({ x: { kind: 'quantity', label: text, least: 2, most: 1 } }),
      'visit.x: least is more than most',
    ],
    [
      'a year ahead of a text',
      withFields({ x: { kind: 'text', label: text, ahead: true } }),
      'visit.x: ahead is for dates and instants',
    ],
    [
      'what to do with what is not fixed',
      withFields({ x: { kind: 'text', label: text, fixedNote: text } }),
      'visit.x: fixedNote is for what is fixed',
    ],
    [
      'a number that is no less than a text',
      withFields({ x: { kind: 'quantity', label: text, noLessThan: 'customer' } }),
      'visit.x: noLessThan compares quantities and money only: customer',
    ],
    [
      'a text that is no less than a number',
      withFields({
        x: { kind: 'text', label: text, noLessThan: 'y' },
        y: { kind: 'quantity', label: text },
      }),
      'visit.x: noLessThan compares quantities and money only: y',
    ],
    [
      'a number that is no less than none',
      withFields({ x: { kind: 'quantity', label: text, noLessThan: 'y' } }),
      'visit.x: noLessThan compares quantities and money only: y',
    ],
    [
      'an email that differs from a text',
      withFields({ x: { kind: 'email', label: text, differsFrom: 'customer' } }),
      'visit.x: differsFrom names no field of its kind: customer',
    ],
    ['settings with stages', { ...good, settings: 'staff' }, 'visit.settings: settings have no stages'],
    ['no column that stays in view', { ...good, inView: ['x'] }, 'visit.inView: names no field: x'],
    ['a month in no text', { ...good, monthIn: 'at' }, 'visit.monthIn: names no text field: at'],
    [
      'a repeat of a form without stages',
      { ...good, stages: [], repeat: { by: 'customer', stages: ['done'], owed: 'customer' } },
      'visit.repeat: names no stage: done',
    ],
    ['a version that is no number', { ...good, version: 0 }, 'visit: version must be a positive integer'],
  ])('fails at load, naming the place: %s', (_name, definition, fault) => {
    expect(faultsOf(definition).join('\n')).toContain(fault);
  });

  it('tells all of its faults at once', () => {
    expect(
      faultsOf(
        withFields({
          x: { kind: 'choice', label: text },
          y: { kind: 'text', label: text, when: { field: 'z', is: [true] } },
        }),
      ),
    ).toHaveLength(2);
  });
});
