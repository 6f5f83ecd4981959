import type { EditAnswer, Inbox, MenuItem, RunAnswer, Snapshot, TypedBlock, Workbench } from '../../web/wire';

type Done = { ok: true } | { ok: false; message: string };
export type RowsAction =
  | { action: 'insert'; sheetId: number; before: number; count: number }
  | { action: 'delete'; sheetId: number; from: number; count: number }
  | { action: 'sort'; sheetId: number; column: number; ascending: boolean };
export type SelectedRange = { sheetId: number; row: number; column: number; rows: number; columns: number };

const UNREACHABLE = '连接不上本机的工作台服务,请稍后再试。';

async function get<T>(path: string): Promise<T> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

function post(path: string, body: object): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function refusalOf(response: Response): Promise<string> {
  const body: { error?: unknown } = await response.json().catch(() => ({}));
  return typeof body.error === 'string' ? body.error : `服务拒绝了这次操作(${response.status})。`;
}

async function done(path: string, body: object): Promise<Done> {
  try {
    const response = await post(path, body);
    return response.ok ? await response.json() : { ok: false, message: await refusalOf(response) };
  } catch {
    return { ok: false, message: UNREACHABLE };
  }
}

/** Everything that the page asks of the workbench. */
export const server = {
  workbench: () => get<Workbench>('/api/workbench'),
  workbook: () => get<Snapshot>('/api/workbook'),
  inbox: () => get<Inbox>('/api/inbox'),
  menu: (user: string) => get<MenuItem[]>(`/api/menu?user=${encodeURIComponent(user)}`),
  setClock: (to: string) => done('/api/clock', { to }),
  reply: (from: string, to: string, body: string) => done('/api/replies', { from, to, body }),
  rows: (user: string, action: RowsAction) => done('/api/rows', { user, ...action }),
  /** Rejects when the server can't be reached or fails, so that the edit is sent again; a refusal is an answer. */
  edit: async (user: string, block: TypedBlock): Promise<EditAnswer> => {
    const response = await post('/api/edits', { user, ...block });
    if (response.ok) return response.json();
    if (response.status >= 500) throw new Error(`the server failed with ${response.status}`);
    return { ok: false, message: await refusalOf(response), version: 0 };
  },
  run: async (call: {
    user: string;
    functionName: string;
    args?: unknown[];
    activeRange?: SelectedRange;
  }): Promise<RunAnswer> => {
    try {
      const response = await post('/api/run', call);
      return response.ok ? await response.json() : { ok: false, error: await refusalOf(response) };
    } catch {
      return { ok: false, error: UNREACHABLE };
    }
  },
};
