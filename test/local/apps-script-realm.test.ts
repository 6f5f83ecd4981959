import { describe, expect, it } from '@jest/globals';
import { CLERK, newWorkbook, OWNER, scriptOf, valueFrom } from './apps-script-setup';

describe("a script's world", () => {
  it.each([
    'URL',
    'TextEncoder',
    'setTimeout',
    'fetch',
    'structuredClone',
    'crypto',
    'atob',
    'process',
    'require',
  ])('has no %s', async (name) => {
    expect(await valueFrom(`return typeof ${name};`)).toBe('undefined');
  });

  it.each([
    [
      "SpreadsheetApp.getActiveSheet().getRange('A1').setRichTextValue(null)",
      'Range.setRichTextValue is not implemented',
    ],
    ['SpreadsheetApp.getActiveSheet().foo', 'Sheet.foo is not implemented'],
    ['SpreadsheetApp.BorderStyle.WAVY', 'BorderStyle.WAVY is not implemented'],
    ["DriveApp.getFileById('x')", 'DriveApp.getFileById is not implemented'],
    ['SpreadsheetApp.getActiveSheet().name = 1', 'Sheet.name is not implemented'],
    [
      "UrlFetchApp.fetch('http://127.0.0.1', { timeout: 5 })",
      'UrlFetchApp.fetch with timeout is not implemented',
    ],
    ['console.table([1])', 'console.table is not implemented'],
  ])('throws for what nobody has made: %s', async (expression, message) => {
    await expect(valueFrom(expression)).rejects.toThrow(`local Apps Script runtime: ${message}`);
  });

  it('keeps no globals from one execution to the next', async () => {
    const script = scriptOf('var count = 0; function main() { count += 1; return count; }');
    await script.run('main', { user: OWNER });
    expect(await script.run('main', { user: OWNER })).toMatchObject({ ok: true, value: 1 });
  });

  it("throws errors of its own kind, named 'Exception' as Google's are", async () => {
    const value = await valueFrom(`
      try { SpreadsheetApp.getActiveSheet().getRange('A0'); } catch (error) {
        return [error instanceof Error, error.name, error.message];
      }`);
    expect(value).toEqual([true, 'Exception', 'Range not found']);
  });

  it('gets arguments of its own realm', async () => {
    const script = scriptOf(
      'function main(list, object) { return [list instanceof Array, object instanceof Object]; }',
    );
    const result = await script.run('main', { user: OWNER, args: [[1], { a: 1 }] });
    expect(result).toMatchObject({ ok: true, value: [true, true] });
  });

  it('waits for an async function', async () => {
    const script = scriptOf('async function main() { await null; return 7; }');
    expect(await script.run('main', { user: OWNER })).toMatchObject({ ok: true, value: 7 });
  });

  it('says what was thrown, what is missing and what does not parse', async () => {
    const script = scriptOf(
      "function main() { throw new TypeError('bad'); } function other() { throw 'text'; }",
    );
    expect(await script.run('main', { user: OWNER })).toMatchObject({ ok: false, error: 'TypeError: bad' });
    expect(await script.run('other', { user: OWNER })).toMatchObject({ ok: false, error: 'text' });
    expect(await script.run('absent', { user: OWNER })).toMatchObject({
      ok: false,
      error: 'Script function not found: absent',
    });
    expect(await scriptOf('function (').run('main', { user: OWNER })).toMatchObject({
      ok: false,
      error: expect.stringContaining('SyntaxError'),
    });
  });

  it('logs to the workbench', async () => {
    const lines: unknown[] = [];
    await valueFrom("console.warn('late by %s', 3, { a: 1 }); Logger.log('done');", {
      onLog: (line) => lines.push(line),
    });
    expect(lines).toEqual([
      { level: 'warning', text: 'late by 3 {"a":1}' },
      { level: 'info', text: 'done' },
    ]);
  });
});

describe("a script's clock", () => {
  it('shows business time, in the zone of the manifest whatever zone this machine has', async () => {
    const value = await valueFrom(`
      const now = new Date();
      return [
        now.toISOString(), Date.now(), now.getHours(), now.getTimezoneOffset(), String(now),
        new Date(2026, 0, 31, 8).toISOString(), new Date('2026-03-15').toISOString(),
        new Date('2026-03-15T08:00').toISOString(), new Date('2026/3/15').toISOString(),
        new Date('2026-03-15T08:00:00+09:00').toISOString(), new Date(0).getFullYear(),
        now instanceof Date, now.constructor === Date, typeof Date(), new Date(now).getTime() === now.getTime(),
      ];`);
    expect(value).toEqual([
      '2026-03-16T01:00:00.000Z',
      Date.parse('2026-03-16T01:00:00Z'),
      9,
      -480,
      'Mon Mar 16 2026 09:00:00 GMT+0800 (Asia/Shanghai)',
      '2026-01-31T00:00:00.000Z',
      '2026-03-15T00:00:00.000Z',
      '2026-03-15T00:00:00.000Z',
      '2026-03-14T16:00:00.000Z',
      '2026-03-14T23:00:00.000Z',
      1970,
      true,
      true,
      'string',
      true,
    ]);
  });

  it('sets local parts of a date', async () => {
    const value = await valueFrom(`
      const date = new Date('2026-03-16T01:00:00Z');
      date.setHours(0, 30, 0, 0);
      date.setDate(1);
      return [date.toISOString(), new Date('nonsense').toString(), date.toLocaleDateString('zh-CN')];`);
    expect(value).toEqual(['2026-02-28T16:30:00.000Z', 'Invalid Date', '2026/3/1']);
  });
});

describe('a script that takes too long', () => {
  it('is stopped, keeps what it has written, and hinders no later one', async () => {
    const script = scriptOf(
      `function main() { SpreadsheetApp.getActiveSheet().getRange('A1').setValue('x'); for (;;) {} }
       function asleep() { Utilities.sleep(60000); }
       function never() { return new Promise(() => {}); }
       function next() { return 'fine'; }`,
      { executionLimits: { simple: 300, other: 300 } },
    );
    const results = await Promise.all([
      script.run('main', { user: OWNER }),
      script.run('asleep', { user: OWNER }),
      script.run('never', { user: OWNER }),
    ]);
    expect(results).toMatchObject([
      { ok: false, error: 'Exceeded maximum execution time' },
      { ok: false, error: 'Exceeded maximum execution time' },
      { ok: false, error: 'Exceeded maximum execution time' },
    ]);
    expect(script.workbook.cell(0, 0, 0).value).toBe('x');
    expect(await script.run('next', { user: CLERK })).toMatchObject({ ok: true, value: 'fine' });
  });
});

describe('a runtime', () => {
  it('survives a rejection that nobody in the script waits for', async () => {
    const script = scriptOf(
      "function main() { Promise.reject(new Error('left')); } function next() { return 'fine'; }",
    );
    await script.run('main', { user: OWNER });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await script.run('next', { user: OWNER })).toMatchObject({ ok: true, value: 'fine' });
  });

  it('answers what is still running, waiting or asked for later when it is closed', async () => {
    const script = scriptOf('function main() { Utilities.sleep(60000); }');
    const running = [1, 2, 3, 4].map(() => script.run('main', { user: OWNER }));
    await script.close();
    for (const result of [...(await Promise.all(running)), await script.run('main', { user: OWNER })]) {
      expect(result).toMatchObject({ ok: false, error: expect.stringMatching(/is closed|was stopped/) });
    }
  });

  it('takes a returned service object for an empty one', async () => {
    expect(await valueFrom('return [SpreadsheetApp.getActiveSheet()];')).toEqual([{}]);
  });
});

describe('a manifest', () => {
  it.each([
    [{ runtimeVersion: 'V8', oauthScopes: [] }, 'timeZone'],
    [{ timeZone: 'Asia/Nowhere', runtimeVersion: 'V8', oauthScopes: [] }, 'no time zone'],
    [{ timeZone: 'Asia/Shanghai', runtimeVersion: 'V8' }, 'oauthScopes'],
    [{ timeZone: 'Asia/Shanghai', runtimeVersion: 'DEPRECATED_ES5', oauthScopes: [] }, 'runtimeVersion'],
  ])('%j is refused', (manifest, message) => {
    expect(() => scriptOf('', { manifest, workbook: newWorkbook() })).toThrow(message);
  });
});
