import { forms } from '../../functions/src/forms';
import type { Form } from '../../functions/src/forms/form';
import { registerLayout, type SystemColumn } from '../../functions/src/forms/register-layout';
import { language } from './texts';

/** A field's id, or 'number': what people may type into, and what is sent. */
export type InputId = string;

export function inputsOf(form: Form): readonly InputId[] {
  return ['number', ...form.fields.map((field) => field.id)];
}

export function formOfRegister(title: string): Form | undefined {
  return forms.find((form) => Object.values(form.tab).includes(title));
}

export function registerTitle(form: Form): string {
  return registerLayout(form, language).tab;
}

/** Without these a row can't be kept; the others only show something. */
const neededColumns = [
  'key',
  'saved',
  'waiting',
  'state',
  'number',
] as const satisfies readonly SystemColumn[];

/** Where each column stands now (from 1): people may move them, so the hidden header row says it. */
export type ColumnPlaces = {
  readonly ids: readonly string[];
  readonly of: (id: string) => number | undefined;
  readonly system: (id: (typeof neededColumns)[number]) => number;
};

/** Undefined when a column is missing that a row can't be kept without: the tab must be set up first. */
export function columnPlaces(headerIds: readonly unknown[]): ColumnPlaces | undefined {
  const ids = headerIds.map(String);
  const places = new Map<string, number>();
  ids.forEach((id, at) => {
    if (id !== '' && !places.has(id)) places.set(id, at + 1);
  });
  if (neededColumns.some((id) => !places.has(id))) return undefined;
  return { ids, of: (id) => places.get(id), system: (id) => places.get(id) ?? 0 };
}
