import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { forms } from '../../functions/src/forms';
import type { Form } from '../../functions/src/forms/form';
import { registerLayout } from '../../functions/src/forms/register-layout';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const pictures = 'dist/shots';

export type WorkbenchPage = Awaited<ReturnType<typeof openWorkbench>>;

/** The workbench in a browser, driven as a person would: choosing who one is, typing into cells, winding the clock. */
export async function openWorkbench(url: string, form: Form | undefined = forms[0]) {
  if (!form) throw new Error('There is no form.');
  const profile = mkdtempSync(join(tmpdir(), 'gendan-journey-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    headless: true,
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    args: flags,
  });
  const page: Page = context.pages()[0] ?? (await context.newPage());
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.setDefaultTimeout(30_000);
  await page.goto(url);
  await page.waitForFunction('window.workbench !== undefined');
  await page.evaluate('workbench.ready');

  const call = <T>(method: string, ...args: readonly string[]): Promise<T> =>
    inTime(
      method,
      page.evaluate<T>(`workbench.${method}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`),
    );
  const until = async (what: string, read: () => Promise<boolean>, withinMs = 30_000): Promise<void> => {
    const end = performance.now() + withinMs;
    while (!(await read())) {
      if (performance.now() > end) throw new Error(`Waited ${withinMs / 1000} s in vain: ${what}`);
      await page.waitForTimeout(50);
    }
  };
  /** The register of a form: cells by field and row, as the sheet counts them, from 1. */
  const register = (of: Form) => {
    const { tab, columns } = registerLayout(of, 'zh-CN');
    const address = (id: string, row: number): string => {
      const column = columns.findIndex((one) => one.id === id);
      if (column < 0) throw new Error(`The register has no column ${id}.`);
      return `${letters(column)}${row}`;
    };
    const text = (id: string, row: number) => call<string>('text', tab, address(id, row));
    return {
      tab,
      address,
      text,
      note: (id: string, row: number) => call<string>('note', tab, address(id, row)),
      background: (id: string, row: number) => call<string>('background', tab, address(id, row)),
      untilText: (id: string, row: number, wanted: string | RegExp) =>
        until(`${id} in row ${row} shows ${String(wanted)}`, async () => {
          const shown = await text(id, row);
          return typeof wanted === 'string' ? shown === wanted : wanted.test(shown);
        }),
      /** Selects the cell and types, as at a keyboard; Chinese comes as an input method delivers it. */
      type: async (id: string, row: number, typed: string): Promise<void> => {
        await call('activate', tab, address(id, row));
        if (/^[\x20-\x7e]+$/.test(typed)) await page.keyboard.type(typed);
        else {
          const keys = await context.newCDPSession(page);
          await keys.send('Input.insertText', { text: typed });
          await keys.detach();
        }
        await page.keyboard.press('Enter');
      },
    };
  };

  return {
    page,
    faults,
    ...register(form),
    register,
    lines: (tab: string) => call<string[]>('lines', tab),
    tabs: () => call<string[]>('tabs'),
    show: (tab: string, a1 = 'A1') => call<void>('activate', tab, a1),
    until,
    be: async (name: string): Promise<void> => {
      const option = page.locator('.person select option', { hasText: name });
      await page.locator('.person select').selectOption((await option.getAttribute('value')) ?? '');
    },
    /** Chooses an item of a menu of the menu bar. */
    choose: async (menu: string, item: string): Promise<void> => {
      await page.locator('.menu-root', { hasText: menu }).last().click();
      await page.locator('.menu.is-open .menu-item', { hasText: item }).first().click();
    },
    wind: async (label: string): Promise<void> => {
      const answered = page.waitForResponse((response) => response.url().includes('/api/clock'), {
        timeout: 60_000,
      });
      await page.getByRole('button', { name: label }).click();
      await answered;
    },
    /** As the clock's input has it: 2026-03-16T22:30, in the business's zone. */
    windTo: async (time: string): Promise<void> => {
      const answered = page.waitForResponse((response) => response.url().includes('/api/clock'), {
        timeout: 60_000,
      });
      await page.locator('input[type="datetime-local"]').fill(time);
      await page.getByRole('button', { name: '拨到' }).click();
      await answered;
    },
    /** The mails that have come to an address, newest first: when, subject and text in one line. */
    mails: async (address: string): Promise<string[]> => {
      await page.locator('.panel-tab', { hasText: '邮箱' }).click();
      const all = await page.locator('.mail-row').allTextContents();
      return all.filter((mail) => mail.startsWith(address)).map((mail) => mail.slice(address.length));
    },
    phone: async (number: string): Promise<string[]> => {
      const chip = page.locator('.phone-numbers .chip', { hasText: number });
      if ((await chip.count()) > 0) await chip.first().click();
      return page.locator('.phone .sms-body').allTextContents();
    },
    picture: async (name: string): Promise<void> => {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${name}.png`) });
    },
    close: async (): Promise<void> => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** A page that is busy for good must be named, not waited for until the test's own limit. */
async function inTime<T>(what: string, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`The page did not answer in 30 s: ${what}`)), 30_000);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}
