import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

export type FunctionProcess = { readonly url: string; readonly stop: () => Promise<void> };

/** Starts a server in a process of its own, as a container does; it is ready when it answers, which is not waited for. */
export function startProcess(
  script: string,
  port: number,
  env: Readonly<Record<string, string>>,
): FunctionProcess {
  const child: ChildProcess = spawn(process.execPath, [script], {
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      NODE_ENV: 'production',
      METADATA_SERVER_DETECTION: 'none',
      PORT: String(port),
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Asks until it is answered with 200, at most for 20 seconds. */
export async function untilAnswered(ask: () => Promise<Response>): Promise<Response> {
  for (let tries = 0; tries < 4000; tries++) {
    try {
      const answer = await ask();
      if (answer.status === 200) return answer;
      throw new Error(`answered ${answer.status}: ${await answer.text()}`);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
    await wait(5);
  }
  throw new Error('no answer within 20 seconds');
}
