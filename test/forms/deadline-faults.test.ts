import { describe, expect, it } from '@jest/globals';
import { anchorOf } from '../../functions/src/forms/deadline-faults';
import { defineForm, FormDefinitionError } from '../../functions/src/forms/define-form';
import type { Anchor, DeadlineRule } from '../../functions/src/forms/form';
import { ruledDefinition } from '../support/ruled-form';

function faultsOf(...due: DeadlineRule[]): readonly string[] {
  try {
    defineForm(ruledDefinition(due));
    return [];
  } catch (error) {
    if (error instanceof FormDefinitionError) return error.faults;
    throw error;
  }
}

const at = { field: 'at' };
const from = (anchor: Anchor): DeadlineRule[] => [
  { kind: 'same-day', as: anchor },
  { kind: 'at-time', time: '09:30', daysBefore: 0, on: anchor },
  { kind: 'within', unit: 'working-hours', count: 2, after: anchor },
  { kind: 'before', unit: 'days', count: 1, before: anchor },
];

describe('a deadline', () => {
  it('may count from an instant, a date, a stage’s completion or its opening', () => {
    for (const anchor of [at, { field: 'on' }, { stage: 'first' }, { opening: 'second' }])
      expect(faultsOf(...from(anchor))).toEqual([]);
  });

  it.each<[string, Anchor, string]>([
    ['no field', { field: 'gone' }, 'the deadline counts from no field: gone'],
    ['a text', { field: 'name' }, 'the deadline counts from name, which is neither date nor instant'],
    ['a stage that is not there', { stage: 'gone' }, 'the deadline counts from no stage: gone'],
    ['the opening of no stage', { opening: 'gone' }, 'the deadline counts from no stage: gone'],
    ['the head, which is no stage', { opening: 'head' }, 'the deadline counts from no stage: head'],
  ])('counting from %s is refused, whatever its kind', (_, anchor, fault) => {
    for (const rule of from(anchor)) {
      expect(anchorOf(rule)).toBe(anchor);
      expect(faultsOf(rule)).toEqual([`test.second: ${fault}`]);
    }
  });

  it.each([0, -1, 1.5, Number.NaN])('counting %s of anything is refused', (count) => {
    for (const rule of [
      { kind: 'within', unit: 'working-hours', count, after: at },
      { kind: 'within', unit: 'days', count, after: at },
      { kind: 'before', unit: 'days', count, before: at },
    ] satisfies DeadlineRule[])
      expect(faultsOf(rule)).toEqual(['test.second: the count must be a positive integer']);
  });

  it.each(['24:00', '9:30', '09:60', '0930', ''])('at %p is refused', (time) => {
    expect(faultsOf({ kind: 'at-time', time, daysBefore: 0, on: at })).toEqual([
      `test.second: the time must be HH:MM, not ${time}`,
    ]);
  });

  it.each([-1, 0.5])('%s days before is refused', (daysBefore) => {
    expect(faultsOf({ kind: 'at-time', time: '16:00', daysBefore, on: at })).toEqual([
      'test.second: the days before must be zero or a positive integer',
    ]);
  });

  it('with several faults names them all', () => {
    expect(
      faultsOf(
        { kind: 'at-time', time: '25:00', daysBefore: -1, on: { field: 'gone' } },
        { kind: 'before', unit: 'hours', count: 0, before: { opening: 'gone' } },
      ),
    ).toHaveLength(5);
  });
});
