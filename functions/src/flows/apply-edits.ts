import { Refusal } from '../errors';
import type { EditAnswer, EditRequest, EditRow, RowAnswer } from '../forms/edit-contract';
import type { Form } from '../forms/form';
import { log } from '../log';
import type { Services, VerifiedCaller } from '../ports';
import { editMessages } from '../rules/edit-messages';
import type { Staff } from '../rules/record';
import { shipmentsInTurn } from '../rules/row-claim';
import { sameAddress } from '../rules/same-address';
import { applyRow, type RowResult } from './apply-row';
import { inLanes } from './in-lanes';
import { takeNumbers } from './take-numbers';

/** Transactions of one request that are under way at once. */
const concurrency = 32;

/** How often numbers are taken for rows whose number somebody else has typed already. */
const numberRounds = 4;

/**
 * Takes what was typed into the records: rows are independent, each in a transaction of its own, answered in the
 * order of the request.
 * @throws Refusal when the request as a whole cannot be taken: unknown form or spreadsheet, or an account that speaks
 * for others without being a bridge; the first row's error when every row failed.
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

  const of = { services, form, caller, spreadsheetId: request.spreadsheetId };
  const first = await applyAll({ ...of, staff: await services.staff.current() }, request.rows);
  const doubtful = request.rows.filter((_row, index) => first[index]?.kind === 'needs-staff');
  const again =
    doubtful.length > 0
      ? await applyAll({ ...of, staff: await services.staff.reload(), staffIsFresh: true }, doubtful)
      : [];
  const results = first.map((result) => (result.kind === 'needs-staff' ? again.shift() : result));
  throwIfAllFailed(results);
  return { rows: request.rows.map((row, index) => answerOf(row, results[index], services)) };
}

function refuseForeignBridge(services: Services, caller: VerifiedCaller, rows: readonly EditRow[]): void {
  const isCaller = (email: string): boolean => sameAddress(email, caller.email);
  const speaksForOthers = rows.some(({ editedBy }) => editedBy && !isCaller(editedBy));
  if (speaksForOthers && !services.settings.bridges.some(isCaller)) {
    throw new Refusal(403, 'not-a-bridge', `${caller.email} may not send what others typed.`);
  }
}

type Applying = {
  readonly services: Services;
  readonly form: Form;
  readonly caller: VerifiedCaller;
  readonly spreadsheetId: string;
  readonly staff: readonly Staff[];
  readonly staffIsFresh?: boolean;
};

/** `failed`: an error of this row alone, such as a stored record that cannot be read; the other rows go on. */
type Applied = RowResult | { readonly kind: 'failed'; readonly error: unknown };

async function applyAll({ services, ...of }: Applying, rows: readonly EditRow[]): Promise<Applied[]> {
  const results: Applied[] = new Array(rows.length);
  const apply = async (index: number, number?: string): Promise<void> => {
    const row = rows[index];
    if (!row) return;
    try {
      results[index] = await applyRow(services, { ...of, row, ...(number ? { number } : {}) });
    } catch (error) {
      log('ERROR', 'row failed', { key: row.key, error: error instanceof Error ? error.name : 'unknown' });
      results[index] = { kind: 'failed', error };
    }
  };
  const { orders, shipments } = shipmentsInTurn(of.form, rows);
  await inLanes(orders, concurrency, (index) => apply(index));
  for (let round = 0; round < numberRounds; round++) {
    const waiting = orders.filter((index) => results[index]?.kind === 'needs-number');
    if (waiting.length === 0) break;
    const numbers = await takeNumbers(services, of.form, waiting.length, round);
    await inLanes(waiting, concurrency, (index, position) => apply(index, numbers[position]));
  }
  await inLanes(shipments, concurrency, async (ofOneOrder) => {
    for (const index of ofOneOrder) await apply(index);
  });
  return results;
}

/** Then it is no matter of one row: the sender is to try the request again. */
function throwIfAllFailed(results: readonly (Applied | undefined)[]): void {
  const [first] = results;
  if (first?.kind === 'failed' && results.every((result) => result?.kind === 'failed')) throw first.error;
}

function answerOf(row: EditRow, result: Applied | undefined, services: Services): RowAnswer {
  if (result?.kind === 'answered') return result.answer;
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
