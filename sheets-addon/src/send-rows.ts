import type { Form } from '../../functions/src/forms/form';
import type { Answer } from './answers';
import { editRow, requestsOf } from './edit-rows';
import { paintRows } from './paint';
import { changedCells, type Resend, type Typing, typings } from './pending-cells';
import { putBack } from './put-back';
import { openRegister, type RegisterRow, readRows, withKeys } from './register-rows';
import { type Failure, postEdits, type Reply } from './send';
import { asAnswered, type Outcome, unmarkedRow } from './settle-row';
import { settleRows } from './settle-rows';
import { type Sheet, type Spreadsheet, withSheetLock } from './sheet-access';
import { keepSpareRows } from './spare-rows';
import { texts } from './texts';
import { showTimesLeft } from './times-left';
import { writeRows } from './write-rows';

/**
 * In whose name rows are sent. `person`: the one whose token it is presses 提交, refused cells go again, and what others
 * typed is left to the triggers. `bridge`: a trigger reports what everybody typed, naming each.
 */
export type Sender = { readonly kind: 'person'; readonly email: string } | { readonly kind: 'bridge' };

/** Which rows: all, those at these places in the sheet now, or those with these keys. */
export type Rows =
  | { readonly kind: 'all' }
  | { readonly kind: 'places'; readonly first: number; readonly last: number }
  | { readonly kind: 'keys'; readonly keys: ReadonlySet<string> };

export type Sending = {
  /** Rows that were answered. */
  readonly sent: number;
  readonly toMend: number;
  readonly ofOthers: number;
  /** Why rows could not be sent. */
  readonly failure?: string;
};

export type SheetOfForm = { readonly spreadsheet: Spreadsheet; readonly sheet: Sheet; readonly form: Form };

/** In an outage a row may collect this many people's entries at most; more go with the next run. */
const mostRounds = 20;

/**
 * Sends the changed cells of the rows and brings the answers into the sheet. One round sends at most one person's typing
 * of each row; the next round sends what others typed into it, or what was typed meanwhile. Whoever has all rows read
 * also has put back what nobody may change, their time left shown, and room kept below them.
 */
export function sendRows(of: SheetOfForm, rows: Rows, sender: Sender, now: () => Date): Sending {
  const answered = new Set<string>();
  const toMend = new Map<string, boolean>();
  let ofOthers = 0;
  let next: Rows = rows;
  for (let round = 0; round < mostRounds; round += 1) {
    const resend = round > 0 ? 'none' : sender.kind === 'person' ? 'all' : 'held';
    const prepared = withSheetLock(() => prepare(of, next, sender, resend, now()));
    ofOthers = Math.max(ofOthers, prepared.ofOthers);
    if (prepared.parcels.length === 0) break;
    const { outcomes, failure } = post(of, prepared.parcels, sender);
    const settled = withSheetLock(() => settleRows(of, outcomes, now()));
    for (const { row, toMend: isToMend } of settled) toMend.set(row.key, isToMend);
    for (const [key, { outcome }] of outcomes) if (outcome.kind === 'answered') answered.add(key);
    if (failure !== undefined) return { sent: answered.size, toMend: countOf(toMend), ofOthers, failure };
    const keys = new Set([...prepared.unfinished].filter((key) => answered.has(key)));
    if (keys.size === 0) break;
    next = { kind: 'keys', keys };
  }
  return { sent: answered.size, toMend: countOf(toMend), ofOthers };
}

function countOf(flags: ReadonlyMap<string, boolean>): number {
  return [...flags.values()].filter(Boolean).length;
}

type Parcel = { readonly row: RegisterRow; readonly typing: Typing };
type Prepared = {
  readonly parcels: readonly Parcel[];
  /** Keys of rows that hold a further typing. */
  readonly unfinished: ReadonlySet<string>;
  readonly ofOthers: number;
};

function prepare(of: SheetOfForm, rows: Rows, sender: Sender, resend: Resend, now: Date): Prepared {
  const nothing = { parcels: [], unfinished: new Set<string>(), ofOthers: 0 };
  const register = openRegister(of.spreadsheet, of.sheet, of.form);
  if (!register) return nothing;
  const [first, last] = rows.kind === 'places' ? [rows.first, rows.last] : [1, register.lastRow];
  const read = readRows(register, first, last);
  if (!read) return nothing;
  const keyed = withKeys(register, read.rows, () => rows.kind === 'places');

  const parcels: Parcel[] = [];
  const unfinished = new Set<string>();
  let ofOthers = 0;
  const mended = rows.kind === 'all' ? keyed.map((row) => putBack(of.form, row)) : keyed;
  const after = mended.map((row) => {
    if (rows.kind === 'keys' && !rows.keys.has(row.key)) return row;
    const all = typings(of.form, row, changedCells(of.form, row, resend), now.toISOString());
    if (all.length === 0) return unmarkedRow(of.form, row);
    const own = all.filter((typing) => maySend(sender, typing));
    if (own.length < all.length) ofOthers += 1;
    const [typing, ...further] = own;
    if (typing) parcels.push({ row, typing });
    if (further.length > 0) unfinished.add(row.key);
    return row;
  });
  writeRows(register, read.block, read.rows, after);
  const putRight = after.filter((row, at) => row !== keyed[at]);
  paintRows(register, putRight.map(asAnswered), now);
  if (rows.kind === 'all') {
    showTimesLeft(register, after, now);
    keepSpareRows(register);
  }
  return { parcels, unfinished, ofOthers };
}

function maySend(sender: Sender, { by }: Typing): boolean {
  return sender.kind === 'bridge' || by === undefined || sender.email === '' || by === sender.email;
}

/** `sent`: the cells as they were sent, in whose name and as typed when. */
export type RowOutcome = { readonly sent: Typing; readonly outcome: Outcome };

/** After a passing failure the rest is not tried: the server would fail it too. */
function post(
  of: SheetOfForm,
  parcels: readonly Parcel[],
  sender: Sender,
): { outcomes: ReadonlyMap<string, RowOutcome>; failure?: string } {
  const outcomes = new Map<string, RowOutcome>();
  const edits = parcels.map(({ row, typing }) =>
    editRow(row, typing, sender.kind === 'bridge' ? (typing.by ?? '') : undefined),
  );
  let failure: Failure | undefined;
  for (const request of requestsOf(of.spreadsheet.getId(), of.form.id, edits)) {
    const reply: Reply<readonly Answer[]> = failure?.kind === 'passing' ? failure : postEdits(request);
    if (reply.kind !== 'answer') failure = reply;
    const answers = new Map(
      reply.kind === 'answer' ? reply.answer.map((answer) => [answer.key, answer]) : [],
    );
    for (const { key, cells, editedAt, editedBy } of request.rows) {
      const by = (sender.kind === 'person' ? sender.email : editedBy) || undefined;
      outcomes.set(key, { sent: { cells, at: editedAt, by }, outcome: outcomeOf(reply, answers.get(key)) });
    }
  }
  return failure ? { outcomes, failure: failure.message } : { outcomes };
}

/** A row that failed in passing, or that the answer leaves out, waits like one that could not be sent. */
function outcomeOf(reply: Reply<readonly Answer[]>, answer: Answer | undefined): Outcome {
  if (reply.kind !== 'answer') return reply;
  return answer && answer.outcome !== 'retry'
    ? { kind: 'answered', answer }
    : { kind: 'passing', message: answer?.problems[0]?.message ?? texts.unreachable() };
}
