import { SheetsApiError } from './sheets-api-error';

export type MethodPlace = { name: string; spreadsheetId: string; range: string };

const ONE = '^/v4/spreadsheets/([^/:]+)';

/** Every address of the API, so that what it has and the stand-in has not is told from what it has not either. */
const PLACES: readonly (readonly [string, string, string])[] = [
  ['POST', '^/v4/spreadsheets$', 'spreadsheets.create'],
  ['GET', `${ONE}$`, 'spreadsheets.get'],
  ['POST', `${ONE}:batchUpdate$`, 'spreadsheets.batchUpdate'],
  ['POST', `${ONE}:getByDataFilter$`, 'spreadsheets.getByDataFilter'],
  ['GET', `${ONE}/values:batchGet$`, 'values.batchGet'],
  ['POST', `${ONE}/values:batchUpdate$`, 'values.batchUpdate'],
  ['POST', `${ONE}/values:batchClear$`, 'values.batchClear'],
  ['POST', `${ONE}/values:\\w+ByDataFilter$`, 'values by data filter'],
  ['GET', `${ONE}/values/([^/]+)$`, 'values.get'],
  ['PUT', `${ONE}/values/([^/]+)$`, 'values.update'],
  ['POST', `${ONE}/values/([^/]+):append$`, 'values.append'],
  ['POST', `${ONE}/values/([^/]+):clear$`, 'values.clear'],
  ['POST', `${ONE}/sheets/\\d+:copyTo$`, 'sheets.copyTo'],
  ['GET', `${ONE}/developerMetadata/\\d+$`, 'developerMetadata.get'],
  ['POST', `${ONE}/developerMetadata:search$`, 'developerMetadata.search'],
];

/** The method of the API that an address means. Throws 404 when the API has none there. */
export function methodAt(httpMethod: string, path: string): MethodPlace {
  for (const [method, pattern, name] of PLACES) {
    const match = method === httpMethod ? new RegExp(pattern).exec(path) : null;
    if (match !== null) return { name, spreadsheetId: decoded(match[1]), range: decoded(match[2]) };
  }
  throw new SheetsApiError('NOT_FOUND', 'Method not found.');
}

function decoded(part = ''): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new SheetsApiError('INVALID_ARGUMENT', `Invalid address: ${part}`);
  }
}
