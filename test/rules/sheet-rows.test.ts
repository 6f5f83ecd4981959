import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CellInput } from '../../functions/src/forms/edit-contract';
import { order } from '../../functions/src/forms/order';
import { headerRows } from '../../functions/src/forms/register-layout';
import { misplacedWrites, placesOf, repaired } from '../../functions/src/rules/misplaced-writes';
import {
  newLine,
  planRow,
  registerSheet,
  type ShownAnswer,
  type Target,
} from '../../functions/src/rules/sheet-rows';

const ids = ['key', 'saved', 'next', 'due', 'left', 'number', 'bank', 'deliveryNote', 'summary'];
type Cells = Record<string, string | number>;
type Grid = CellInput[][];

const row = (key: string, cells: Cells, revision = 1, more: Cells = {}): CellInput[] =>
  ids.map(
    (id) =>
      ({ key, saved: JSON.stringify({ revision, cells }), next: '', due: '', left: '', ...cells, ...more })[
        id
      ] ?? '',
  );
const headers = (): Grid => Array.from({ length: headerRows.count }, (_, at) => (at === 0 ? [...ids] : []));
const sheetOf = (values: Grid) => {
  const sheet = registerSheet(values.map((line) => [...line]));
  if (!sheet) throw new Error('not a register');
  return sheet;
};
const answerOf = (revision: number, cells: Cells, number = '') => ({
  revision,
  number,
  cells,
  deadlines: [],
  next: null,
});
const showing = { now: new Date('2026-03-17T01:00:00Z'), language: 'zh-CN' } as const;
const plan = (values: Grid, key: string, answer: ShownAnswer) =>
  planRow(order, sheetOf(values), key, answer, showing);

function targetsOf(values: Grid, key: string, answer: ShownAnswer): readonly Target[] {
  const planned = plan(values, key, answer);
  return planned.kind === 'targets' ? planned.targets : [];
}
const written = (targets: readonly Target[]) =>
  Object.fromEntries(
    targets.map(({ column, value }) => [column, column === 'saved' ? JSON.parse(String(value)) : value]),
  );

describe('a row that is saved but does not hold', () => {
  const standing = { text: '未生效', note: '还缺 姓名，补齐后才生效。' };
  const lineOf = (answer: ShownAnswer) =>
    newLine(order, sheetOf([['key', 'saved', 'state']]), 'a', answer, showing);

  it('says so in its state when it is appended, and keeps that for the add-on; every other is 已保存', () => {
    const [, saved, state] = lineOf({ ...answerOf(1, {}), standing });
    expect([state, JSON.parse(String(saved))]).toEqual([
      '未生效',
      { revision: 1, cells: {}, standing: '未生效' },
    ]);
    const [, plain, usual] = lineOf(answerOf(1, {}));
    expect([usual, JSON.parse(String(plain))]).toEqual(['已保存', { revision: 1, cells: {} }]);
  });

  it('has its saved state rewritten when only that changes', () => {
    const grid = [...headers(), row('a', { number: 'DH1' })];
    expect(written(targetsOf(grid, 'a', answerOf(1, {}, 'DH1')))).toEqual({});
    expect(written(targetsOf(grid, 'a', { ...answerOf(1, {}, 'DH1'), standing }))).toEqual({
      saved: { revision: 1, cells: { number: 'DH1' }, standing: '未生效' },
    });
  });
});

describe('what a row is to show', () => {
  it('is only what differs, and the new saved state', () => {
    const grid = [...headers(), row('a', { bank: '工商银行', number: 'DH1' })];
    const targets = targetsOf(grid, 'a', answerOf(2, { bank: '建设银行', summary: '好' }, 'DH1'));
    expect(written(targets)).toEqual({
      bank: '建设银行',
      summary: '好',
      saved: { revision: 2, cells: { bank: '建设银行', summary: '好', number: 'DH1' } },
    });
  });

  it('takes a number and its text for the same, and a text that kept its apostrophe for itself', () => {
    const grid = [...headers(), row('a', { bank: 12, summary: '=A1' }, 1, { bank: '12', summary: "'=A1" })];
    expect(written(targetsOf(grid, 'a', answerOf(2, { bank: 13, summary: '=A1' })))).toEqual({
      bank: 13,
      saved: { revision: 2, cells: { bank: 13, summary: '=A1' } },
    });
  });

  it('is nothing when the row is gone or shows a later revision', () => {
    const grid = [...headers(), row('a', {}, 5)];
    expect(plan(grid, 'b', answerOf(2, {}))).toEqual({ kind: 'gone' });
    expect(plan(grid, 'a', answerOf(4, {}))).toEqual({ kind: 'newer' });
  });

  it('keeps a typed cell as unsent against what was saved before', () => {
    const grid = [...headers(), row('a', { bank: '工商银行' }, 1, { bank: '农业银行' })];
    expect(written(targetsOf(grid, 'a', answerOf(2, { bank: '建设银行', summary: '好' })))).toEqual({
      summary: '好',
      saved: { revision: 1, cells: { bank: '工商银行', summary: '好' } },
    });
  });

  it('leaves out fields that have no column', () => {
    const values = { amount: 5, bank: '工商银行' };
    const targets = targetsOf([...headers(), row('a', {})], 'a', answerOf(2, values));
    expect(written(targets)).toEqual({ bank: '工商银行', saved: { revision: 2, cells: values } });
  });

  it.each([[[]], [[[]]], [[['key']]], [[['saved', 'bank']]], [[[null, 7, 'key']]]])(
    'cannot be told for a tab without the hidden ids: %j',
    (values) => expect(registerSheet(values)).toBeUndefined(),
  );

  it('counts the upper of two rows with one key, and no header row', () => {
    const grid = [...headers(), row('a', { bank: '甲' }), row('a', { bank: '乙' })];
    expect(sheetOf(grid).rows).toEqual(new Map([['a', headerRows.count]]));
  });
});

/** A turn whose time is up in `hours`. */
const dueIn = (hours: number) => {
  const at = (ahead: number) => new Date(showing.now.getTime() + ahead * 3600_000).toISOString();
  const next = { stage: 'payment', role: 'r', person: null, text: '2 货款到帐', dueText: '03-17 12:00' };
  return {
    deadlines: [{ stage: 'payment', dueAt: at(hours), state: hours > 0 ? 'open' : 'late' }],
    next: { ...next, dueAt: at(hours), soonAt: at(hours - 2) },
  } satisfies Partial<ShownAnswer>;
};

describe('the times of a row', () => {
  it('are kept with what is saved, and the time left goes along', () => {
    const answer = { ...answerOf(2, { bank: '建设银行' }), ...dueIn(3) };
    const targets = written(targetsOf([...headers(), row('a', {})], 'a', answer));
    expect(targets).toMatchObject({ next: '2 货款到帐', due: '03-17 12:00', left: '还剩3小时' });
    expect(targets.saved.times).toEqual({
      deadlines: dueIn(3).deadlines,
      next: { stage: 'payment', dueAt: dueIn(3).next.dueAt, soonAt: dueIn(3).next.soonAt },
    });
  });

  it('are written once: what shows them already is left alone, the time left to the add-on', () => {
    const answer = { ...answerOf(2, { bank: '建设银行' }), ...dueIn(3) };
    const grid = [...headers(), row('a', {})];
    const line = grid[headerRows.count] ?? [];
    for (const { column, value } of targetsOf(grid, 'a', answer)) line[ids.indexOf(column)] = value;
    expect(targetsOf(grid, 'a', answer)).toEqual([]);
    line[ids.indexOf('left')] = '还剩2小时59分';
    expect(targetsOf(grid, 'a', answer)).toEqual([]);
    expect(Object.keys(written(targetsOf(grid, 'a', { ...answer, ...dueIn(-1) })))).toEqual([
      'saved',
      'left',
    ]);
  });

  it('are emptied when all is done', () => {
    const answer = { ...answerOf(2, {}), ...dueIn(3) };
    const grid = [...headers(), row('a', {})];
    const line = grid[headerRows.count] ?? [];
    for (const { column, value } of targetsOf(grid, 'a', answer)) line[ids.indexOf(column)] = value;
    expect(written(targetsOf(grid, 'a', answerOf(3, {})))).toEqual({
      next: '',
      due: '',
      left: '',
      saved: { revision: 3, cells: {} },
    });
  });

  it('that somebody has overwritten count as nothing saved: a filled cell is then unsent', () => {
    const broken = JSON.stringify({ revision: 2, cells: {}, times: { deadlines: '明天' } });
    const grid = [...headers(), row('a', { bank: '工商银行' }, 2, { saved: broken })];
    expect(targetsOf(grid, 'a', answerOf(2, { bank: '建设银行' }))).toEqual([]);
  });
});

describe('the line of a record without a row', () => {
  it('shows what a row is brought to show, with its key, each in its column', () => {
    const answer = { ...answerOf(4, { bank: '=A1', summary: '好' }, 'DH1'), ...dueIn(3) };
    const sheet = sheetOf(headers());
    const line = newLine(order, sheet, 'new', answer, showing);
    expect(line).toHaveLength(ids.length);
    expect(line[ids.indexOf('key')]).toBe('new');
    expect(line[ids.indexOf('bank')]).toBe('=A1');
    expect(line[ids.indexOf('deliveryNote')]).toBe('');
    expect(line[ids.indexOf('left')]).toBe('还剩3小时');
    expect(targetsOf([...headers(), [...line]], 'new', answer)).toEqual([]);
  });

  it('leaves cells empty in columns that are nobody’s', () => {
    const [first = []] = headers();
    const grid = [['备注', ...first.toReversed(), null, '再注'], [], [], []];
    const line = newLine(order, sheetOf(grid), 'new', answerOf(1, { bank: '工行' }), showing);
    expect(line[0]).toBe('');
    expect(line[grid[0]?.indexOf('bank') ?? -1]).toBe('工行');
    expect(targetsOf([...grid, [...line]], 'new', answerOf(1, { bank: '工行' }))).toEqual([]);
  });
});

describe('writes that hit other rows', () => {
  /** Values that are alike, so that rows can be mistaken for each other. */
  const text = fc.constantFrom('', '是', '甲', '乙');
  const cells = fc.record({ bank: text, deliveryNote: text, summary: text });
  const world = fc.record({
    rows: fc.array(fc.record({ before: cells, after: fc.option(cells) }), { minLength: 1, maxLength: 7 }),
    /** Where each row goes between reading and writing; some rows are removed, blank ones inserted. */
    order: fc.array(fc.nat(), { minLength: 7, maxLength: 7 }),
    removed: fc.option(fc.nat(6)),
    inserted: fc.option(fc.nat(6)),
    /** Whether it happens before the first or the second write. */
    when: fc.constantFrom(0, 1),
  });

  it('are put right by a second look, whatever was sorted, inserted or removed once', () => {
    fc.assert(
      fc.property(world, ({ rows, order: places, removed, inserted, when }) => {
        const filled = (values: Cells): Cells =>
          Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
        let grid: Grid = [...headers(), ...rows.map(({ before }, at) => row(`k${at}`, filled(before)))];
        const wanted = rows.map(({ before, after }) => ({
          cells: filled(after ?? before),
          changed: after !== null,
        }));
        const disturb = () => {
          const body = grid.slice(headerRows.count).filter((_, at) => at !== removed);
          const sorted = body
            .map((line, at) => ({ line, place: places[at] ?? 0 }))
            .sort((a, b) => a.place - b.place)
            .map(({ line }) => line);
          if (inserted !== null) sorted.splice(inserted, 0, []);
          grid = [...headers(), ...sorted];
        };

        const times = (at: number) => (at % 2 === 0 ? dueIn(at + 1) : {});
        let sheet = sheetOf(grid);
        let mend: ReturnType<typeof misplacedWrites> = { repairs: [], strays: [] };
        for (let write = 0; write < 4; write += 1) {
          const targets = new Map(mend.repairs.map((target) => [`${target.key} ${target.column}`, target]));
          for (const [at, { cells, changed }] of wanted.entries()) {
            const planned =
              changed && planRow(order, sheet, `k${at}`, { ...answerOf(2, cells), ...times(at) }, showing);
            if (planned && planned.kind === 'targets')
              for (const target of planned.targets) targets.set(`${target.key} ${target.column}`, target);
          }
          const list = [...targets.values()];
          if (list.length === 0 && mend.strays.length === 0) break;
          const cellsToWrite = [
            ...placesOf(sheet, list),
            ...mend.strays.map((place) => ({ ...place, value: '' })),
          ];
          if (write === when) disturb();
          for (const { row, column, value } of cellsToWrite) {
            const line = grid[row] ?? [];
            grid[row] = line;
            line[column] = value;
          }
          const after = sheetOf(grid);
          mend = misplacedWrites(sheet, after, list);
          sheet = repaired(after, mend.repairs, mend.strays);
        }

        for (const line of grid.slice(headerRows.count)) {
          const at = Number(String(line[0] ?? '').slice(1));
          if (!line[0]) {
            expect(line.filter((cell) => cell)).toEqual([]);
            continue;
          }
          const { cells, changed } = wanted[at] ?? { cells: {}, changed: false };
          expect(JSON.parse(String(line[1]))).toMatchObject({ revision: changed ? 2 : 1, cells });
          expect(
            filled(
              Object.fromEntries(ids.slice(6).map((id, column) => [id, String(line[column + 6] ?? '')])),
            ),
          ).toEqual(cells);
        }
      }),
      { numRuns: 500 },
    );
  });
});
