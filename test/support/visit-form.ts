import { defineForm, FormDefinitionError } from '../../functions/src/forms/define-form';
import type { FormDefinition } from '../../functions/src/forms/form';
import { label } from '../../functions/src/forms/label';

/** A label that nothing depends on. */
export const text = label('甲', '甲', 'A');

/** A definition without a fault, of which a test spoils one thing. */
export const good: FormDefinition = {
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
export const withFields = (fields: object): FormDefinition => ({
  ...good,
  stages: [{ ...stage, fields: { ...stage?.fields, ...fields } } as never],
});
export const withStage = (change: object): FormDefinition => ({
  ...good,
  stages: [{ ...stage, ...change } as never],
});

/** Every fault with which a definition is refused; none where it is accepted. */
export function faultsOf(definition: FormDefinition): readonly string[] {
  try {
    defineForm(definition);
    return [];
  } catch (error) {
    if (error instanceof FormDefinitionError) return error.faults;
    throw error;
  }
}
