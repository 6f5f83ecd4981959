import type { Workbook } from '../workbook/workbook-types';
import { requestHandlers } from './request-handlers';
import { invalid, notImplemented, placed } from './sheets-api-error';
import type { BatchUpdateSpreadsheetRequest, SheetsRequest, SheetsResponse } from './sheets-types';

const MOST_CELLS = 10_000_000;

/** What every request inside a batchUpdate works with; `account` is who sent it. */
export type BatchContext = { workbook: Workbook; account: string; owner?: string };

/** A request kind of the API with the handler that carries it out; its answer is {} where the API has none. */
export type RequestHandlers = {
  [K in keyof SheetsRequest]-?: (
    context: BatchContext,
    request: NonNullable<SheetsRequest[K]>,
  ) => SheetsResponse;
};

/**
 * Carries out all requests in order, or none: the first that is refused undoes those before it, and the fault names it
 * by its place ("Invalid requests[3].addSheet: …").
 */
export function batchUpdate(context: BatchContext, body: BatchUpdateSpreadsheetRequest): SheetsResponse[] {
  const requests = body.requests ?? [];
  if (requests.length === 0) throw invalid('Must specify at least one request.');
  if (body.includeSpreadsheetInResponse || body.responseIncludeGridData || body.responseRanges) {
    throw notImplemented('includeSpreadsheetInResponse');
  }
  const kinds = requests.map(kindOf);
  return context.workbook.atomically(() =>
    requests.map((request, at) => {
      const kind = kinds[at] ?? kindOf(request, at);
      try {
        const answer = handle(kind, context, request);
        checkCellCount(context.workbook);
        return answer;
      } catch (error) {
        throw placed(`Invalid requests[${at}].${kind}`, error);
      }
    }),
  );
}

function kindOf(request: SheetsRequest, at: number): keyof SheetsRequest {
  const kinds = Object.keys(request).filter(isKind);
  const [kind, second] = kinds;
  if (kind === undefined) throw invalid(`Invalid requests[${at}]: No request set.`);
  if (second !== undefined) {
    throw invalid(
      `Invalid value at 'requests[${at}]' (oneof), oneof field 'kind' is already set. Cannot set '${second}'`,
    );
  }
  return kind;
}

/** The validator has let no other names through. */
function isKind(name: string): name is keyof SheetsRequest {
  return name !== '';
}

function handle<K extends keyof SheetsRequest>(
  kind: K,
  context: BatchContext,
  request: SheetsRequest,
): SheetsResponse {
  const handler: RequestHandlers[K] | undefined = requestHandlers[kind];
  const body = request[kind];
  if (handler === undefined || body === undefined) throw notImplemented(kind);
  return handler(context, body);
}

function checkCellCount(workbook: Workbook): void {
  const cells = workbook.sheets().reduce((sum, sheet) => sum + sheet.rowCount * sheet.columnCount, 0);
  if (cells <= MOST_CELLS) return;
  throw invalid(
    `This action would increase the number of cells in the workbook above the limit of ${MOST_CELLS} cells.`,
  );
}
