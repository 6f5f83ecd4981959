import type { EditRequest } from '../../functions/src/forms/edit-contract';
import type { NoticesRequest } from '../../functions/src/forms/notices-contract';
import { type Answer, parseEditAnswer, parseErrorAnswer } from './answers';
import { endpoint } from './endpoint';
import { texts } from './texts';

/** `passing`: try again later by itself. `refused`: only when the content changes, or a person submits it again. */
export type Failure = { readonly kind: 'passing' | 'refused'; readonly message: string };
export type Reply<T> = { readonly kind: 'answer'; readonly answer: T } | Failure;

/** Reports edits, as the person or trigger owner that runs this script. */
export function postEdits(request: EditRequest): Reply<readonly Answer[]> {
  const reply = post('edits', request);
  if (reply.kind !== 'answer') return reply;
  const answer = parseEditAnswer(reply.answer);
  return answer ? { kind: 'answer', answer } : { kind: 'passing', message: texts.unreachable() };
}

/** Asks the server to bring the register up to date and to build the summary tabs now. */
export function postRefresh(spreadsheetId: string): Reply<string> {
  return post('refresh', { spreadsheetId });
}

/** What the sidebar asks and does; nothing of it waits in the sheet, so a failure has other words. */
export function postNotices(request: NoticesRequest): Reply<string> {
  return post('notices', request, texts.notDone());
}

function post(
  path: 'edits' | 'refresh' | 'notices',
  body: object,
  failed = texts.unreachable(),
): Reply<string> {
  const base = endpoint();
  if (base === undefined) return { kind: 'passing', message: texts.noEndpoint() };
  let response: GoogleAppsScript.URL_Fetch.HTTPResponse;
  try {
    response = UrlFetchApp.fetch(`${base}/${path}`, {
      method: 'post',
      contentType: 'application/json',
      headers: { Authorization: `Bearer ${ScriptApp.getIdentityToken()}` },
      payload: JSON.stringify(body),
      muteHttpExceptions: true,
    });
  } catch {
    return { kind: 'passing', message: failed };
  }
  const status = response.getResponseCode();
  const text = response.getContentText();
  if (status >= 200 && status < 300) return { kind: 'answer', answer: text };
  const sentence = path === 'notices' && status >= 500 ? undefined : parseErrorAnswer(text);
  return isPassing(status)
    ? { kind: 'passing', message: sentence ?? failed }
    : { kind: 'refused', message: sentence ?? texts.refusedWith(status) };
}

function isPassing(status: number): boolean {
  return status === 401 || status === 408 || status === 429 || status >= 500;
}
