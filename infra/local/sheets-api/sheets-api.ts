import { type Context, Hono } from 'hono';
import type { Workbook } from '../workbook/workbook-types';
import { type ApiMethod, METHODS } from './api-methods';
import { methodAt } from './api-paths';
import { answerMask, project } from './field-mask';
import { createQuota } from './request-quota';
import { invalid, notImplemented, SheetsApiError } from './sheets-api-error';

export type SheetsApi = {
  app: Hono;
  /** Requests that were let in since the start, refused bodies included. */
  counts: () => { reads: number; writes: number };
  /** `listener` runs before each write is carried out; the returned function ends that. */
  beforeWrite: (listener: () => void) => () => void;
};

/** Parameters that every Google API knows. */
const COMMON = ['fields', 'alt', 'prettyPrint', 'key', 'quotaUser'];

/**
 * The Google Sheets REST API v4 for one workbook, refusing what the real service refuses. `accountOf` knows whose
 * bearer token it is; `editors` are the accounts that the spreadsheet is shared with; `now` only drives the
 * quota. Changes are made with the origin `api` and so raise no edit triggers.
 */
export function createSheetsApi(settings: {
  workbook: Workbook;
  accountOf: (token: string) => string | undefined;
  editors: readonly string[];
  /** Never locked out by protections that the API makes. */
  owner?: string;
  now: () => Date;
}): SheetsApi {
  const { workbook, accountOf, editors, owner } = settings;
  const takeQuota = createQuota(settings.now);
  const count = { reads: 0, writes: 0 };
  const listeners = new Set<() => void>();

  const answer = async (context: Context): Promise<unknown> => {
    const url = new URL(context.req.url);
    const { name, spreadsheetId, range } = methodAt(context.req.method, url.pathname);
    const account = accountBehind(context.req.header('authorization'), accountOf);
    const method = METHODS[name];
    if (method === undefined) throw notImplemented(name);
    takeQuota(account, method.kind);
    count[method.kind === 'read' ? 'reads' : 'writes'] += 1;
    const query = checkedQuery(url, method);
    const mask = answerMask(query.get('fields')?.[0], method.answers);
    const body = method.kind === 'write' ? parseJson(await context.req.text()) : undefined;
    if (spreadsheetId !== workbook.id)
      throw new SheetsApiError('NOT_FOUND', 'Requested entity was not found.');
    if (!editors.includes(account)) {
      throw new SheetsApiError('PERMISSION_DENIED', 'The caller does not have permission');
    }
    if (method.kind === 'write') for (const listener of [...listeners]) listener();
    const full = method.run({
      workbook,
      account,
      range,
      query,
      body,
      mask,
      ...(owner !== undefined && { owner }),
    });
    return mask === undefined ? full : project(full, mask);
  };

  const app = new Hono();
  app.all('/v4/*', async (context) => context.json(Object(await answer(context))));
  app.notFound((context) => refusal(context, new SheetsApiError('NOT_FOUND', 'Method not found.')));
  app.onError((error, context) => refusal(context, error));
  return {
    app,
    counts: () => ({ ...count }),
    beforeWrite: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function refusal(context: Context, error: Error): Response {
  const known = error instanceof SheetsApiError ? error : new SheetsApiError('INTERNAL', error.message);
  return context.json(
    { error: { code: known.code, message: known.message, status: known.status } },
    known.code,
  );
}

function accountBehind(header: string | undefined, accountOf: (token: string) => string | undefined): string {
  const token = /^Bearer (\S+)$/i.exec(header ?? '')?.[1];
  const account = token === undefined ? undefined : accountOf(token);
  if (account !== undefined) return account;
  const fault =
    token === undefined
      ? 'Request is missing required authentication credential.'
      : 'Request had invalid authentication credentials.';
  throw new SheetsApiError(
    'UNAUTHENTICATED',
    `${fault} Expected OAuth 2 access token, login cookie or other valid authentication credential. ` +
      'See https://developers.google.com/identity/sign-in/web/devconsole-project.',
  );
}

function checkedQuery(url: URL, method: ApiMethod): Map<string, string[]> {
  const query = new Map<string, string[]>();
  for (const [name, value] of url.searchParams) {
    if (!COMMON.includes(name) && !method.parameters.includes(name)) {
      throw invalid(
        `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. ` +
          `Field '${name}' could not be found in request message.`,
      );
    }
    query.set(name, [...(query.get(name) ?? []), value]);
  }
  return query;
}

/** An empty body is an empty message. */
function parseJson(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('Invalid JSON payload received. Unexpected token.');
  }
}
