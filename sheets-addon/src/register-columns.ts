import { forms } from '../../functions/src/forms';
import type { Form } from '../../functions/src/forms/form';
import { registerLayout, type SystemColumn, systemColumns } from '../../functions/src/forms/register-layout';
import { language } from './texts';

/** A field's id, or 'number': what people may type into, and what is sent. */
export type InputId = string;

export function inputsOf(form: Form): readonly InputId[] {
  return ['number', ...form.fields.map((field) => field.id)];
}

/** Stamped by the system; a person's text there is answered with an explanation. */
export function isStamped(form: Form, input: InputId): boolean {
  return form.field(input)?.kind === 'signature';
}

export function formOfRegister(title: string): Form | undefined {
  return forms.find((form) => Object.values(form.tab).includes(title));
}

export function registerTitle(form: Form): string {
  return registerLayout(form, language).tab;
}

/** Where each column stands now (from 1): people may move them, so the hidden header row says it. */
export type ColumnPlaces = {
  readonly ids: readonly string[];
  readonly of: (id: string) => number | undefined;
  readonly system: (id: SystemColumn) => number;
};

/** Undefined when a column of the system is missing: the tab must be set up first. */
export function columnPlaces(headerIds: readonly unknown[]): ColumnPlaces | undefined {
  const ids = headerIds.map(String);
  const places = new Map<string, number>();
  ids.forEach((id, at) => {
    if (id !== '' && !places.has(id)) places.set(id, at + 1);
  });
  if (systemColumns.some((id) => !places.has(id))) return undefined;
  return { ids, of: (id) => places.get(id), system: (id) => places.get(id) ?? 0 };
}
