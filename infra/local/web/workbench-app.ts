import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import type { Workbook } from '../workbook/workbook-types';
import { changeFeed } from './change-feed';
import { eventStream } from './event-stream';
import { pageFiles } from './page-files';
import {
  type ActiveRange,
  clockRequest,
  editRequest,
  replyRequest,
  rowsRequest,
  runRequest,
} from './requests';
import { changeRows } from './row-changes';
import { onlyOwnPage } from './same-origin';
import type {
  Alert,
  EditAnswer,
  LogLine,
  Mail,
  MenuItem,
  Person,
  RunAnswer,
  Sidebar,
  Sms,
  Status,
  Toast,
} from './wire';
import { nextWorkingMorning } from './working-morning';

type Listen<T> = (listener: (value: T) => void) => () => void;

/** The add-on's script as the page needs it. */
export type PageScript = {
  /**
   * Stores what a person typed, each cell as the text that was typed, and starts the triggers. `typed` says whether it
   * is stored, and if not why (a protected cell, a value that a strict dropdown doesn't offer).
   */
  userEdits(
    user: string,
    sheetId: number,
    row: number,
    column: number,
    typed: string[][],
  ): { typed: { ok: true } | { ok: false; message: string }; triggers: Promise<unknown> };
  run(
    functionName: string,
    call: { user: string; args?: unknown[]; activeRange?: ActiveRange },
  ): Promise<RunAnswer>;
  menu(user: string): Promise<readonly MenuItem[]>;
  onToast: Listen<Toast>;
  onAlert: Listen<Alert>;
  onSidebar: Listen<Sidebar>;
  onLog: Listen<LogLine>;
};

export type WorkbenchParts = {
  workbook: Workbook;
  script: PageScript;
  inbox: {
    /** Oldest first, both ways. */
    sms(): readonly Sms[];
    /** Oldest first. */
    mails(): readonly Mail[];
    /** Answers by SMS as the owner of a phone. Rejects when no answer is possible. */
    reply(from: string, to: string, body: string): Promise<unknown>;
    onChange: Listen<void>;
  };
  /** The business clock. `set` throws when it can't be set to that moment. */
  clock: { now(): Date; set(to: Date): Promise<void>; onChange: Listen<Date> };
  people: () => readonly Person[];
  status: () => Status;
  pageDir: string;
  /** Told when triggers ended in an error that nobody else reports. */
  onFailure: (error: unknown) => void;
};

const MOST_BYTES = 8 * 1024 * 1024;

/** The page and the door through which it reaches the workbook, the script, the inbox and the clock. */
export function createWorkbenchApp(parts: WorkbenchParts): Hono {
  const { workbook, script, inbox, clock } = parts;
  const feed = changeFeed(workbook);
  const app = new Hono();
  app.use(onlyOwnPage);
  app.use(
    bodyLimit({ maxSize: MOST_BYTES, onError: (c) => c.json({ error: 'The request is too large.' }, 413) }),
  );

  app.get('/api/workbench', (c) =>
    c.json({
      title: workbook.title,
      people: parts.people(),
      status: parts.status(),
      now: clock.now().toISOString(),
    }),
  );
  app.get('/api/workbook', (c) => c.json(feed.snapshot()));
  app.get('/api/inbox', (c) => c.json({ sms: inbox.sms(), mails: inbox.mails() }));
  app.get('/api/menu', async (c) => c.json(await script.menu(c.req.query('user') ?? '')));
  app.get('/api/events', (c) =>
    eventStream(c, (send) => {
      send('hello', { version: feed.version() });
      const ends = [
        feed.onMessage((message) => send('change', message)),
        inbox.onChange(() => send('inbox', {})),
        clock.onChange((now) => send('clock', { now: now.toISOString() })),
        script.onToast((toast) => send('toast', toast)),
        script.onAlert((alert) => send('alert', alert)),
        script.onSidebar((sidebar) => send('sidebar', sidebar)),
        script.onLog((line) => send('log', line)),
      ];
      return () => {
        for (const end of ends) end();
      };
    }),
  );

  app.post('/api/edits', async (c) => {
    const edit = await parsed(c, editRequest);
    if (!edit.ok) return edit.refusal;
    const { user, sheetId, row, column, typed } = edit.value;
    const columns = typed[0]?.length ?? 0;
    const outcome = script.userEdits(user, sheetId, row, column, typed);
    if (workbook.sheet(sheetId) !== undefined)
      feed.resend(sheetId, { row, column, rows: typed.length, columns });
    outcome.triggers.catch(parts.onFailure);
    return c.json({ ...outcome.typed, version: feed.version() } satisfies EditAnswer);
  });
  app.post('/api/rows', async (c) => {
    const request = await parsed(c, rowsRequest);
    if (!request.ok) return request.refusal;
    const message = changeRows(workbook, request.value);
    const version = feed.version();
    return c.json(message === undefined ? { ok: true, version } : { ok: false, message, version });
  });
  app.post('/api/run', async (c) => {
    const request = await parsed(c, runRequest);
    if (!request.ok) return request.refusal;
    const { functionName, ...call } = request.value;
    return c.json(await script.run(functionName, call));
  });
  app.post('/api/replies', async (c) => {
    const request = await parsed(c, replyRequest);
    if (!request.ok) return request.refusal;
    const { from, to, body } = request.value;
    return c.json(await done(() => inbox.reply(from, to, body)));
  });
  app.post('/api/clock', async (c) => {
    const request = await parsed(c, clockRequest);
    if (!request.ok) return request.refusal;
    const { to } = request.value;
    const wanted =
      to === 'next-working-morning' ? nextWorkingMorning(clock.now(), workbook.timeZone) : new Date(to);
    return c.json(await done(() => clock.set(wanted)));
  });
  app.all('/api/*', (c) => c.json({ error: 'There is no such address.' }, 404));
  app.get('*', pageFiles(parts.pageDir));
  return app;
}

async function done(work: () => Promise<unknown>): Promise<{ ok: true } | { ok: false; message: string }> {
  try {
    await work();
    return { ok: true };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

async function parsed<T>(
  c: Context,
  schema: z.ZodType<T>,
): Promise<{ ok: true; value: T } | { ok: false; refusal: Response }> {
  const body = await c.req.json<unknown>().catch(() => undefined);
  const result = schema.safeParse(body);
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, refusal: c.json({ error: z.prettifyError(result.error) }, 400) };
}
