import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from '@jest/globals';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { type Bench, createBench, listen } from './page-bench';
import { REGISTER } from './page-register';

const PAGE = path.resolve('dist/local/page');
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export type OpenPage = {
  bench: Bench;
  page: Page;
  context: BrowserContext;
  /** Addresses outside of the workbench that the page asked for. */
  outside: readonly string[];
  ask<T = unknown>(expression: string): Promise<T>;
  /** Calls the driving handle for a cell of the register. */
  cell<T = unknown>(method: 'activate' | 'text' | 'note' | 'background' | 'box', a1: string): Promise<T>;
  typeInto(a1: string, typed: string): Promise<void>;
  paste(a1: string, text: string): Promise<void>;
  sent(): unknown[];
  stopServer(): Promise<void>;
  startServer(): Promise<void>;
  close(): Promise<void>;
};

/** The built page in a browser, over a bench of its own. */
export async function openPage(): Promise<OpenPage> {
  if (!existsSync(path.join(PAGE, 'page.js'))) throw new Error(`Build first: there is no page in ${PAGE}`);
  const profile = mkdtempSync(path.join(os.tmpdir(), 'gendan-page-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    headless: true,
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    args: FLAGS,
  });
  const bench = createBench(PAGE);
  let served = await listen(bench.app);
  const { port, url } = served;
  const outside: string[] = [];
  const page = await context.newPage();
  page.on('request', (request) => {
    const own = [url, 'data:', 'blob:'].some((start) => request.url().startsWith(start));
    if (!own) outside.push(request.url());
  });
  const ask = <T>(expression: string) => page.evaluate<T>(expression);
  const cell = <T>(method: string, a1: string) =>
    ask<T>(`workbench.${method}(${JSON.stringify(REGISTER)}, ${JSON.stringify(a1)})`);
  await page.goto(url);
  await page.waitForFunction('window.workbench !== undefined');
  await ask('workbench.ready');
  return {
    bench,
    page,
    context,
    outside,
    ask,
    cell,
    typeInto: async (a1, typed) => {
      await cell('activate', a1);
      await page.keyboard.type(typed);
      await page.keyboard.press('Enter');
    },
    paste: async (a1, text) => {
      await cell('activate', a1);
      await ask(`(() => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', ${JSON.stringify(text)});
        const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
        document.activeElement.dispatchEvent(event);
      })()`);
    },
    sent: () => bench.typed.map(({ row, column, typed }) => [row, column, typed]),
    stopServer: () => served.close(),
    startServer: async () => {
      served = await listen(bench.app, port);
    },
    close: async () => {
      await context.close();
      await served.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Waits until the value is as expected; fails with what it was last. */
export async function eventually<T>(
  read: () => T | Promise<T>,
  expected: T,
  withinMs = 30_000,
): Promise<void> {
  const end = performance.now() + withinMs;
  let last = await read();
  while (JSON.stringify(last) !== JSON.stringify(expected) && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 25));
    last = await read();
  }
  expect(last).toEqual(expected);
}
