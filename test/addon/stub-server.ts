import type {
  EditRequest,
  EditRow,
  Problem,
  RowAnswer,
  StageDeadline,
} from '../../functions/src/forms/edit-contract';

type StoredRow = { revision: number; number: string; cells: Record<string, string | number> };
/** Deadlines as the server would tell them of a record. */
type Times = { deadlines?: StageDeadline[]; dueAt?: string; soonAt?: string; isDone?: boolean };
type Received = { path: string; email: string; body: EditRequest };

/** Answers by the contract, with two rules of its own: a phone is digits, and 3.15 9:30 is written out. */
export function createStubServer() {
  const records = new Map<string, StoredRow>();
  const received: Received[] = [];
  const conflicts = new Map<string, Problem>();
  const meanwhile: (() => void)[] = [];
  let failing: (() => Response) | undefined;
  let numbered = 0;
  let timesOf: (cells: StoredRow['cells']) => Times = () => ({});

  const save = (row: EditRow): RowAnswer => {
    const record = records.get(row.key) ?? { revision: 0, number: '', cells: {} };
    const problems: Problem[] = [];
    const good: [string, string | number | null][] = [];
    if (row.cells.number === '重号') {
      problems.push({ field: 'number', code: 'number-taken', message: '这个编号已经用过了。' });
    } else if (row.editedBy === '') {
      problems.push({ field: '', code: 'editor-unknown', message: '不知道是谁填的，请本人提交。' });
    } else {
      for (const [field, input] of Object.entries(row.cells)) {
        const conflict = conflicts.get(field);
        const value = canonical(field, input);
        if (conflict) problems.push(conflict);
        else if (value === undefined) problems.push({ field, code: 'phone', message: '电话只能是数字。' });
        else good.push([field, value]);
      }
    }
    for (const [field, value] of good) {
      if (field === 'number') record.number = String(value ?? '');
      else if (value === null) delete record.cells[field];
      else record.cells[field] = value;
    }
    if (good.length > 0) {
      record.revision += 1;
      if (record.number === '') record.number = `DH2026-${String(++numbered).padStart(4, '0')}`;
      records.set(row.key, record);
    }
    const outcome = problems.some((problem) => problem.theirs !== undefined)
      ? 'conflict'
      : good.length > 0
        ? 'saved'
        : 'rejected';
    const { deadlines = [], isDone, ...times } = timesOf(record.cells);
    return {
      key: row.key,
      outcome,
      revision: record.revision,
      number: record.number || null,
      cells: { ...record.cells },
      problems,
      deadlines,
      next: isDone
        ? null
        : {
            stage: 'payment',
            role: 'after-sales-clerk',
            person: null,
            text: '货款到帐',
            dueText: '03-16 24:00',
            ...times,
          },
    };
  };

  const answer = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const body: EditRequest = JSON.parse(String(init?.body));
    const token = new Headers(init?.headers).get('authorization') ?? '';
    received.push({ path: new URL(String(input)).pathname, email: token.replace('Bearer token:', ''), body });
    if (failing) return failing();
    const rows = String(input).endsWith('/edits') ? body.rows.map(save) : [];
    for (const act of meanwhile.splice(0)) act();
    return Response.json({ rows });
  };

  return {
    fetch: answer,
    received,
    records,
    conflicts,
    /** From now on answers tell these times of a record. */
    tellTimes: (of: (cells: StoredRow['cells']) => Times) => {
      timesOf = of;
    },
    /** Happens once, after the next request was worked on and before its answer arrives. */
    meanwhile: (act: () => void) => {
      meanwhile.push(act);
    },
    stop: () => {
      failing = () => {
        throw new TypeError('fetch failed');
      };
    },
    failWith: (status: number, body: object | string) => {
      failing = () =>
        typeof body === 'string' ? new Response(body, { status }) : Response.json(body, { status });
    },
    recover: () => {
      failing = undefined;
    },
  };
}

/** Undefined for what is refused. */
function canonical(
  field: string,
  input: string | number | boolean | null,
): string | number | null | undefined {
  if (input === null) return null;
  if (field.endsWith('Phone')) {
    const digits = String(input).replaceAll(' ', '');
    return /^\d+$/.test(digits) ? digits : undefined;
  }
  if (field === 'receivedAt' && input === '3.15 9:30') return '2026-03-15 09:30';
  return typeof input === 'boolean' ? String(input) : input;
}
