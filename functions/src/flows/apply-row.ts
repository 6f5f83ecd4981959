import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { EditOutcome, EditRow, Problem, RowAnswer } from '../forms/edit-contract';
import type { Form } from '../forms/form';
import {
  type DocumentPath,
  type Read,
  type Services,
  StoreConflict,
  type VerifiedCaller,
  type Write,
} from '../ports';
import { changeOf, recordId } from '../rules/change';
import { decideCells, type EditContext } from '../rules/decide-cells';
import { editMessages } from '../rules/edit-messages';
import { judgeByEdit } from '../rules/judge-blanks';
import type { Staff, StoredRecord } from '../rules/record';
import { recordSchema } from '../rules/record';
import { rowAnswer } from '../rules/row-answer';
import { numberId } from '../rules/row-claim';
import { blankChanges } from './blank-writes';
import { closedMonths } from './closed-months';
import { preferenceWrites } from './contact-preference';
import { editContext, notBefore } from './edit-context';
import { noticeWrites } from './notice-writes';
import { placeRow } from './place-row';
import { settingsFault, settingsWrites } from './settings-writes';
import { shipmentWrites } from './shipment-writes';

export type RowToApply = {
  readonly form: Form;
  readonly row: EditRow;
  readonly caller: VerifiedCaller;
  readonly spreadsheetId: string;
  readonly staff: readonly Staff[];
  /** Read for this request, so that a refusal for who typed is final. */
  readonly staffIsFresh?: boolean;
  /** A running number set aside for this row, once it is known to need one. */
  readonly number?: string;
};

/**
 * `needs-number`: for want of a running number, or because the one set aside is taken. `needs-staff`: refused for who
 * typed, by a staff list that may be old. Nothing has been written then.
 */
export type RowResult =
  | { readonly kind: 'answered'; readonly answer: RowAnswer }
  | { readonly kind: 'needs-number' }
  | { readonly kind: 'needs-staff' };

/** Codes that a fresh look at the staff list may turn into a yes. */
const staffCodes = ['not-yours', 'unknown-person', 'not-on-staff', 'last-manager'];

/** How often a row is decided anew when somebody else was faster. */
const attempts = 4;

/** What an edit that changed something leaves behind, so that the same edit sent again changes nothing and is answered the same. */
const rememberedSchema = z.object({
  digest: z.string(),
  outcome: z.enum(['saved', 'conflict']),
  problems: z.array(z.custom<Problem>()),
});

/**
 * Applies one row in one transaction: the record, its change entry, its number and every notice that the change
 * calls for are written together or not at all. Contention that lasts is answered `retry`.
 */
export async function applyRow(services: Services, todo: RowToApply): Promise<RowResult> {
  const context = editContext(services, todo);
  if ('problem' in context) {
    if (isDoubtful(todo, [context.problem])) return { kind: 'needs-staff' };
    return answered(todo, undefined, 'rejected', [context.problem], services);
  }
  // Rows of settings meet in one document.
  const turn: DocumentPath = todo.form.settings
    ? 'settings/rows'
    : `records/${recordId(todo.form.id, todo.row.key)}`;
  for (let attempt = 1; ; attempt++) {
    try {
      return await services.store.transact((read) => decideRow(services, todo, context, read), turn);
    } catch (error) {
      if (!(error instanceof StoreConflict)) throw error;
      // The second look knows whether it was this very edit, sent twice.
      if (attempt > 1 && error.reason === 'taken' && todo.number) return { kind: 'needs-number' };
      if (attempt < attempts && error.reason !== 'busy') continue;
      const message = editMessages.retry[context.editor.language]();
      return answered(todo, undefined, 'retry', [{ field: '', code: 'busy', message }], services);
    }
  }
}

async function decideRow(
  services: Services,
  todo: RowToApply,
  given: EditContext,
  read: Read,
): Promise<{ writes: readonly Write[]; result: RowResult }> {
  const { form, row } = todo;
  const path: DocumentPath = `records/${recordId(form.id, row.key)}`;
  const [stored, remembered] = await read([path, `changes/${row.editId}`]);
  const before = stored && recordSchema.parse(stored.data);
  const timed = before ? notBefore(before, row, given) : given;
  const context: EditContext = form.monthIn
    ? { ...timed, settings: { ...timed.settings, closedMonths: [...(await closedMonths(read))] } }
    : timed;
  const answer = (
    record: StoredRecord | undefined,
    outcome: EditOutcome,
    problems: readonly Problem[],
    writes: readonly Write[] = [],
  ) => ({
    writes,
    result: answered(todo, record, outcome, problems, services),
  });
  const rejected = (problem: Problem) => answer(before, 'rejected', [problem]);
  const say = context.editor.language;

  if (before && before.spreadsheetId !== todo.spreadsheetId) {
    return answer(undefined, 'rejected', [
      { field: '', code: 'other-spreadsheet', message: editMessages.otherSpreadsheet[say]() },
    ]);
  }
  const digest = digestOf(todo);
  if (remembered) {
    const was = rememberedSchema.parse(remembered.data);
    if (was.digest === digest) return answer(before, was.outcome, was.problems);
    return rejected({ field: '', code: 'edit-id-reused', message: editMessages.editIdReused[say]() });
  }
  const foreign = Object.keys(row.cells).find((id) => id !== 'number' && !form.field(id));
  if (foreign !== undefined) {
    return rejected({
      field: foreign,
      code: 'unknown-field',
      message: editMessages.unknownField[say](foreign),
    });
  }

  const place = await placeRow(todo, context, before, read);
  const doubtful = { writes: [], result: { kind: 'needs-staff' } } as const;
  if (place.kind === 'refused') return isDoubtful(todo, [place.problem]) ? doubtful : rejected(place.problem);
  const decided = decideCells(form, place.record, row, context);
  const problems = [...place.problems, ...decided.problems];
  if (isDoubtful(todo, problems)) return doubtful;
  const outcome = problems.some(({ code }) => code === 'conflict')
    ? 'conflict'
    : problems.length > 0
      ? 'rejected'
      : 'unchanged';
  const number = place.record.number || todo.number;
  if (!decided.changed && !place.claimed) {
    const { refused } = decided.record;
    if (!before || JSON.stringify(before.refused) === JSON.stringify(refused))
      return answer(before, outcome, problems);
    const record = { ...before, refused };
    // What is refused must not cost the last manager their rights: then the row is what it was.
    if (form.settings && (await settingsFault(form, record, read, context)))
      return answer(before, outcome, problems);
    return answer(record, outcome, problems, [
      { kind: 'update', path, data: { refused, summaryPending: true } },
      ...(await settingsWrites(form, record, read, context.settings)),
    ]);
  }
  if (!number) return { writes: [], result: { kind: 'needs-number' } };

  const saved = { ...decided.record, number, revision: Math.max(decided.record.revision, 1) };
  const fault = form.settings && (await settingsFault(form, saved, read, context));
  if (fault) return rejected(fault);
  const told =
    before && judgeByEdit(form, place.record, saved, context.editedAt, context.settings, context.staff);
  const counted = [...place.blanks, ...(told?.blanks ?? [])];
  const { record, writes } = await blankChanges(form, before, told?.record ?? saved, counted, read, context);
  const result = outcome === 'conflict' ? 'conflict' : 'saved';
  const change = changeOf(before, record, {
    editedBy: context.editor.email,
    sentBy: todo.caller.email,
    editedAt: context.editedAt,
    savedAt: context.now,
  });
  return answer(record, result, problems, [
    { kind: before ? 'set' : 'create', path, data: record },
    { kind: 'create', path: `changes/${row.editId}`, data: { ...change, digest, outcome: result, problems } },
    ...(before ? [] : [numberWrite(form, record)]),
    ...writes,
    ...(await settingsWrites(form, record, read, context.settings)),
    ...(await shipmentWrites(form, before, record, read, { ...context, change })),
    ...(await preferenceWrites(form, before, record, read)),
    ...(await noticeWrites(form, before, record, read, { ...context, links: services.links })),
  ]);
}

function numberWrite(form: Form, { number, batch, key }: StoredRecord): Write {
  return {
    kind: 'create',
    path: `numbers/${numberId(form.id, number, batch)}`,
    data: { record: recordId(form.id, key) },
  };
}

function isDoubtful({ staffIsFresh }: RowToApply, problems: readonly Problem[]): boolean {
  return !staffIsFresh && problems.some(({ code }) => staffCodes.includes(code));
}

function answered(
  { form, row, staff }: RowToApply,
  record: StoredRecord | undefined,
  outcome: EditOutcome,
  problems: readonly Problem[],
  { clock, settings }: Services,
): Extract<RowResult, { kind: 'answered' }> {
  const shown = record
    ? rowAnswer(form, record, { now: clock.business().toISOString(), settings, staff })
    : { revision: 0, number: null, cells: {}, deadlines: [], next: null };
  return { kind: 'answered', answer: { key: row.key, outcome, ...shown, problems } };
}

/** Two edits are the same when they say the same of the same row, whoever reports it and whenever. */
function digestOf({ form, spreadsheetId, row }: RowToApply): string {
  const cells = Object.entries(row.cells).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([form.id, spreadsheetId, row.key, row.revision, cells]))
    .digest('base64url');
}
