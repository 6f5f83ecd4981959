import { batchUpdate } from './batch-update';
import type { FieldMask } from './field-mask';
import type { RequestKind } from './request-quota';
import type { BatchUpdateSpreadsheetResponse } from './sheets-types';
import { spreadsheetMessage } from './spreadsheet-answer';
import { parseBody } from './validators';
import { renderingOf } from './value-rendering';
import {
  appendValues,
  batchClearValues,
  batchGetValues,
  batchUpdateValues,
  type Caller,
  clearValues,
  getValues,
  updateValues,
} from './values-methods';
import { inputOptionOf } from './write-values';

/** What a request says besides its path: `range` is the one in the path, '' where there is none. */
type Call = Caller & {
  range: string;
  query: ReadonlyMap<string, readonly string[]>;
  body: unknown;
  mask: FieldMask | undefined;
};

/** One method of the API: which quota it uses, which query parameters it knows, which message it answers. */
export type ApiMethod = {
  kind: RequestKind;
  parameters: readonly string[];
  answers: string;
  run: (call: Call) => unknown;
};

const RENDERING = ['majorDimension', 'valueRenderOption', 'dateTimeRenderOption'];
const WRITING = [
  'valueInputOption',
  'includeValuesInResponse',
  'responseValueRenderOption',
  'responseDateTimeRenderOption',
];

export const METHODS: Readonly<Record<string, ApiMethod>> = {
  'spreadsheets.get': {
    kind: 'read',
    parameters: ['ranges', 'includeGridData'],
    answers: 'Spreadsheet',
    run: ({ workbook, query, mask }) =>
      spreadsheetMessage(workbook, query.get('ranges') ?? [], wantsGridData(query, mask)),
  },
  'spreadsheets.batchUpdate': {
    kind: 'write',
    parameters: [],
    answers: 'BatchUpdateSpreadsheetResponse',
    run: ({ body, ...caller }): BatchUpdateSpreadsheetResponse => ({
      spreadsheetId: caller.workbook.id,
      replies: batchUpdate(caller, parseBody('BatchUpdateSpreadsheetRequest', body)),
    }),
  },
  'values.get': {
    kind: 'read',
    parameters: RENDERING,
    answers: 'ValueRange',
    run: (call) => getValues(call, call.range, renderingIn(call)),
  },
  'values.batchGet': {
    kind: 'read',
    parameters: ['ranges', ...RENDERING],
    answers: 'BatchGetValuesResponse',
    run: (call) => batchGetValues(call, call.query.get('ranges') ?? [], renderingIn(call)),
  },
  'values.update': {
    kind: 'write',
    parameters: WRITING,
    answers: 'UpdateValuesResponse',
    run: (call) => {
      const option = inputOptionOf(first(call, 'valueInputOption'));
      return updateValues(
        call,
        call.range,
        parseBody('ValueRange', call.body, 'data'),
        option,
        wantedAnswer(call),
      );
    },
  },
  'values.append': {
    kind: 'write',
    parameters: ['insertDataOption', ...WRITING],
    answers: 'AppendValuesResponse',
    run: (call) => {
      const option = inputOptionOf(first(call, 'valueInputOption'));
      const body = parseBody('ValueRange', call.body, 'data');
      return appendValues(
        call,
        call.range,
        body,
        option,
        first(call, 'insertDataOption'),
        wantedAnswer(call),
      );
    },
  },
  'values.clear': {
    kind: 'write',
    parameters: [],
    answers: 'ClearValuesResponse',
    run: (call) => {
      parseBody('ClearValuesRequest', call.body);
      return clearValues(call, call.range);
    },
  },
  'values.batchUpdate': {
    kind: 'write',
    parameters: [],
    answers: 'BatchUpdateValuesResponse',
    run: (call) => batchUpdateValues(call, parseBody('BatchUpdateValuesRequest', call.body)),
  },
  'values.batchClear': {
    kind: 'write',
    parameters: [],
    answers: 'BatchClearValuesResponse',
    run: (call) => batchClearValues(call, parseBody('BatchClearValuesRequest', call.body).ranges ?? []),
  },
};

/** `fields` decides where it is given; `includeGridData` is then ignored, as on the real service. */
function wantsGridData(query: Call['query'], mask: FieldMask | undefined): boolean {
  if (mask === undefined) return query.get('includeGridData')?.[0] === 'true';
  const sheets = mask.sheets ?? {};
  return 'data' in sheets || '*' in mask || ('sheets' in mask && Object.keys(sheets).length === 0);
}

function renderingIn(call: Call) {
  return renderingOf({
    value: first(call, 'valueRenderOption'),
    dateTime: first(call, 'dateTimeRenderOption'),
    dimension: first(call, 'majorDimension'),
  });
}

/** How the written values are to be shown in the answer; undefined where they are not wanted. */
function wantedAnswer(call: Call) {
  if (first(call, 'includeValuesInResponse') !== 'true') return undefined;
  return renderingOf({
    value: first(call, 'responseValueRenderOption'),
    dateTime: first(call, 'responseDateTimeRenderOption'),
  });
}

function first({ query }: Call, name: string): string | undefined {
  return query.get(name)?.[0];
}
