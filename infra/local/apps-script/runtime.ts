import { DateTime } from 'luxon';
import type { Workbook } from '../workbook/workbook-types';
import type { AuthMode, MenuItem, SheetRange } from './execution';
import { createExecutions, type ExecutionLimits, type RunResult } from './executions';
import type { Host } from './host/host-ops';
import { createLocks } from './host/locks';
import type { Ui } from './host/script-ops';
import { createScriptStore, type Trigger } from './host/script-store';
import { parseManifest } from './manifest';
import { triggeredRuns } from './triggered-runs';
import { typeInto } from './user-edit';

export type { RunResult };

/** How a function is run that nobody's edit and no timer has triggered: a menu item, or google.script.run. */
type RunOptions = {
  user: string;
  authMode?: AuthMode;
  args?: readonly unknown[];
  activeRange?: SheetRange;
};

type EditResult =
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
  executionLimits?: ExecutionLimits;
};

const GOOGLES_LIMITS = { simple: 30_000, other: 360_000 };
const SILENT: Ui = {
  onToast: () => undefined,
  onAlert: () => undefined,
  onSidebar: () => undefined,
  onLog: () => undefined,
};

/** The add-on's bundle at work on a workbook, as Apps Script would run it. Throws when the manifest cannot be used. */
export function createAppsScript(parts: AppsScriptParts): AppsScript {
  const { workbook, now } = parts;
  const store = createScriptStore();
  const manifest = parseManifest(parts.manifest);
  const host: Host = {
    workbook,
    ownerEmail: parts.ownerEmail,
    store,
    locks: createLocks(),
    manifest,
    ui: { ...SILENT, ...parts },
    identityToken: parts.identityToken,
    now,
    fetch: parts.fetch ?? fetch,
  };
  const source = { code: parts.code, html: parts.html ?? {}, timeZone: manifest.timeZone };
  const executions = createExecutions(host, source, parts.executionLimits ?? GOOGLES_LIMITS);
  const triggered = triggeredRuns(executions, store, now);

  return {
    run: (functionName, { user, authMode = 'FULL', args = [], activeRange }) => {
      const start = { authMode, effectiveUser: user, activeUser: user, window: user };
      const active = activeRange === undefined ? {} : { active: activeRange };
      return executions.execute({ functionName, ifDefined: false, args }, { ...start, ...active });
    },
    userEdits: (user, sheetId, row, column, typed) => {
      try {
        const { year } = DateTime.fromJSDate(now(), { zone: workbook.timeZone });
        const stored = typeInto(workbook, user, year, sheetId, row, column, typed);
        return { typed: { ok: true }, triggers: triggered.afterEdit(user, stored) };
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return { typed: { ok: false, message }, triggers: Promise.resolve([]) };
      }
    },
    runTimeTriggers: triggered.byTheClock,
    triggers: store.triggers,
    open: triggered.afterOpening,
    save: store.save,
    load: store.load,
    close: executions.close,
  };
}
