import type { Condition, Form, PlacedField, Stage } from '../forms/form';
import type { StoredRecord, Values } from './record';

/** What the order of stages depends on. */
export type StageFacts = Pick<StoredRecord, 'values' | 'batch' | 'shipments'>;

export function holds(condition: Condition, values: Values): boolean {
  return condition.is.some((wanted) => values[condition.field] === wanted);
}

/** Whether the field is on the branch that was taken: 司机姓名 is asked for only when 运输方式 is 专车. */
export function applies(field: PlacedField, values: Values): boolean {
  return !field.when || holds(field.when, values);
}

/** Whether this row fills the stage (or the head) itself; a further shipment fills its own stages only. */
export function isOwnStage(form: Form, stage: string, batch: number): boolean {
  return batch === 1 || !form.repeat || form.repeat.stages.includes(stage);
}

/** Required blanks of a stage (or of 'head') that are still empty. Signatures follow by themselves. */
export function missingFields(form: Form, stage: string, facts: StageFacts): readonly PlacedField[] {
  if (!isOwnStage(form, stage, facts.batch)) return [];
  return form.fields.filter((field) => field.stage === stage && isMissing(field, facts.values));
}

function isMissing(field: PlacedField, values: Values): boolean {
  const required = !field.optional && field.kind !== 'signature';
  return required && values[field.id] === undefined && applies(field, values);
}

/** The head is filled together with the first stage: an order of which the phone is missing is not received yet. */
export function isComplete(form: Form, stage: string, facts: StageFacts): boolean {
  const parts = stage === form.stages[0]?.id ? ['head', stage] : [stage];
  return parts.every((part) => missingFields(form, part, facts).length === 0);
}

/** What keeps a stage closed: empty blanks of earlier stages, an unmet condition, or shipments on their way. */
export type Obstacle =
  | { readonly kind: 'missing'; readonly fields: readonly PlacedField[] }
  | { readonly kind: 'condition'; readonly field: PlacedField }
  | { readonly kind: 'shipments' };

/**
 * Why the stage is not open yet; undefined when it is. The head and the first stage are open from the start. What
 * follows the repeated stages also waits until every further shipment has arrived and nothing is owed.
 */
export function obstacleTo(form: Form, stage: string, facts: StageFacts): Obstacle | undefined {
  const position = form.stages.findIndex(({ id }) => id === stage);
  if (position <= 0) return undefined;
  const earlier = ['head', ...form.stages.slice(0, position).map(({ id }) => id)].filter((id) =>
    isOwnStage(form, id, facts.batch),
  );
  const fields = form.fields.filter(
    (field) => isMissing(field, facts.values) && earlier.includes(field.stage),
  );
  if (fields.length > 0) return { kind: 'missing', fields };
  const opens = form.stages[position]?.opens;
  const opening = opens && form.field(opens.field);
  if (opens && opening && !holds(opens, facts.values)) return { kind: 'condition', field: opening };
  if (
    form.repeat &&
    !form.repeat.stages.includes(stage) &&
    isAfterRepeat(form, position) &&
    !allArrived(form, facts)
  ) {
    return { kind: 'shipments' };
  }
  return undefined;
}

/** The stage whose turn it is: the first of this row's stages that is not complete. */
export function currentStage(form: Form, facts: StageFacts): Stage | undefined {
  return form.stages.find(
    (stage) => isOwnStage(form, stage.id, facts.batch) && !isComplete(form, stage.id, facts),
  );
}

/** The shipment after which nothing else was let out says what is still owed. */
function owedNow(form: Form, facts: StageFacts): StoredRecord['shipments'][string]['owed'] {
  const owed = form.repeat && facts.values[form.repeat.owed];
  const latest = Object.entries(facts.shipments)
    .filter(([, shipment]) => shipment.owed !== undefined)
    .sort(([a], [b]) => Number(b) - Number(a))[0]?.[1].owed;
  return latest ?? (Array.isArray(owed) ? owed : undefined);
}

function allArrived(form: Form, facts: StageFacts): boolean {
  return (
    Object.values(facts.shipments).every(({ arrived }) => arrived) &&
    (owedNow(form, facts) ?? []).length === 0
  );
}

function isAfterRepeat(form: Form, position: number): boolean {
  return form.stages.slice(0, position).some(({ id }) => form.repeat?.stages.includes(id));
}
