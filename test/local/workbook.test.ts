import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createWorkbook, loadWorkbook } from '../../infra/local/workbook/workbook';
import type { Origin, Workbook, WorkbookChange } from '../../infra/local/workbook/workbook-types';

const script: Origin = { by: 'script' };
const newWorkbook = () =>
  createWorkbook({ id: 'book', title: '跟单', timeZone: 'Asia/Shanghai', locale: 'zh_CN' });
const column = (workbook: Workbook, rows: number) =>
  workbook.values(0, { row: 0, column: 0, rows, columns: 1 }).map(([value]) => value);

describe('tabs', () => {
  it('begin with one tab, named as Sheets names it in that language', () => {
    expect(newWorkbook().sheets()).toMatchObject([
      { id: 0, title: '工作表1', rowCount: 1000, columnCount: 26 },
    ]);
  });

  it('refuse a title that is taken, whatever its case, empty or too long', () => {
    const workbook = newWorkbook();
    workbook.addSheet({ title: 'Orders' }, script);
    expect(() => workbook.addSheet({ title: 'orders' }, script)).toThrow('already exists');
    expect(() => workbook.addSheet({ title: '' }, script)).toThrow('1 to 100 characters');
    expect(() => workbook.setSheet(0, { title: 'x'.repeat(101) }, script)).toThrow('1 to 100 characters');
    expect(() => workbook.setSheet(0, { title: '工作表1' }, script)).not.toThrow();
  });

  it('never give the id of a deleted tab to another, and keep the last tab', () => {
    const workbook = newWorkbook();
    const { id } = workbook.addSheet({ title: 'a' }, script);
    workbook.deleteSheet(id, script);
    expect(workbook.addSheet({ title: 'b' }, script).id).not.toBe(id);
    workbook.deleteSheet(0, script);
    expect(() => workbook.deleteSheet(workbook.sheetByTitle('b')?.id ?? -1, script)).toThrow(
      "can't remove all",
    );
  });

  it('can be placed and moved', () => {
    const workbook = newWorkbook();
    workbook.addSheet({ title: 'a', index: 0, id: 77 }, script);
    workbook.addSheet({ title: 'b' }, script);
    workbook.moveSheet(0, 2, script);
    expect(workbook.sheets().map(({ title }) => title)).toEqual(['a', 'b', '工作表1']);
  });

  it('drop the cells outside a grid that is made smaller', () => {
    const workbook = newWorkbook();
    workbook.setValues(0, 9, 0, [['kept'], ['gone']], script);
    workbook.setSheet(0, { rowCount: 10 }, script);
    expect(workbook.dataSize(0)).toEqual({ rows: 10, columns: 1 });
    workbook.setSheet(0, { rowCount: 20 }, script);
    expect(workbook.cell(0, 10, 0)).toEqual({ value: null });
  });
});

describe('cells', () => {
  it('keep text that starts with = as text when stored without interpretation', () => {
    const workbook = newWorkbook();
    workbook.setValues(0, 0, 0, [['=1+1']], script);
    expect(workbook.cell(0, 0, 0)).toEqual({ value: '=1+1' });
    workbook.enter(0, 0, 0, [[{ value: '=1+1', formula: true }]], script);
    expect(workbook.cell(0, 0, 0)).toEqual({ value: '=1+1', formula: true });
    workbook.setValues(0, 0, 0, [['x']], script);
    expect(workbook.cell(0, 0, 0)).toEqual({ value: 'x' });
  });

  it.each([
    ['beyond the last row', 1000, 0],
    ['beyond the last column', 0, 26],
    ['before the first row', -1, 0],
    ['between rows', 0.5, 0],
  ])('are refused %s', (_, row, at) => {
    expect(() => newWorkbook().setValues(0, row, at, [['x']], script)).toThrow('outside the grid');
  });

  it('are refused for ragged rows, unknown tabs, over-long text and numbers that are not finite', () => {
    const workbook = newWorkbook();
    expect(() => workbook.setValues(0, 0, 0, [['a', 'b'], ['c']], script)).toThrow('equally long');
    expect(() => workbook.setValues(5, 0, 0, [['a']], script)).toThrow('no sheet with the id 5');
    expect(() => workbook.setValues(0, 0, 0, [['x'.repeat(50_001)]], script)).toThrow('50000 characters');
    expect(() => workbook.setValues(0, 0, 0, [[Number.NaN]], script)).toThrow('cannot hold NaN');
  });

  it('keep their value when attributes come and go', () => {
    const workbook = newWorkbook();
    workbook.setValues(0, 0, 0, [['x', 'y']], script);
    workbook.setCells(0, { row: 0, column: 0, rows: 1, columns: 2 }, { note: 'n', bold: true }, script);
    workbook.setAttributes(0, 0, 0, 'note', [[undefined, 'm']], script);
    expect(workbook.cell(0, 0, 0)).toEqual({ value: 'x', bold: true });
    expect(workbook.cell(0, 0, 1)).toEqual({ value: 'y', bold: true, note: 'm' });
  });

  it('cannot be changed through what cell() returned', () => {
    const workbook = newWorkbook();
    workbook.setValues(0, 0, 0, [['x']], script);
    workbook.cell(0, 0, 0).value = 'other';
    expect(workbook.cell(0, 0, 0).value).toBe('x');
  });
});

describe('atomically', () => {
  const change = (workbook: Workbook) =>
    fc.oneof(
      fc.tuple(fc.nat(20), fc.string()).map(
        ([row, text]) =>
          () =>
            workbook.setValues(0, row, 0, [[text]], script),
      ),
      fc.nat(20).map((row) => () => workbook.insertRows(0, row, 2, script)),
      fc.nat(20).map((row) => () => workbook.deleteRows(0, row, 1, script)),
      fc.constant(() => workbook.addSheet({ title: `tab ${workbook.sheets().length}` }, script)),
      fc.constant(() =>
        workbook.setCells(0, { row: 0, column: 0, rows: 3, columns: 3 }, { note: 'n' }, script),
      ),
    );

  it('undoes everything, and tells nobody, when the work throws', () => {
    const workbook = newWorkbook();
    workbook.setValues(0, 0, 0, [['x']], script);
    fc.assert(
      fc.property(fc.array(change(workbook)), (changes) => {
        const before = workbook.save();
        const heard: WorkbookChange[] = [];
        const stop = workbook.onChange((heardChange) => heard.push(heardChange));
        expect(() =>
          workbook.atomically(() => {
            for (const make of changes) make();
            throw new Error('halfway');
          }),
        ).toThrow('halfway');
        stop();
        expect(heard).toEqual([]);
        expect(workbook.save()).toEqual(before);
      }),
    );
  });

  it('tells of the changes after the work is done, and undoes only the inner work that failed', () => {
    const workbook = newWorkbook();
    const heard: WorkbookChange[] = [];
    workbook.onChange((heardChange) => heard.push(heardChange));
    const result = workbook.atomically(() => {
      workbook.setValues(0, 0, 0, [['outer']], script);
      expect(() =>
        workbook.atomically(() => {
          workbook.setValues(0, 1, 0, [['inner']], script);
          throw new Error('inner');
        }),
      ).toThrow('inner');
      expect(heard).toEqual([]);
      return 'done';
    });
    expect(result).toBe('done');
    expect(heard).toEqual([
      { kind: 'cells', sheetId: 0, range: { row: 0, column: 0, rows: 1, columns: 1 }, origin: script },
    ]);
    expect(column(workbook, 2)).toEqual(['outer', null]);
  });
});

describe('saving', () => {
  it('gives the same workbook back through JSON', () => {
    const workbook = newWorkbook();
    workbook.enter(
      0,
      3,
      2,
      [
        [
          { value: '=A1', formula: true },
          { value: 1, format: '0%' },
        ],
      ],
      script,
    );
    workbook.addSheet(
      {
        title: '看板',
        hidden: true,
        tabColor: '#ff0000',
        columnWidths: { 2: 50 },
        charts: [{ id: 1, spec: { title: 't' }, position: {} }],
      },
      script,
    );
    const saved: unknown = JSON.parse(JSON.stringify(workbook.save()));
    expect(loadWorkbook(saved).save()).toEqual(workbook.save());
  });

  it.each([
    ['nothing', undefined, 'This is not a saved workbook'],
    ['no tabs', { id: 'a', title: 't', timeZone: 'UTC', locale: 'en_US', sheets: [] }, 'sheets'],
  ])('refuses to load %s', (_, saved, message) => {
    expect(() => loadWorkbook(saved)).toThrow(message);
  });

  it('stays small for a register whose blank cells all have a format', () => {
    const workbook = newWorkbook();
    workbook.setCells(0, { row: 0, column: 0, rows: 1000, columns: 26 }, { format: '@', bold: true }, script);
    expect(JSON.stringify(workbook.save()).length).toBeLessThan(250_000);
    expect(loadWorkbook(workbook.save()).cell(0, 999, 25)).toEqual({ value: null, format: '@', bold: true });
  });

  it.each([
    ['a look that is not there', '[0]]]', '[7]]]', 'does not fit'],
    ['a value that no cell holds', '["x"]', '[["x"]]', 'values of cells are wanted'],
    ['an unknown attribute', '"looks":[{}', '"looks":[{"blink":true}', 'blink'],
  ])('refuses to load %s', (_, part, other, message) => {
    const workbook = newWorkbook();
    workbook.setValues(0, 0, 0, [['x']], script);
    const saved: unknown = JSON.parse(JSON.stringify(workbook.save()).replace(part, other));
    expect(() => loadWorkbook(saved)).toThrow(message);
  });

  it('refuses to load a cell outside its tab', () => {
    const workbook = newWorkbook();
    workbook.setValues(0, 500, 0, [['x']], script);
    const saved = JSON.stringify(workbook.save()).replace('"rowCount":1000', '"rowCount":100');
    expect(() => loadWorkbook(JSON.parse(saved))).toThrow('row 500 of 工作表1 does not fit');
  });
});
