import { describe, expect, it } from '@jest/globals';
import { defineForm, FormDefinitionError } from '../../functions/src/forms/define-form';
import type { FormDefinition } from '../../functions/src/forms/form';
import { label } from '../../functions/src/forms/label';

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

describe('a definition that is wrong', () => {
  it.each<[string, FormDefinition, string]>([
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
      'visit.x: earliest compares dates or instants only',
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
