import { format, types } from 'node:util';
import type { Parts } from './parts';

type Level = 'info' | 'warning' | 'error';

/** `console` and `Logger`: both end up in the workbench's log. */
export function logging({ strict, call }: Parts) {
  const write =
    (level: Level) =>
    (...args: unknown[]) =>
      call('log', level, format(...args.map(printable)));
  const lines: string[] = [];
  const logger: GoogleAppsScript.Base.Logger = strict<GoogleAppsScript.Base.Logger>('Logger', {
    log: (...args: unknown[]) => {
      const line = format(...args.map(printable));
      lines.push(line);
      call('log', 'info', line);
      return logger;
    },
    getLog: () => lines.join('\n'),
    clear: () => {
      lines.length = 0;
    },
  });
  return {
    Logger: logger,
    console: strict<Pick<Console, 'log' | 'info' | 'warn' | 'error'>>('console', {
      log: write('info'),
      info: write('info'),
      warn: write('warning'),
      error: write('error'),
    }),
  };
}

function printable(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (types.isNativeError(value)) return value.stack ?? value.message;
  return JSON.stringify(value) ?? String(value);
}
