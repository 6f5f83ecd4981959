import type { FetchRequest, FetchResponse } from '../host/url-fetch';
import type { Parts } from './parts';
import { mustOnlyHave } from './range-values';

type HTTPResponse = GoogleAppsScript.URL_Fetch.HTTPResponse;
type Options = GoogleAppsScript.URL_Fetch.URLFetchRequestOptions;
type Listed = GoogleAppsScript.URL_Fetch.URLFetchRequest | string;

const KNOWN = ['method', 'contentType', 'payload', 'headers', 'muteHttpExceptions', 'followRedirects', 'url'];
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** `UrlFetchApp`. Like Google's it throws for answers of 400 and more unless they are muted. */
export function urlFetchApp({ strict, call }: Parts) {
  const responseOf = ({ code, headers, text }: FetchResponse) =>
    strict<HTTPResponse>('HTTPResponse', {
      getResponseCode: () => code,
      getContentText: () => text,
      getHeaders: () => headers,
      getAllHeaders: () => headers,
    });
  const fetchAll = (requests: readonly { url: string; options: Options }[]) => {
    const responses = call(
      'fetchAll',
      requests.map(({ url, options }) => requestOf(url, options)),
    );
    return responses.map((response, at) => {
      const asked = requests[at];
      if (response.code >= 400 && !asked?.options.muteHttpExceptions) {
        throw new Error(
          `Request failed for ${asked?.url} returned code ${response.code}. Truncated server response: ` +
            `${response.text.slice(0, 200)} (use muteHttpExceptions option to examine full response)`,
        );
      }
      return responseOf(response);
    });
  };
  const listed = (request: Listed) =>
    typeof request === 'string' ? { url: request, options: {} } : { url: request.url, options: request };

  return strict<GoogleAppsScript.URL_Fetch.UrlFetchApp>('UrlFetchApp', {
    fetch: (url: string, options: Options = {}) => {
      const [response] = fetchAll([{ url, options }]);
      if (response === undefined) throw new Error(`Unexpected error: ${url}`);
      return response;
    },
    fetchAll: (requests) => fetchAll([...requests].map(listed)),
  });
}

function requestOf(url: string, options: Options): FetchRequest {
  mustOnlyHave(options, KNOWN, 'UrlFetchApp.fetch');
  const method = (options.method ?? 'get').toLowerCase();
  if (!METHODS.includes(method)) throw new Error(`Attribute provided with invalid value: method`);
  const { payload } = options;
  if (payload !== undefined && typeof payload !== 'string' && 'getBytes' in payload) {
    throw new Error('local Apps Script runtime: UrlFetchApp.fetch with a blob is not implemented');
  }
  const text = payload === undefined || typeof payload === 'string' ? payload : formText(payload);
  const type = options.contentType ?? (text === undefined ? undefined : 'application/x-www-form-urlencoded');
  return {
    url,
    method: method.toUpperCase(),
    headers: { ...(type === undefined ? {} : { 'Content-Type': type }), ...options.headers },
    payload: text,
    followRedirects: options.followRedirects ?? true,
  };
}

function formText(fields: { readonly [name: string]: unknown }): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) form.append(name, String(value));
  return form.toString();
}
