import { SheetsApiError } from './sheets-api-error';

export type RequestKind = 'read' | 'write';

const PER_MINUTE = 60;
const MINUTE = 60_000;

/**
 * Google's limit of 60 read and 60 write requests per minute for each user of a project, refilled each minute.
 * The returned function counts one request and throws 429 when there is none left. Source: the Sheets API's usage
 * limits; the limit of 300 per project is out of reach here. Who winds the clock on begins a new minute, as would have
 * passed: an afternoon wound through in a minute has the quota of its hours.
 */
export function createQuota(now: () => Date): (account: string, kind: RequestKind) => void {
  const used = new Map<string, { minute: number; count: number }>();
  return (account, kind) => {
    const minute = Math.floor(now().getTime() / MINUTE);
    const key = `${kind} ${account}`;
    const before = used.get(key);
    const count = before?.minute === minute ? before.count : 0;
    if (count >= PER_MINUTE) throw new SheetsApiError('RESOURCE_EXHAUSTED', exhausted(kind));
    used.set(key, { minute, count: count + 1 });
  };
}

function exhausted(kind: RequestKind): string {
  const metric = kind === 'read' ? 'Read requests' : 'Write requests';
  return (
    `Quota exceeded for quota metric '${metric}' and limit '${metric} per minute per user' ` +
    "of service 'sheets.googleapis.com' for consumer 'project_number:0'."
  );
}
