import { describe, expect, it } from '@jest/globals';
import type { FormDefinition } from '../../functions/src/forms/form';
import { label } from '../../functions/src/forms/label';
import { faultsOf, text, withFields } from '../support/visit-form';

describe('a field that is wrong', () => {
  it.each<[string, FormDefinition, string]>([
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
  ])('fails at load, naming the place: %s', (_name, definition, fault) => {
    expect(faultsOf(definition).join('\n')).toContain(fault);
  });
});
