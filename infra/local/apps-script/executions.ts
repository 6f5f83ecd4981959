import type { Execution, Job, Menu, Outcome, SheetRange } from './execution';
import { answering, type Host } from './host/host-ops';
import { createWorkerPool } from './worker-pool';
import { workerProgram } from './worker-program';
import type { ScriptSource } from './worker-protocol';
import { startWorkerThread, type WorkerThread } from './worker-thread';

/** `calls`: how often the function touched the workbook, which costs the most in Apps Script. */
export type RunResult =
  | { ok: true; value: unknown; calls: number }
  | { ok: false; error: string; calls: number };

/** With whose authority, and where, a function starts. */
export type Start = Pick<Execution, 'authMode' | 'effectiveUser' | 'activeUser' | 'window'> & {
  active?: SheetRange;
};

/** Milliseconds of machine time. */
export type ExecutionLimits = { simple: number; other: number };

export type Executions = {
  /** Runs a function and never rejects; menus that it adds go to `menus`. */
  execute(job: Job, start: Start, menus?: Menu[]): Promise<RunResult>;
  close(): Promise<void>;
};

export function createExecutions(host: Host, source: ScriptSource, limits: ExecutionLimits): Executions {
  const pool = createWorkerPool(async () => startWorkerThread(await workerProgram(), source));
  let count = 0;

  const runIn = async (worker: WorkerThread, job: Job, execution: Execution): Promise<Outcome> => {
    const abort = new AbortController();
    const limit = execution.authMode === 'LIMITED' ? limits.simple : limits.other;
    const outcome = await worker.run(job, answering(host, execution, abort.signal), limit);
    abort.abort();
    host.locks.releaseAll(execution.id);
    return outcome;
  };

  return {
    execute: async (job, { active, ...start }, menus = []) => {
      count += 1;
      const firstCell = {
        sheetId: host.workbook.sheets()[0]?.id ?? 0,
        row: 0,
        column: 0,
        rows: 1,
        columns: 1,
      };
      const execution: Execution = { ...start, id: count, active: active ?? firstCell, calls: 0, menus };
      const outcome = await pool
        .withWorker(start.authMode === 'LIMITED', (worker) => runIn(worker, job, execution))
        .catch((error: unknown): Outcome => ({ ok: false, error: String(error) }));
      const { calls } = execution;
      if (outcome.ok) {
        return { ok: true, value: outcome.json === undefined ? undefined : JSON.parse(outcome.json), calls };
      }
      host.ui.onLog({ level: 'error', text: `${job.functionName}: ${outcome.stack ?? outcome.error}` });
      return { ok: false, error: outcome.error, calls };
    },
    close: pool.close,
  };
}
