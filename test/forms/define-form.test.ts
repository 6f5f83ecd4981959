import { describe, expect, it } from '@jest/globals';
import { defineForm } from '../../functions/src/forms/define-form';
import type { FormDefinition } from '../../functions/src/forms/form';
import { registerLayout } from '../../functions/src/forms/register-layout';
import { faultsOf, good, text, withFields, withStage } from '../support/visit-form';

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
