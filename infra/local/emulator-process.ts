import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

export type EmulatorProcess = {
  readonly hasEnded: () => boolean;
  /** The end of what it wrote to stderr, and why it could not be started. */
  readonly lastWords: () => string;
  readonly stop: () => Promise<void>;
};

/**
 * Runs the command until our end of its stdin closes: when `stop` closes it, or when this process ends, were it by SIGKILL.
 * It has a process group of its own, so that Ctrl-C reaches only us and we can save before we stop it.
 */
const untilStdinCloses = '"$@" </dev/null & pid=$!; exec 3<&0; (read -r _ <&3; kill $pid) & wait $pid';
const patience = 5000;

export function startProcess(command: readonly string[]): EmulatorProcess {
  const child = spawn('sh', ['-c', untilStdinCloses, 'sh', ...command], {
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
  });
  let words = '';
  let ended = false;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-1000);
  });
  child.on('error', (error) => {
    words = error.message;
    ended = true;
  });
  child.on('exit', () => {
    ended = true;
    child.stdin.destroy();
  });
  return {
    hasEnded: () => ended,
    lastWords: () => words.trim(),
    stop: async () => {
      if (ended) return;
      const gone = once(child, 'exit');
      child.stdin.destroy();
      await Promise.race([gone, wait(patience, undefined, { ref: false })]);
      if (ended || child.pid === undefined) return;
      process.kill(-child.pid, 'SIGKILL');
      await gone;
    },
  };
}
