export type ErrorStatus =
  | 'INVALID_ARGUMENT'
  | 'UNAUTHENTICATED'
  | 'PERMISSION_DENIED'
  | 'NOT_FOUND'
  | 'RESOURCE_EXHAUSTED'
  | 'UNIMPLEMENTED'
  | 'INTERNAL';

const CODES: Record<ErrorStatus, 400 | 401 | 403 | 404 | 429 | 500 | 501> = {
  INVALID_ARGUMENT: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  RESOURCE_EXHAUSTED: 429,
  INTERNAL: 500,
  UNIMPLEMENTED: 501,
};

/** A refusal as the Sheets API gives it; 501 is the stand-in's own, for what it does not do. */
export class SheetsApiError extends Error {
  constructor(
    readonly status: ErrorStatus,
    message: string,
  ) {
    super(message);
  }

  get code() {
    return CODES[this.status];
  }
}

export function invalid(message: string): SheetsApiError {
  return new SheetsApiError('INVALID_ARGUMENT', message);
}

export function notImplemented(what: string): SheetsApiError {
  return new SheetsApiError('UNIMPLEMENTED', `local Sheets stand-in: ${what} is not implemented`);
}

/**
 * The fault with the place of what was refused put before it. The workbook refuses with a RangeError, which becomes a
 * 400; whatever is no refusal of the request stays as it is.
 */
export function placed(place: string, error: unknown): unknown {
  const refused =
    error instanceof SheetsApiError ? error.status === 'INVALID_ARGUMENT' : error instanceof RangeError;
  return refused && error instanceof Error ? invalid(`${place}: ${error.message}`) : error;
}
