import type { GridRange } from '../workbook/workbook-types';

export type AuthMode = 'FULL' | 'LIMITED';
export type SheetRange = { sheetId: number } & GridRange;

/** One run of one function. Apps Script keeps nothing of it in memory when it has ended. */
export type Execution = {
  readonly id: number;
  readonly authMode: AuthMode;
  /** Whose authority it has: for an installed trigger its installer, else the person who acts. */
  readonly effectiveUser: string;
  /** Who acts, as far as Google tells; '' where it does not. */
  readonly activeUser: string;
  /** Whose window alerts and sidebars appear in; undefined where there is none (time triggers). */
  readonly window: string | undefined;
  active: SheetRange;
  /** Calls that touched the workbook. */
  calls: number;
  readonly menus: Menu[];
};

export type MenuItem =
  | { label: string; functionName: string }
  | { label: string; items: readonly MenuItem[] }
  | { separator: true };
export type Menu = Extract<MenuItem, { items: unknown }>;

/** What the function gets as its event, before it is made of the objects of its own realm. */
export type ScriptEvent =
  | {
      kind: 'edit';
      authMode: AuthMode;
      user: string;
      triggerUid?: string;
      at: SheetRange;
      value?: string;
      oldValue?: string;
    }
  | { kind: 'open'; authMode: AuthMode; user: string; triggerUid?: string }
  | { kind: 'time'; authMode: AuthMode; triggerUid: string; time: string };

/** What a worker is asked to run. `ifDefined`: simple triggers, which a script need not have. */
export type Job = {
  functionName: string;
  ifDefined: boolean;
  args: readonly unknown[];
  event?: ScriptEvent;
};

/** How it ended. The value is JSON, undefined for none. */
export type Outcome = { ok: true; json: string | undefined } | { ok: false; error: string; stack?: string };
