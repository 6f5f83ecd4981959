import { defineForm } from '../../functions/src/forms/define-form';
import type { DeadlineRule, Form, FormDefinition, Stage } from '../../functions/src/forms/form';
import { label } from '../../functions/src/forms/label';

const text = label('表', '表', 'Form');

/** Two stages: `first` has the instant `at` and the date `on`, `second` falls due by the rules given. */
export function ruledForm(due: readonly DeadlineRule[], second: Partial<Stage> = {}): Form {
  return defineForm(ruledDefinition(due, second));
}

export function ruledDefinition(due: readonly DeadlineRule[], second: Partial<Stage> = {}): FormDefinition {
  return {
    id: 'test',
    version: 1,
    label: text,
    tab: text,
    number: { label: text, prefix: 'T' },
    head: {
      role: 'manager',
      fields: { name: { kind: 'text', label: text }, phone: { kind: 'phone', label: text } },
    },
    stages: [
      {
        id: 'first',
        label: text,
        role: 'manager',
        fields: { at: { kind: 'instant', label: text }, on: { kind: 'date', label: text } },
      },
      {
        id: 'second',
        label: text,
        role: 'manager',
        due,
        fields: { note: { kind: 'text', label: text } },
        ...second,
      },
    ],
    recipients: { dealer: { name: 'name', phone: 'phone' } },
    notices: [{ kind: 'order-registered', when: { completed: 'first' }, to: ['dealer'] }],
  };
}

/** What a second stage adds whose blank a notice fills. */
export const filledByNotice: Partial<Stage> = {
  fields: {
    toldAt: { kind: 'instant', label: text, filledBy: { notice: 'order-registered', to: 'dealer' } },
  },
};
