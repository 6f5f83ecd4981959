import type { MessagePort } from 'node:worker_threads';

export type ScriptSource = { code: string; html: Readonly<Record<string, string>>; timeZone: string };

/** What the worker starts with. Its thread sleeps on `flag` until an answer lies in `port`. */
export type WorkerStart = ScriptSource & {
  port: MessagePort;
  flag: Int32Array;
};
export type HostCall = { op: string; args: readonly unknown[] };
export type HostAnswer = { ok: true; value: unknown } | { ok: false; error: string };

/** What a worker says first, when it can take its first job. */
export const READY = 'ready';
