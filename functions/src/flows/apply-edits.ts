import { Refusal } from '../errors';
import type { EditAnswer, EditRequest, EditRow, RowAnswer } from '../forms/edit-contract';
import type { Form } from '../forms/form';
import type { Services, VerifiedCaller } from '../ports';
import { editMessages } from '../rules/edit-messages';
import type { Staff } from '../rules/record';
import { applyRow, type RowResult } from './apply-row';

/** Transactions of one request that are under way at once. */
const concurrency = 32;

/** Codes that a fresh look at the staff list may turn into a yes. */
const staffCodes = ['not-yours', 'unknown-person'];

/**
 * Takes what was typed into the records: rows are independent, each in a transaction of its own, answered in the
 * order of the request.
 * @throws Refusal when the request as a whole cannot be taken: unknown form or spreadsheet, or an account that speaks
 * for others without being a bridge.
 */
export async function applyEdits(
  services: Services,
  forms: readonly Form[],
  caller: VerifiedCaller,
  request: EditRequest,
): Promise<EditAnswer> {
  const form = forms.find(({ id }) => id === request.form);
  if (!form) throw new Refusal(400, 'unknown-form', `There is no form "${request.form}".`);
  if (!services.settings.spreadsheets.includes(request.spreadsheetId)) {
    throw new Refusal(403, 'unknown-spreadsheet', 'This spreadsheet is not registered with Gendan.');
  }
  refuseForeignBridge(services, caller, request.rows);

  const first = await applyAll(services, form, caller, request, request.rows, await services.staff.current());
  const doubtful = first.filter(({ answer }) =>
    answer.problems.some(({ code }) => staffCodes.includes(code)),
  );
  if (doubtful.length === 0) return { rows: first.map(({ answer }) => answer) };
  const again = await applyAll(
    services,
    form,
    caller,
    request,
    doubtful.map(({ row }) => row),
    await services.staff.reload(),
  );
  const byKey = new Map([...first, ...again].map(({ answer }) => [answer.key, answer]));
  return { rows: request.rows.map(({ key }) => byKey.get(key)).filter((answer) => answer !== undefined) };
}

function refuseForeignBridge(services: Services, caller: VerifiedCaller, rows: readonly EditRow[]): void {
  const speaksForOthers = rows.some(({ editedBy }) => editedBy && editedBy !== caller.email);
  if (speaksForOthers && !services.settings.bridges.includes(caller.email)) {
    throw new Refusal(403, 'not-a-bridge', `${caller.email} may not send what others typed.`);
  }
}

type Applied = { readonly row: EditRow; readonly answer: RowAnswer };

async function applyAll(
  services: Services,
  form: Form,
  caller: VerifiedCaller,
  request: EditRequest,
  rows: readonly EditRow[],
  staff: readonly Staff[],
): Promise<Applied[]> {
  const apply = (row: EditRow, number?: string): Promise<RowResult> =>
    applyRow(services, {
      form,
      row,
      caller,
      spreadsheetId: request.spreadsheetId,
      staff,
      ...(number ? { number } : {}),
    });
  const results = await inParallel(rows, (row) => apply(row));
  const unnumbered = results.filter((result) => result.kind === 'needs-number').length;
  if (unnumbered > 0) {
    const numbers = await takeNumbers(services, form, unnumbered);
    const waiting = results
      .map((result, index) => (result.kind === 'needs-number' ? index : -1))
      .filter((index) => index >= 0);
    await inParallel(waiting, async (index, position) => {
      const row = rows[index];
      if (row) results[index] = await apply(row, numbers[position]);
    });
  }
  return rows.map((row, index) => {
    const result = results[index];
    return { row, answer: result?.kind === 'answered' ? result.answer : retryAnswer(row, services) };
  });
}

/** One block of running numbers for all rows of a request that need one; those left unused are gaps. */
async function takeNumbers(services: Services, form: Form, count: number): Promise<string[]> {
  const year = services.clock
    .business()
    .toLocaleString('en', { year: 'numeric', timeZone: services.settings.zone });
  const last = await services.store.take(`counters/${form.id}-${year}`, count);
  return Array.from(
    { length: count },
    (_, index) => `${form.number.prefix}${year}-${String(last - count + 1 + index).padStart(4, '0')}`,
  );
}

function retryAnswer(row: EditRow, services: Services): RowAnswer {
  const message = editMessages.retry[services.settings.staffLanguage]();
  return {
    key: row.key,
    outcome: 'retry',
    revision: row.revision,
    number: null,
    cells: {},
    problems: [{ field: '', code: 'busy', message }],
    deadlines: [],
    next: null,
  };
}

async function inParallel<T, R>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = new Array(items.length);
  let next = 0;
  const lanes = Array.from({ length: Math.min(concurrency, items.length) }, async () => {
    for (let index = next++; index < items.length; index = next++)
      results[index] = await work(items[index] as T, index);
  });
  await Promise.all(lanes);
  return results;
}
