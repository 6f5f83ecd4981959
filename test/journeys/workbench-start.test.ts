import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { nodeOnly } from '../support/node-only';
import { workbenchClient } from '../support/workbench-client';
import {
  runWorkbench,
  startWorkbenchProcess,
  type WorkbenchCommand,
  type WorkbenchProcess,
} from '../support/workbench-process';

jest.setTimeout(180_000);
const bare = nodeOnly();
afterAll(bare.remove);

const lines = (command: WorkbenchCommand) =>
  command
    .output()
    .split('\n')
    .filter((line) => line.trim() !== '');

describe('npm start where the port is taken', () => {
  const sentence = /^ {2}The port is taken: .*--port \d+$/;

  it('by another program says so in one sentence and ends with 1', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const command = runWorkbench({ args: ['--port', port] });
    expect(await command.ended).toBe(1);
    expect(lines(command)).toEqual([expect.stringMatching(sentence)]);
    expect(await command.leftBehind()).toEqual([]);
    taken.close();
  });

  it('by a workbench that runs already says the same, and leaves that one running', async () => {
    const first = await startWorkbenchProcess({ env: bare.env });
    const second = runWorkbench({ args: ['--port', new URL(first.url).port], env: bare.env });
    expect(await second.ended).toBe(1);
    expect(lines(second)).toEqual([expect.stringMatching(sentence)]);
    expect(await second.leftBehind()).toEqual([]);
    expect((await fetch(`${first.url}/api/workbench`)).status).toBe(200);
    await first.stop();
    expect(await first.leftBehind()).toEqual([]);
  });

  it.each(['-1', '70000', 'abc', '86.5'])('refuses the port %s in one sentence', async (port) => {
    const command = runWorkbench({ args: [`--port=${port}`], env: bare.env });
    expect(await command.ended).toBe(1);
    expect(lines(command)).toEqual([`  --port must be a number up to 65535, not ${port}.`]);
  });

  it('refuses an option that it does not know in one sentence', async () => {
    const command = runWorkbench({ args: ['--kepp'], env: bare.env });
    expect(await command.ended).toBe(1);
    expect(lines(command)).toEqual([expect.stringContaining('--kepp')]);
  });
});

describe('npm start without the Firestore emulator', () => {
  let workbench: WorkbenchProcess;
  afterAll(() => workbench?.stop());

  it('keeps the records in memory, and says so and why', async () => {
    workbench = await startWorkbenchProcess({ env: bare.env });
    expect(lines(workbench).find((line) => line.includes('Firestore:'))).toMatch(
      /^ {2}Firestore: in memory\. The Firestore emulator is not installed: /,
    );
    expect(await workbenchClient(workbench.url).about()).toMatchObject({
      status: { firestore: 'memory' },
      now: expect.stringMatching(/^2026-03-16T01:0/),
    });
  });
});

describe('a workbench that is told to end', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('by %s ends with 0 and leaves nothing running', async (signal) => {
    const workbench = await startWorkbenchProcess();
    expect(workbench.running().length).toBeGreaterThan(2);
    workbench.process.kill(signal);
    expect(await workbench.ended).toBe(0);
    expect(await workbench.leftBehind()).toEqual([]);
    expect(lines(workbench).at(-1)).toBe('  Stopping …');
  });

  it('twice, as by an impatient Ctrl-C, still ends cleanly', async () => {
    const workbench = await startWorkbenchProcess({ env: bare.env });
    workbench.process.kill('SIGINT');
    workbench.process.kill('SIGINT');
    await wait(20);
    workbench.process.kill('SIGINT');
    expect(await workbench.ended).toBe(0);
    expect(lines(workbench).at(-1)).toBe('  Stopping …');
  });

  it.each([150, 700, 1500, 2500, 3500])(
    '%i ms after its start, whatever it is at, leaves nothing running',
    async (ms) => {
      const command = runWorkbench({});
      await wait(ms);
      command.process.kill(ms % 1000 === 500 ? 'SIGINT' : 'SIGTERM');
      expect([0, 'SIGINT', 'SIGTERM']).toContain(await command.ended);
      expect(await command.leftBehind()).toEqual([]);
      expect(command.output()).not.toMatch(/\bat .*:\d+:\d+|failed|could not/);
    },
  );
});
