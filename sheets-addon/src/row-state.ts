import type { SavedState, SavedTimes, WaitingState } from '../../functions/src/forms/register-layout';
import { stageDeadline } from './answers';
import { cell, listOf, number, object, optional, parseJson, recordOf, text, textOrNumber } from './shapes';

const timesShape = object({
  deadlines: listOf(stageDeadline),
  next: optional(object({ stage: text, dueAt: text, soonAt: text })),
});

const savedShape = object({
  revision: number,
  cells: recordOf(textOrNumber),
  refused: optional(recordOf(cell)),
  times: optional(timesShape),
  standing: optional(text),
});

/** Of `SavedState`, with `refused` always there. The record's number is kept in `cells` under 'number'. */
export type Saved = Required<Omit<SavedState, 'times' | 'standing'>> & {
  readonly times: SavedTimes | undefined;
  readonly standing: string | undefined;
};

export const nothingSaved: Saved = {
  revision: 0,
  cells: {},
  refused: {},
  times: undefined,
  standing: undefined,
};

/** When a cell was typed (UTC), and by whom where Google told. */
export type Typed = { readonly at: string; readonly by?: string | undefined };

/**
 * Per field, who typed it and when, for cells that are not sent yet: in an outage several people type into one row,
 * and each answers for their own. So do cells that are held back because another cell of the row was refused. Written as a `WaitingState` that names the latest, with the cells beside it.
 */
export type Waiting = Readonly<Record<string, Typed>>;

const typedShape = object<Typed>({ at: text, by: optional(text) });
const waitingShape = object({ at: text, by: optional(text), cells: optional(recordOf(typedShape)) });

/** Stands for every field of a row that says only row by row who typed and when. */
export const wholeRow = '*';

/** What the hidden cell says; nothing saved, where somebody has overwritten it: the server then merges anew. */
export function parseSaved(json: string): Saved {
  const saved = parseJson(json, savedShape);
  return saved ? { ...saved, refused: saved.refused ?? {} } : nothingSaved;
}

export function parseWaiting(json: string): Waiting {
  const waiting = parseJson(json, waitingShape);
  if (!waiting) return {};
  const { at, by, cells } = waiting;
  return cells ?? { [wholeRow]: { at, by } };
}

export function printSaved({ revision, cells, refused, times, standing }: Saved): string {
  const state: SavedState = {
    revision,
    cells,
    ...(Object.keys(refused).length > 0 ? { refused } : {}),
    ...(times ? { times } : {}),
    ...(standing ? { standing } : {}),
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
