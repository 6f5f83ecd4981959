import { setTimeout as wait } from 'node:timers/promises';

/** What production's schedule and triggers call, by name. */
export type Jobs = {
  readonly sweep: () => Promise<unknown>;
  readonly deliver: () => Promise<unknown>;
  readonly bounces: () => Promise<unknown>;
  readonly sync: () => Promise<unknown>;
  readonly summaries: () => Promise<unknown>;
  readonly timers: () => Promise<unknown>;
};

/**
 * Milliseconds of a tick; all others in ticks. While something changes all the time, a run of the sheet sync costs two
 * reads of the sheet and one of the summaries one: 42 of the 60 that Google allows in a minute.
 */
const pace = { tick: 1000, bounces: 3, sync: 4, summaries: 5, timers: 15 } as const;

/**
 * Runs the jobs again and again, each at its own pace and never two of the same at once; a failure is told and the
 * next run goes on. In production the pace is a minute.
 */
export function startSchedule({
  jobs,
  onFailure,
}: {
  jobs: Jobs;
  onFailure: (job: string, error: unknown) => void;
}) {
  const stopping = new AbortController();
  const under = new Map<keyof Jobs, Promise<void>>();

  const run = (name: keyof Jobs): Promise<void> => {
    const earlier = under.get(name);
    const next = (earlier ?? Promise.resolve()).then(async () => {
      try {
        await jobs[name]();
      } catch (error) {
        if (!stopping.signal.aborted) onFailure(name, error);
      }
    });
    under.set(name, next);
    return next;
  };
  const idle = (name: keyof Jobs): Promise<void> | undefined => (waiting.has(name) ? undefined : once(name));
  const waiting = new Set<keyof Jobs>();
  const once = (name: keyof Jobs): Promise<void> => {
    waiting.add(name);
    return run(name).finally(() => waiting.delete(name));
  };

  const loop = async (): Promise<void> => {
    for (let tick = 1; !stopping.signal.aborted; tick++) {
      await wait(pace.tick, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      void idle('sweep');
      void idle('deliver');
      if (tick % pace.bounces === 0) void idle('bounces');
      if (tick % pace.sync === 0) void idle('sync');
      if (tick % pace.summaries === 0) void idle('summaries');
      if (tick % pace.timers === 0) void idle('timers');
    }
  };
  const looping = loop();

  return {
    /** Delivers now, without being waited for. */
    wake: () => void idle('deliver'),
    /** These jobs once, one after the other, waited for. */
    run: async (...names: readonly (keyof Jobs)[]): Promise<void> => {
      for (const name of names) await run(name);
    },
    /** Every job once, in the order of its consequences, waited for. */
    runAll: async () => {
      for (const name of ['timers', 'sweep', 'deliver', 'bounces', 'sync', 'summaries', 'timers'] as const)
        await run(name);
    },
    stop: async () => {
      stopping.abort();
      await looping;
      await Promise.all(under.values());
    },
  };
}
