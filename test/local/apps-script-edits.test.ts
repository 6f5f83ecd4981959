import { describe, expect, it } from '@jest/globals';
import type { WorkbookChange } from '../../infra/local/workbook/workbook-types';
import { CLERK, GUEST, OWNER, scriptOf } from './apps-script-setup';

const told = `
  function describe(e) {
    return {
      keys: Object.keys(e).sort(), authMode: e.authMode, at: e.range.getA1Notation(), value: e.value,
      oldValue: e.oldValue, user: e.user.getEmail(), active: SpreadsheetApp.getActiveRange().getA1Notation(),
      sheet: e.source.getActiveSheet().getName(),
    };
  }
  function install() { ScriptApp.newTrigger('handleEdit').forSpreadsheet(SpreadsheetApp.getActive()).onEdit().create(); }
  function onEdit(e) { return describe(e); }
  function handleEdit(e) { return { ...describe(e), token: ScriptApp.getIdentityToken(), active: Session.getActiveUser().getEmail() }; }`;

describe('typing into a cell', () => {
  it('runs onEdit as the person and then each installed trigger as its installer', async () => {
    const script = scriptOf(told);
    await script.run('install', { user: OWNER });
    await script.userEdits(CLERK, 0, 1, 2, [['7']]).triggers;
    const edit = script.userEdits(CLERK, 0, 1, 2, [['2026/3/15']]);
    expect(edit.typed).toEqual({ ok: true });
    expect(script.workbook.cell(0, 1, 2)).toEqual({ value: 46096, format: 'yyyy/m/d' });
    expect(await edit.triggers).toMatchObject([
      {
        ok: true,
        value: {
          keys: ['authMode', 'oldValue', 'range', 'source', 'user', 'value'],
          authMode: 'LIMITED',
          at: 'C2',
          value: '46096',
          oldValue: '7',
          user: '',
          active: 'C2',
          sheet: '工作表1',
        },
      },
      {
        ok: true,
        value: { authMode: 'FULL', at: 'C2', user: CLERK, active: CLERK, token: `token of ${OWNER}` },
      },
    ]);
  });

  it('does not tell an installed trigger who types when they are of another domain', async () => {
    const script = scriptOf(told);
    await script.run('install', { user: OWNER });
    const [, installed] = await script.userEdits(GUEST, 0, 0, 0, [['x']]).triggers;
    expect(installed).toMatchObject({ ok: true, value: { user: '', active: '' } });
  });

  it('tells of no values after a paste, and of no new value after clearing', async () => {
    const script = scriptOf(told);
    const pasted = script.userEdits(CLERK, 0, 0, 0, [
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(await pasted.triggers).toMatchObject([
      { value: { keys: ['authMode', 'range', 'source', 'user'], at: 'A1:B2' } },
    ]);
    const cleared = script.userEdits(CLERK, 0, 0, 0, [['']]);
    expect(await cleared.triggers).toMatchObject([
      { value: { keys: ['authMode', 'oldValue', 'range', 'source', 'user'], oldValue: 'a' } },
    ]);
  });

  it('is in the sheet before any trigger has run, as a change by that person', async () => {
    const script = scriptOf('function onEdit(e) { Utilities.sleep(50); }');
    const changes: WorkbookChange[] = [];
    script.workbook.onChange((change) => changes.push(change));
    const edit = script.userEdits(CLERK, 0, 0, 0, [['x']]);
    expect(changes).toMatchObject([{ kind: 'cells', origin: { by: 'user', email: CLERK } }]);
    await edit.triggers;
  });

  it('makes the grid grow under a paste that leaves it', async () => {
    const script = scriptOf('');
    await script.userEdits(CLERK, 0, 999, 25, [
      ['a', 'b'],
      ['c', 'd'],
    ]).triggers;
    expect(script.workbook.sheet(0)).toMatchObject({ rowCount: 1001, columnCount: 27 });
    expect(script.workbook.cell(0, 1000, 26).value).toBe('d');
  });

  it('needs no onEdit', async () => {
    expect(await scriptOf('').userEdits(CLERK, 0, 0, 0, [['x']]).triggers).toEqual([
      { ok: true, value: undefined, calls: 0 },
    ]);
  });

  it('goes on after a trigger that failed', async () => {
    const script = scriptOf(
      `function onEdit() { throw new Error('simple'); }
       function handleEdit() { return 'ran'; }
       function install() { ScriptApp.newTrigger('handleEdit').forSpreadsheet('book').onEdit().create(); }`,
    );
    await script.run('install', { user: OWNER });
    expect(await script.userEdits(CLERK, 0, 0, 0, [['x']]).triggers).toMatchObject([
      { ok: false, error: 'Error: simple' },
      { ok: true, value: 'ran' },
    ]);
  });
});

describe('typing is refused, with nothing stored and no trigger run,', () => {
  const setUp = `function main() {
    const sheet = SpreadsheetApp.getActiveSheet();
    sheet.getRange('A1:A9').protect();
    sheet.getRange('B1:B9').protect().setWarningOnly(true);
    const list = SpreadsheetApp.newDataValidation().requireValueInList(['专车', '零担']);
    sheet.getRange('C1:C9').setDataValidation(list.setAllowInvalid(false).build());
    sheet.getRange('D1:D9').setDataValidation(list.setAllowInvalid(true).build());
    sheet.getRange('E1').setDataValidation(list.setAllowInvalid(false).setHelpText('请选运输方式').build());
  }
  function onEdit() { throw new Error('ran'); }`;

  it.each([
    ['into protected cells', 0, [['x']], '您正在尝试修改受保护的单元格或对象'],
    ['by pasting over protected cells', 0, [['x', 'y']], '您正在尝试修改受保护的单元格或对象'],
    [
      'for a value that a strict dropdown does not offer',
      2,
      [['专车'], ['空运']],
      '您在单元格 C2 中输入的数据违反了',
    ],
    ["with the dropdown's own help text", 4, [['空运']], '请选运输方式'],
  ])('%s', async (_, column, typed, message) => {
    const script = scriptOf(setUp);
    await script.run('main', { user: OWNER });
    const edit = script.userEdits(CLERK, 0, 0, column, typed);
    expect(edit.typed).toEqual({ ok: false, message: expect.stringContaining(message) });
    expect(await edit.triggers).toEqual([]);
    expect(script.workbook.dataSize(0)).toEqual({ rows: 0, columns: 0 });
  });

  it.each([
    ['the owner in protected cells', OWNER, 0, 'x'],
    ['anyone where a protection only warns', CLERK, 1, 'x'],
    ['a value that the dropdown offers', CLERK, 2, '零担'],
    ['nothing at all in a strict dropdown', CLERK, 2, ''],
    ['another value in a dropdown that only warns', CLERK, 3, '空运'],
  ])('but not %s', async (_, user, column, text) => {
    const script = scriptOf(setUp.replace("throw new Error('ran')", ''));
    await script.run('main', { user: OWNER });
    const edit = script.userEdits(user, 0, 0, column, [[text]]);
    expect(edit.typed).toEqual({ ok: true });
    await edit.triggers;
  });

  it('and a sheet that is gone is named', () => {
    expect(scriptOf('').userEdits(CLERK, 9, 0, 0, [['x']]).typed).toMatchObject({ ok: false });
  });
});

describe('installed triggers', () => {
  const code = `
    function install() {
      ScriptApp.newTrigger('sweep').timeBased().everyMinutes(5).create();
      ScriptApp.newTrigger('opened').forSpreadsheet('book').onOpen().create();
    }
    function list() { return ScriptApp.getProjectTriggers().map((one) => [one.getHandlerFunction(), one.getEventType() === ScriptApp.EventType.CLOCK]); }
    function remove() { ScriptApp.getProjectTriggers().forEach((one) => ScriptApp.deleteTrigger(one)); }
    function sweep(e) { return [Session.getEffectiveUser().getEmail(), e.hour, e.timezone, e.triggerUid]; }
    function opened() { SpreadsheetApp.getUi().createMenu('installed').addToUi(); }
    function odd() { ScriptApp.newTrigger('sweep').timeBased().everyMinutes(7).create(); }
    function many() { for (let i = 0; i < 21; i += 1) ScriptApp.newTrigger('sweep').timeBased().everyMinutes(5).create(); }
    function withUi() { SpreadsheetApp.getUi(); }
    function installUi() { ScriptApp.newTrigger('withUi').timeBased().everyMinutes(1).create(); }`;

  it('run by the clock as their installer, without a window', async () => {
    const script = scriptOf(code);
    await script.run('install', { user: OWNER });
    await script.run('installUi', { user: OWNER });
    expect(await script.runTimeTriggers()).toMatchObject([
      { ok: true, value: [OWNER, 1, 'UTC', script.triggers()[0]?.uid] },
      { ok: false, error: 'Exception: Cannot call SpreadsheetApp.getUi() from this context.' },
    ]);
  });

  it('are shown and deleted only by who installed them', async () => {
    const script = scriptOf(code);
    await script.run('install', { user: OWNER });
    expect(await script.run('list', { user: CLERK })).toMatchObject({ value: [] });
    await script.run('remove', { user: CLERK });
    expect(await script.run('list', { user: OWNER })).toMatchObject({
      value: [
        ['sweep', true],
        ['opened', false],
      ],
    });
    await script.run('remove', { user: OWNER });
    expect(script.triggers()).toEqual([]);
  });

  it('are refused at odd intervals and beyond twenty', async () => {
    const script = scriptOf(code);
    expect(await script.run('odd', { user: OWNER })).toMatchObject({
      ok: false,
      error: expect.stringContaining('must be one of 1, 5, 10, 15 or 30'),
    });
    expect(await script.run('many', { user: OWNER })).toMatchObject({
      ok: false,
      error: expect.stringContaining('too many triggers'),
    });
  });

  it('come back from what was saved, with the properties', async () => {
    const script =
      scriptOf(`${code} function put() { PropertiesService.getUserProperties().setProperty('a', 1); }
      function get() { return PropertiesService.getUserProperties().getProperty('a'); }`);
    await script.run('install', { user: OWNER });
    await script.run('put', { user: OWNER });
    const saved: unknown = JSON.parse(JSON.stringify(script.save()));
    const other = scriptOf(
      `${code} function get() { return PropertiesService.getUserProperties().getProperty('a'); }`,
    );
    other.load(saved);
    expect(other.triggers()).toEqual(script.triggers());
    expect(await other.run('get', { user: OWNER })).toMatchObject({ value: '1' });
    expect(await other.run('get', { user: CLERK })).toMatchObject({ value: null });
    expect(() => other.load({ triggers: 1 })).toThrow('This is no saved script');
  });
});
