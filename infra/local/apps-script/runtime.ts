import { DateTime } from 'luxon';
import type { Workbook } from '../workbook/workbook-types';
import type { AuthMode, Execution, Job, MenuItem, ScriptEvent, SheetRange } from './execution';
import { answering, type Host } from './host/host-ops';
import { createLocks } from './host/locks';
import type { Ui } from './host/script-ops';
import { createScriptStore, type Trigger } from './host/script-store';
import { parseManifest } from './manifest';
import { type Typed, typeInto } from './user-edit';
import { createWorkerPool } from './worker-pool';
import { workerProgram } from './worker-program';
import { startWorkerThread } from './worker-thread';

export type RunResult =
  | { ok: true; value: unknown; calls: number }
  | { ok: false; error: string; calls: number };

/** How a function is run that nobody's edit and no timer has triggered: a menu item, or google.script.run. */
export type RunOptions = {
  user: string;
  authMode?: AuthMode;
  args?: readonly unknown[];
  activeRange?: SheetRange;
};

export type EditResult =
  | { typed: { ok: true }; triggers: Promise<readonly RunResult[]> }
  | { typed: { ok: false; message: string }; triggers: Promise<readonly RunResult[]> };

export type AppsScript = {
  run(functionName: string, options: RunOptions): Promise<RunResult>;
  /**
   * What a person types or pastes. `typed` says whether it is in the sheet, at once; `triggers` ends when onEdit (as the
   * person, LIMITED) and then every installed edit trigger (as its installer) have run, whose results it holds.
   */
  userEdits(
    user: string,
    sheetId: number,
    row: number,
    column: number,
    typed: readonly (readonly string[])[],
  ): EditResult;
  /** Runs every installed time trigger once, as its installer, one after the other. */
  runTimeTriggers(): Promise<readonly RunResult[]>;
  triggers(): readonly Trigger[];
  /** What opening the spreadsheet does; returns the menus that this person then sees. */
  open(user: string): Promise<readonly MenuItem[]>;
  /** Properties and installed triggers, as plain JSON. */
  save(): unknown;
  load(saved: unknown): void;
  close(): Promise<void>;
};

export type AppsScriptParts = Partial<Ui> & {
  code: string;
  /** The project's HTML files by name, without `.html`. */
  html?: Readonly<Record<string, string>>;
  /** `appsscript.json`, parsed. */
  manifest: unknown;
  workbook: Workbook;
  ownerEmail: string;
  identityToken(email: string): Promise<string>;
  /** The business clock, which is what the script's `new Date()` shows. */
  now(): Date;
  fetch?: typeof fetch;
  /** Milliseconds of machine time; Google's are 30 s for simple triggers and 6 minutes for everything else. */
  executionLimits?: { simple: number; other: number };
};

const GOOGLES_LIMITS = { simple: 30_000, other: 360_000 };

type Start = Pick<Execution, 'authMode' | 'effectiveUser' | 'activeUser' | 'window'> & {
  active?: SheetRange;
};

/** The add-on's bundle at work on a workbook, as Apps Script would run it. Throws when the manifest cannot be used. */
export function createAppsScript(parts: AppsScriptParts): AppsScript {
  const { workbook, ownerEmail, executionLimits = GOOGLES_LIMITS } = parts;
  const store = createScriptStore();
  const locks = createLocks();
  const nobody = () => undefined;
  const { onToast = nobody, onAlert = nobody, onSidebar = nobody, onLog = nobody } = parts;
  const host: Host = {
    workbook,
    ownerEmail,
    store,
    locks,
    manifest: parseManifest(parts.manifest),
    ui: { onToast, onAlert, onSidebar, onLog },
    identityToken: parts.identityToken,
    now: parts.now,
    fetch: parts.fetch ?? fetch,
  };
  const source = { code: parts.code, html: parts.html ?? {}, timeZone: host.manifest.timeZone };
  const pool = createWorkerPool(async () => startWorkerThread(await workerProgram(), source));
  let executions = 0;

  const execute = (job: Job, { active, ...start }: Start) => {
    const simple = start.authMode === 'LIMITED';
    return pool.withWorker(simple, async (worker): Promise<RunResult & { menus: readonly MenuItem[] }> => {
      const abort = new AbortController();
      executions += 1;
      const execution: Execution = {
        ...start,
        id: executions,
        ended: abort.signal,
        active: active ?? { sheetId: workbook.sheets()[0]?.id ?? 0, row: 0, column: 0, rows: 1, columns: 1 },
        calls: 0,
        menus: [],
      };
      const limit = simple ? executionLimits.simple : executionLimits.other;
      const outcome = await worker.run(job, answering(host, execution), limit);
      abort.abort();
      locks.releaseAll(execution.id);
      const { calls, menus } = execution;
      if (outcome.ok) {
        return {
          ok: true,
          value: outcome.json === undefined ? undefined : JSON.parse(outcome.json),
          calls,
          menus,
        };
      }
      onLog({ level: 'error', text: `${job.functionName}: ${outcome.stack ?? outcome.error}` });
      return { ok: false, error: outcome.error, calls, menus };
    });
  };
  /** Google tells a script who acts only within the domain of the account that it runs under. */
  const seenBy = (installer: string, user: string) => (domainOf(installer) === domainOf(user) ? user : '');
  const installed = (event: Trigger['event']) =>
    store.triggers().filter((trigger) => trigger.event === event);
  const jobOf = (functionName: string, event: ScriptEvent, ifDefined = false): Job => {
    return { functionName, ifDefined, args: [], event };
  };

  const afterEdit = async (user: string, { at, ...values }: Typed): Promise<RunResult[]> => {
    const simple: Start = {
      authMode: 'LIMITED',
      effectiveUser: user,
      activeUser: '',
      window: user,
      active: at,
    };
    const event = { kind: 'edit', authMode: 'LIMITED', user: '', at, ...values } as const;
    const results: RunResult[] = [await execute(jobOf('onEdit', event, true), simple)];
    for (const { uid: triggerUid, handler, installer } of installed('ON_EDIT')) {
      const activeUser = seenBy(installer, user);
      const told = { ...event, authMode: 'FULL', user: activeUser, triggerUid } as const;
      results.push(
        await execute(jobOf(handler, told), {
          authMode: 'FULL',
          effectiveUser: installer,
          activeUser,
          window: user,
          active: at,
        }),
      );
    }
    return results;
  };

  return {
    run: (functionName, { user, authMode = 'FULL', args = [], activeRange }) =>
      execute(
        { functionName, ifDefined: false, args },
        {
          authMode,
          effectiveUser: user,
          activeUser: user,
          window: user,
          ...(activeRange === undefined ? {} : { active: activeRange }),
        },
      ).then(withoutMenus),
    userEdits: (user, sheetId, row, column, typed) => {
      try {
        const year = DateTime.fromJSDate(host.now(), { zone: workbook.timeZone }).year;
        const stored = typeInto(workbook, user, year, sheetId, row, column, typed);
        return {
          typed: { ok: true },
          triggers: afterEdit(user, stored).then((all) => all.map(withoutMenus)),
        };
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return { typed: { ok: false, message }, triggers: Promise.resolve([]) };
      }
    },
    runTimeTriggers: async () => {
      const results: RunResult[] = [];
      for (const { uid: triggerUid, handler, installer } of installed('CLOCK')) {
        const event = { kind: 'time', authMode: 'FULL', triggerUid, time: host.now().toISOString() } as const;
        const start: Start = {
          authMode: 'FULL',
          effectiveUser: installer,
          activeUser: installer,
          window: undefined,
        };
        results.push(withoutMenus(await execute(jobOf(handler, event), start)));
      }
      return results;
    },
    triggers: store.triggers,
    open: async (user) => {
      const start: Start = { authMode: 'LIMITED', effectiveUser: user, activeUser: '', window: user };
      const simple = await execute(
        jobOf('onOpen', { kind: 'open', authMode: 'LIMITED', user: '' }, true),
        start,
      );
      const menus = [...simple.menus];
      for (const { uid: triggerUid, handler, installer } of installed('ON_OPEN')) {
        const activeUser = seenBy(installer, user);
        const event = { kind: 'open', authMode: 'FULL', user: activeUser, triggerUid } as const;
        const asInstaller: Start = { authMode: 'FULL', effectiveUser: installer, activeUser, window: user };
        menus.push(...(await execute(jobOf(handler, event), asInstaller)).menus);
      }
      return menus;
    },
    save: store.save,
    load: store.load,
    close: pool.close,
  };
}

function withoutMenus({ menus: _, ...result }: RunResult & { menus?: readonly MenuItem[] }): RunResult {
  return result;
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}
