import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { CLERK, OWNER, scriptOf, valueFrom } from './apps-script-setup';

describe('LockService', () => {
  const code = `
    function add() {
      const lock = LockService.getDocumentLock();
      lock.waitLock(5000);
      const cell = SpreadsheetApp.getActiveSheet().getRange('A1');
      const count = Number(cell.getValue());
      Utilities.sleep(20);
      cell.setValue(count + 1);
    }
    function hold() { LockService.getScriptLock().waitLock(10); console.log('held'); UrlFetchApp.fetch('http://127.0.0.1/'); }
    function tryIt() { const lock = LockService.getScriptLock(); const got = lock.tryLock(20); return [got, lock.hasLock()]; }
    function insist() { LockService.getScriptLock().waitLock(20); }
    function other() { return LockService.getDocumentLock().tryLock(1) && LockService.getUserLock().tryLock(1); }`;

  it('lets one execution at a time through, and is given back when an execution ends', async () => {
    const script = scriptOf(code);
    await Promise.all(Array.from({ length: 6 }, () => script.run('add', { user: OWNER })));
    expect(script.workbook.cell(0, 0, 0).value).toBe(6);
  });

  it('says that it did not get the lock in time', async () => {
    let letGo = () => {};
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let onLog = () => {};
    const held = new Promise<void>((resolve) => {
      onLog = resolve;
    });
    const script = scriptOf(code, { onLog, fetch: () => gate.then(() => new Response('')) });
    await script.run('other', { user: OWNER });
    const holding = script.run('hold', { user: OWNER });
    await held;
    expect(await script.run('tryIt', { user: CLERK })).toMatchObject({ value: [false, false] });
    expect(await script.run('insist', { user: CLERK })).toMatchObject({
      ok: false,
      error: expect.stringContaining('Lock timeout'),
    });
    expect(await script.run('other', { user: CLERK })).toMatchObject({ value: true });
    letGo();
    await holding;
    expect(await script.run('tryIt', { user: CLERK })).toMatchObject({ value: [true, true] });
  });
});

describe('PropertiesService', () => {
  it('keeps text, apart for script, document and user', async () => {
    const value = await valueFrom(`
      const [script, doc] = [PropertiesService.getScriptProperties(), PropertiesService.getDocumentProperties()];
      script.setProperties({ a: 1, b: 'x' }).deleteProperty('b').setProperty('c', true);
      doc.setProperties({ z: '1' });
      doc.setProperties({ y: '2' }, true);
      return [script.getProperties(), script.getProperty('b'), doc.getKeys()];`);
    expect(value).toEqual([{ a: '1', c: 'true' }, null, ['y']]);
  });

  it("has Google's quotas", async () => {
    const set = (value: string) =>
      valueFrom(`PropertiesService.getScriptProperties().setProperty('a', ${value});`);
    await expect(set("'中'.repeat(4000)")).rejects.toThrow('Argument too large: value');
    const fill =
      "for (let i = 0; i < 60; i += 1) PropertiesService.getScriptProperties().setProperty('k' + i, 'x'.repeat(9000));";
    await expect(valueFrom(fill)).rejects.toThrow('exceeded the property storage quota');
  });
});

describe('Utilities', () => {
  it('digests to signed bytes and encodes them', async () => {
    const digest = createHash('sha256').update('跟单').digest('base64');
    const value = await valueFrom(`
      const bytes = Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, '跟单', Utilities.Charset.UTF_8);
      return [bytes.length, Math.min(...bytes) < 0, bytes instanceof Array, Utilities.base64Encode(bytes), Utilities.base64EncodeWebSafe(bytes),
        Utilities.base64Encode('跟单', Utilities.Charset.UTF_8), Utilities.base64DecodeWebSafe(Utilities.base64EncodeWebSafe([-1, 0, 5])),
        Utilities.newBlob('单').getBytes(), /^[0-9a-f-]{36}$/.test(Utilities.getUuid())];`);
    expect(value).toEqual([
      32,
      true,
      true,
      digest,
      digest.replaceAll('+', '-').replaceAll('/', '_'),
      '6Lef5Y2V',
      [-1, 0, 5],
      [-27, -115, -107],
      true,
    ]);
  });

  it.each([
    ["yyyy-MM-dd'T'HH:mm:ssXXX", '2026-03-05T09:07:08+08:00'],
    ['yyyy/M/d H:m', '2026/3/5 9:7'],
    ["M'月'd'日' EEE a hh", '3月5日 Thu AM 09'],
    ['yy Z SSS', '26 +0800 009'],
  ])('formats dates by %s', async (pattern, text) => {
    const date = "new Date('2026-03-05T01:07:08.009Z')";
    expect(
      await valueFrom(`return Utilities.formatDate(${date}, 'Asia/Shanghai', ${JSON.stringify(pattern)});`),
    ).toBe(text);
  });

  it('refuses patterns and zones that it does not know', async () => {
    await expect(valueFrom("Utilities.formatDate(new Date(), 'UTC', 'MMM');")).rejects.toThrow(
      'MMM is not implemented',
    );
    await expect(valueFrom("Utilities.formatDate(new Date(), 'Asia/Nowhere', 'd');")).rejects.toThrow(
      'Asia/Nowhere',
    );
  });
});

describe('what a person at the window sees', () => {
  it('is the menu that onOpen built', async () => {
    const script = scriptOf(`function onOpen(e) {
      const ui = SpreadsheetApp.getUi();
      ui.createMenu('跟单').addItem('提交', 'submit').addSeparator()
        .addSubMenu(ui.createMenu('设置').addItem('安装', 'install')).addToUi();
    }`);
    expect(await script.open(CLERK)).toEqual([
      {
        label: '跟单',
        items: [
          { label: '提交', functionName: 'submit' },
          { separator: true },
          { label: '设置', items: [{ label: '安装', functionName: 'install' }] },
        ],
      },
    ]);
  });

  it('is toasts, alerts that are answered at once, and sidebars', async () => {
    const seen: unknown[] = [];
    const see = (kind: string) => (data: object) => seen.push({ kind, ...data });
    const value = await valueFrom(
      `const ui = SpreadsheetApp.getUi();
       SpreadsheetApp.getActive().toast('已提交', '跟单', 3);
       const answers = [ui.alert('好') === ui.Button.OK, ui.alert('删除', '确定吗?', ui.ButtonSet.YES_NO) === ui.Button.YES];
       ui.showSidebar(HtmlService.createHtmlOutputFromFile('card').setTitle('卡片').setWidth(300));
       return answers;`,
      {
        html: { card: '<p>单</p>' },
        onToast: see('toast'),
        onAlert: see('alert'),
        onSidebar: see('sidebar'),
      },
    );
    expect(value).toEqual([true, true]);
    expect(seen).toEqual([
      { kind: 'toast', user: OWNER, message: '已提交', title: '跟单' },
      { kind: 'alert', user: OWNER, message: '好' },
      { kind: 'alert', user: OWNER, title: '删除', message: '确定吗?' },
      { kind: 'sidebar', user: OWNER, title: '卡片', html: '<p>单</p>' },
    ]);
    await expect(valueFrom("HtmlService.createHtmlOutputFromFile('none')")).rejects.toThrow(
      'No HTML file named none',
    );
  });

  it('is selected for the script', async () => {
    const script = scriptOf('function main() { return SpreadsheetApp.getActiveRange().getA1Notation(); }');
    const activeRange = { sheetId: 0, row: 4, column: 1, rows: 2, columns: 1 };
    expect(await script.run('main', { user: CLERK, activeRange })).toMatchObject({ value: 'B5:B6' });
  });
});
