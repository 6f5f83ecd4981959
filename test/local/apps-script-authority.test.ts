import { describe, expect, it } from '@jest/globals';
import { CLERK, manifestWithout, newWorkbook, OWNER, scriptOf, valueFrom } from './apps-script-setup';

const AUTH = 'https://www.googleapis.com/auth/';

describe('a simple trigger', () => {
  it.each([
    ["UrlFetchApp.fetch('http://127.0.0.1:1')", 'UrlFetchApp.fetch', `${AUTH}script.external_request`],
    ["ScriptApp.newTrigger('x')", 'ScriptApp.newTrigger', `${AUTH}script.scriptapp`],
    ['ScriptApp.getProjectTriggers()', 'ScriptApp.getProjectTriggers', `${AUTH}script.scriptapp`],
    ['ScriptApp.getIdentityToken()', 'ScriptApp.getIdentityToken', `openid && ${AUTH}userinfo.email`],
    ["SpreadsheetApp.openById('book')", 'SpreadsheetApp.openById', `${AUTH}spreadsheets`],
    [
      "SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput(''))",
      'Ui.showSidebar',
      `${AUTH}script.container.ui`,
    ],
  ])('has no permission for %s', async (expression, call, scopes) => {
    const script = scriptOf(`function onEdit() { ${expression}; }`);
    const [result] = await script.userEdits(CLERK, 0, 0, 0, [['x']]).triggers;
    expect(result).toMatchObject({
      ok: false,
      error: `Exception: You do not have permission to call ${call}. Required permissions: ${scopes}`,
    });
  });

  it('may use its spreadsheet, properties and locks, and is not told who types', async () => {
    const script = scriptOf(`function onEdit(e) {
      PropertiesService.getDocumentProperties().setProperty('seen', 'yes');
      LockService.getDocumentLock().waitLock(10);
      e.range.offset(0, 1).setValue('[' + Session.getActiveUser().getEmail() + e.user.getEmail() + ']');
      return e.authMode === ScriptApp.AuthMode.LIMITED;
    }`);
    const [result] = await script.userEdits(CLERK, 0, 0, 0, [['x']]).triggers;
    expect(result).toMatchObject({ ok: true, value: true });
    expect(script.workbook.cell(0, 0, 1).value).toBe('[]');
  });

  it('is stopped after its own, shorter time', async () => {
    const script = scriptOf('function onEdit() { for (;;) {} }', {
      executionLimits: { simple: 200, other: 60_000 },
    });
    const [result] = await script.userEdits(CLERK, 0, 0, 0, [['x']]).triggers;
    expect(result).toMatchObject({ ok: false, error: 'Exceeded maximum execution time' });
  });
});

describe('a service whose scope the manifest does not declare', () => {
  it.each([
    ['script.external_request', "UrlFetchApp.fetch('http://127.0.0.1:1')", 'UrlFetchApp.fetch'],
    ['script.scriptapp', "ScriptApp.newTrigger('x')", 'ScriptApp.newTrigger'],
    ['openid', 'ScriptApp.getIdentityToken()', 'ScriptApp.getIdentityToken'],
    ['userinfo.email', 'Session.getEffectiveUser().getEmail()', 'Session.getEffectiveUser'],
    [
      'script.container.ui',
      "SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput(''))",
      'Ui.showSidebar',
    ],
    [
      'spreadsheets',
      'SpreadsheetApp.getActiveSpreadsheet().getName()',
      'SpreadsheetApp.getActiveSpreadsheet',
    ],
  ])('%s: %s throws', async (scope, expression, call) => {
    const main = valueFrom(expression, { manifest: manifestWithout(scope) });
    await expect(main).rejects.toThrow(`Specified permissions are not sufficient to call ${call}.`);
  });
});

describe('who a script runs as', () => {
  it('is, from a menu, the person who clicked', async () => {
    const script = scriptOf(`function main() {
      return [ScriptApp.getIdentityToken(), Session.getActiveUser().getEmail(), Session.getEffectiveUser().getEmail()];
    }`);
    const result = await script.run('main', { user: CLERK });
    expect(result).toMatchObject({ ok: true, value: [`token of ${CLERK}`, CLERK, CLERK] });
  });

  it('decides which protected cells it may write', async () => {
    const script = scriptOf(`
      function protect() { SpreadsheetApp.getActiveSheet().getRange('A1:A5').protect().setDescription('编号'); }
      function write() { SpreadsheetApp.getActiveSheet().getRange('A5:B5').setValues([['x', 'y']]); }
      function beside() { SpreadsheetApp.getActiveSheet().getRange('B5').setValue('y'); }`);
    await script.run('protect', { user: OWNER });
    expect(await script.run('write', { user: CLERK })).toMatchObject({
      ok: false,
      error: expect.stringContaining('You are trying to edit a protected cell or object.'),
    });
    expect(script.workbook.dataSize(0).rows).toBe(0);
    expect(await script.run('beside', { user: CLERK })).toMatchObject({ ok: true });
    expect(await script.run('write', { user: OWNER })).toMatchObject({ ok: true });
  });
});

describe('protections', () => {
  it('admit their maker, the owner and whoever is added, and never lose the owner', async () => {
    const workbook = newWorkbook();
    const script = scriptOf(
      `function main() {
        const sheet = SpreadsheetApp.getActiveSheet();
        const protection = sheet.getRange('A:A').protect().setDescription('编号');
        protection.removeEditors(protection.getEditors()).addEditor('boss@factory.example');
        if (protection.canDomainEdit()) protection.setDomainEdit(false);
        sheet.protect().setWarningOnly(true);
        return [
          sheet.getProtections(SpreadsheetApp.ProtectionType.RANGE).map((one) => [one.getDescription(), one.getRange().getA1Notation(), one.canEdit()]),
          sheet.getProtections(SpreadsheetApp.ProtectionType.SHEET).length,
          protection.getEditors().map((user) => user.getEmail()),
        ];
      }
      function remove() { SpreadsheetApp.getActiveSheet().getProtections(SpreadsheetApp.ProtectionType.RANGE)[0].remove(); }`,
      { workbook },
    );
    const result = await script.run('main', { user: OWNER });
    expect(result).toMatchObject({
      ok: true,
      value: [[['编号', 'A1:A1000', true]], 1, [OWNER, 'boss@factory.example']],
    });
    expect(await script.run('remove', { user: CLERK })).toMatchObject({
      ok: false,
      error: expect.stringContaining('protected cell or object'),
    });
    expect(workbook.sheet(0)?.protections).toHaveLength(2);
  });
});
