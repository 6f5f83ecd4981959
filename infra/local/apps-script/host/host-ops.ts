import { DateTime } from 'luxon';
import type { Workbook } from '../../workbook/workbook-types';
import type { Execution } from '../execution';
import { mustReachSpreadsheet } from './authority';
import { cellOps } from './cell-ops';
import { protectionOps } from './protection-ops';
import { type ScriptHost, scriptOps } from './script-ops';
import { sheetOps } from './sheet-ops';

export type Host = ScriptHost & { workbook: Workbook; ownerEmail: string };

function spreadsheetOps({ workbook, ownerEmail, now }: Host, execution: Execution) {
  return {
    ...sheetOps(workbook, execution, ownerEmail),
    ...cellOps(workbook, execution, () => DateTime.fromJSDate(now(), { zone: workbook.timeZone }).year),
    ...protectionOps(workbook, execution, ownerEmail),
  };
}

type Ops = ReturnType<typeof spreadsheetOps> & ReturnType<typeof scriptOps>;

/** Asks the main thread for one of its operations and waits for the answer. */
export type Call = <K extends keyof Ops>(op: K, ...args: Parameters<Ops[K]>) => Awaited<ReturnType<Ops[K]>>;

/** Answers an execution's calls by name, counting those that touch the workbook. `ended` stops what still waits. */
export function answering(host: Host, execution: Execution, ended: AbortSignal) {
  const spreadsheet = new Map<string, unknown>(Object.entries(spreadsheetOps(host, execution)));
  const script = new Map<string, unknown>(Object.entries(scriptOps(host, execution, ended)));
  return async (op: string, args: readonly unknown[]): Promise<unknown> => {
    const operation = spreadsheet.get(op) ?? script.get(op);
    if (typeof operation !== 'function') throw new Error(`The workbench has no operation ${op}`);
    if (spreadsheet.has(op)) {
      mustReachSpreadsheet(execution, host.manifest);
      execution.calls += 1;
    }
    return operation(...args);
  };
}
