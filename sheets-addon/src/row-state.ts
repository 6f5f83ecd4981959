import * as z from 'zod/mini';
import type { SavedState, WaitingState } from '../../functions/src/forms/register-layout';

const savedSchema = z.object({
  revision: z.number(),
  cells: z.record(z.string(), z.union([z.string(), z.number()])),
  refused: z._default(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])), {}),
});

/** Of `SavedState`, with `refused` always there. The record's number is kept in `cells` under 'number'. */
export type Saved = Required<SavedState>;

export const nothingSaved: Saved = { revision: 0, cells: {}, refused: {} };

const typedSchema = z.object({ at: z.string(), by: z.optional(z.string()) });
const waitingSchema = z.object({
  at: z.string(),
  by: z.optional(z.string()),
  cells: z._default(z.record(z.string(), typedSchema), {}),
});

/** When a cell was typed (UTC), and by whom where Google told. */
export type Typed = { readonly at: string; readonly by?: string | undefined };

/**
 * Per field, who typed it and when, for cells that are not sent yet: in an outage several people type into one row,
 * and each answers for their own. Written as a `WaitingState` that names the latest, with the cells beside it.
 */
export type Waiting = Readonly<Record<string, Typed>>;

/** Stands for every field of a row that says only row by row who typed and when. */
export const wholeRow = '*';

/** What the hidden cell says; nothing saved, where somebody has overwritten it: the server then merges anew. */
export function parseSaved(text: string): Saved {
  const parsed = savedSchema.safeParse(jsonOf(text));
  return parsed.success ? parsed.data : nothingSaved;
}

export function parseWaiting(text: string): Waiting {
  const parsed = waitingSchema.safeParse(jsonOf(text));
  if (!parsed.success) return {};
  const { at, by, cells } = parsed.data;
  return Object.keys(cells).length > 0 ? cells : { [wholeRow]: { at, by } };
}

export function printSaved({ revision, cells, refused }: Saved): string {
  const state: SavedState = {
    revision,
    cells,
    ...(Object.keys(refused).length > 0 ? { refused } : {}),
  };
  return JSON.stringify(state);
}

export function printWaiting(waiting: Waiting): string {
  const typed = Object.values(waiting);
  const latest = typed.reduce<Typed | undefined>(
    (last, next) => (last === undefined || next.at > last.at ? next : last),
    undefined,
  );
  if (latest === undefined) return '';
  const state: WaitingState = { at: latest.at, ...(latest.by ? { by: latest.by } : {}) };
  return JSON.stringify(wholeRow in waiting ? state : { ...state, cells: waiting });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
