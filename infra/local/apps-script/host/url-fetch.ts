export type FetchRequest = {
  url: string;
  method: string;
  headers: Readonly<Record<string, string>>;
  payload: string | undefined;
  followRedirects: boolean;
};
export type FetchResponse = { code: number; headers: Record<string, string | string[]>; text: string };

const LONGEST_URL = 2082;
const LARGEST_BODY = 50 * 1024 * 1024;
const MOST_WAIT_MS = 60_000;

/** Sends one request as UrlFetchApp does. Throws its errors for addresses that don't answer. */
export async function urlFetch(
  request: FetchRequest,
  fetching: typeof fetch,
  ended: AbortSignal,
): Promise<FetchResponse> {
  const { url, method, payload } = request;
  if (url.length > LONGEST_URL) throw new Error(`Limit Exceeded: URLFetch URL Length.`);
  if (!/^https?:\/\/[^/]/i.test(url)) throw new Error(`Invalid argument: ${url}`);
  if (Buffer.byteLength(payload ?? '') > LARGEST_BODY) throw new Error('Limit Exceeded: URLFetch POST Size.');
  const signal = AbortSignal.any([ended, AbortSignal.timeout(MOST_WAIT_MS)]);
  const redirect = request.followRedirects ? 'follow' : 'manual';
  const headers = { ...request.headers };
  const body = payload === undefined ? {} : { body: payload };
  try {
    const response = await fetching(url, { method, headers, redirect, signal, ...body });
    return { code: response.status, headers: headersOf(response), text: await response.text() };
  } catch (error) {
    throw new Error(reasonOf(error, url));
  }
}

/** Names as servers write them (`Retry-After`); fetch would give them in small letters. */
function headersOf(response: Response): Record<string, string | string[]> {
  const named = [...response.headers]
    .filter(([name]) => name !== 'set-cookie')
    .map(([name, value]) => [name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()), value]);
  const cookies = response.headers.getSetCookie();
  return { ...Object.fromEntries(named), ...(cookies.length > 0 ? { 'Set-Cookie': cookies } : {}) };
}

function reasonOf(error: unknown, url: string): string {
  if (isRecord(error) && error.name === 'TimeoutError') return `Timeout: ${url}`;
  const cause = isRecord(error) ? error.cause : undefined;
  const code = isRecord(cause) ? cause.code : undefined;
  return code === 'ENOTFOUND' ? `DNS error: ${url}` : `Address unavailable: ${url}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
