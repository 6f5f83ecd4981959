import { deadlineFaults } from './deadline-faults';
import { conditionFaults, fieldFaults } from './field-faults';
import type { Field, Form, FormDefinition, PlacedField, Stage } from './form';
import { languages } from './label';

/** Thrown at load when form definitions are wrong; names every fault as `form.field: what is wrong`. */
export class FormDefinitionError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'FormDefinitionError';
  }
}

const idPattern = /^[a-z][A-Za-z0-9-]*$/;
/** Names that the register's own columns and JSON objects need for themselves. */
const reserved = ['key', 'number', 'revision', 'constructor', 'prototype'];

/**
 * Checks a definition and adds its look-ups.
 * @throws FormDefinitionError with all faults at once.
 */
export function defineForm(definition: FormDefinition): Form {
  const fields = placeFields(definition);
  const byId = new Map(fields.map((field) => [field.id, field]));
  const stageById = new Map(definition.stages.map((stage) => [stage.id, stage]));
  const faults = [
    ...idFaults(definition, fields),
    ...labelFaults(definition, fields),
    ...fields.flatMap((field) =>
      fieldFaults(field, byId).map((fault) => `${definition.id}.${field.id}: ${fault}`),
    ),
    ...definition.stages.flatMap((stage) =>
      stageFaults(stage, byId, stageById).map((fault) => `${definition.id}.${stage.id}: ${fault}`),
    ),
    ...noticeFaults(definition, byId, stageById),
    ...repeatFaults(definition, byId, stageById),
    ...settingsFaults(definition, byId),
  ];
  if (faults.length > 0) throw new FormDefinitionError(faults);
  return Object.freeze({
    ...definition,
    fields,
    field: (id: string) => byId.get(id),
    stage: (id: string) => stageById.get(id),
  });
}

function placeFields({ head, stages }: FormDefinition): PlacedField[] {
  return [{ id: 'head', ...head }, ...stages].flatMap((stage) =>
    Object.entries(stage.fields).map(([id, field]) => ({ role: stage.role, ...field, id, stage: stage.id })),
  );
}

function idFaults(form: FormDefinition, fields: readonly PlacedField[]): string[] {
  const faults = [form.id, ...form.stages.map((stage) => stage.id), ...fields.map((field) => field.id)]
    .filter((id) => !idPattern.test(id) || reserved.includes(id))
    .map(
      (id) =>
        `${form.id}.${id}: the id must start with a small letter, hold only letters, digits and '-', and not be one of ${reserved.join(', ')}`,
    );
  if (!Number.isInteger(form.version) || form.version < 1)
    faults.push(`${form.id}: version must be a positive integer`);
  for (const id of repeated(fields.map((field) => field.id)))
    faults.push(`${form.id}.${id}: the field id is used twice`);
  for (const id of repeated(['head', ...form.stages.map((stage) => stage.id)]))
    faults.push(`${form.id}.${id}: the stage id is used twice`);
  return faults;
}

function labelFaults(form: FormDefinition, fields: readonly PlacedField[]): string[] {
  const labelled = [
    ...fields,
    ...form.stages,
    { id: 'tab', label: form.tab },
    { id: 'label', label: form.label },
  ];
  return labelled.flatMap(({ id, label }) =>
    languages
      .filter((language) => !label[language]?.trim())
      .map((language) => `${form.id}.${id}: the ${language} label is missing`),
  );
}

function stageFaults(
  stage: Stage,
  byId: ReadonlyMap<string, PlacedField>,
  stages: ReadonlyMap<string, Stage>,
): string[] {
  const faults: string[] = [];
  if (Object.keys(stage.fields).length === 0) faults.push('a stage needs a field');
  if (stage.opens) faults.push(...conditionFaults('opens', stage.opens, byId));
  for (const rule of stage.due ?? []) faults.push(...deadlineFaults(rule, byId, stages));
  return faults;
}

function noticeFaults(
  form: FormDefinition,
  byId: ReadonlyMap<string, Field>,
  stages: ReadonlyMap<string, Stage>,
): string[] {
  const faults: string[] = [];
  for (const [recipient, fields] of Object.entries(form.recipients ?? {})) {
    for (const id of Object.values(fields))
      if (!byId.has(id)) faults.push(`${form.id}.${recipient}: names no field: ${id}`);
  }
  for (const notice of form.notices ?? []) {
    if (!stages.has(notice.when.completed))
      faults.push(`${form.id}.${notice.kind}: follows no stage: ${notice.when.completed}`);
    for (const to of notice.to)
      if (!form.recipients?.[to])
        faults.push(`${form.id}.${notice.kind}: nobody says where ${to} is reached`);
  }
  for (const [id, { filledBy }] of byId) {
    if (typeof filledBy !== 'object') continue;
    const sent = form.notices?.some(
      (notice) => notice.kind === filledBy.notice && notice.to.includes(filledBy.to),
    );
    if (!sent)
      faults.push(
        `${form.id}.${id}: filled by a notice that is never sent: ${filledBy.notice} to ${filledBy.to}`,
      );
  }
  return faults;
}

function repeatFaults(
  form: FormDefinition,
  byId: ReadonlyMap<string, PlacedField>,
  stages: ReadonlyMap<string, Stage>,
): string[] {
  if (!form.repeat) return [];
  const { by, owed } = form.repeat;
  const faults = form.repeat.stages
    .filter((id) => !stages.has(id))
    .map((id) => `${form.id}.repeat: names no stage: ${id}`);
  if (byId.get(by)?.kind !== 'quantity') faults.push(`${form.id}.repeat: ${by} is not a quantity`);
  if (byId.get(owed)?.kind !== 'lines') faults.push(`${form.id}.repeat: ${owed} is not a table of lines`);
  return faults;
}

/** Settings hold as soon as their row is complete, and nobody is waited for: they have no stages. */
function settingsFaults(form: FormDefinition, byId: ReadonlyMap<string, PlacedField>): string[] {
  const faults: string[] = [];
  for (const id of form.inView ?? [])
    if (!byId.has(id)) faults.push(`${form.id}.inView: names no field: ${id}`);
  if (form.settings && form.stages.length > 0) faults.push(`${form.id}.settings: settings have no stages`);
  if (form.monthIn !== undefined && byId.get(form.monthIn)?.kind !== 'text')
    faults.push(`${form.id}.monthIn: names no text field: ${form.monthIn}`);
  if (!form.holdsFrom) return faults;
  const { field, freely } = form.holdsFrom;
  const ofEffect = byId.get(field)?.kind === 'date' ? [] : [`names no date field: ${field}`];
  if (freely) ofEffect.push(...conditionFaults('freely', freely, byId));
  return [...faults, ...ofEffect.map((fault) => `${form.id}.holdsFrom: ${fault}`)];
}

function repeated(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}
