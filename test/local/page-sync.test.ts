import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pastedBlock } from '../../infra/local/page/grid/pasted-block';
import { createEditQueue } from '../../infra/local/page/sync/edit-queue';
import { createMirror, placeOf } from '../../infra/local/page/sync/mirror';
import { blockContent, sheetContent } from '../../infra/local/web/sheet-content';
import type { EditAnswer, TypedBlock } from '../../infra/local/web/wire';
import { registerWorkbook } from './page-register';

describe('pasted text', () => {
  it.each([
    ['one cell', 'a', 1, 1, [['a']]],
    [
      'one cell into a selection fills it',
      'a',
      2,
      2,
      [
        ['a', 'a'],
        ['a', 'a'],
      ],
    ],
    ['the line end that spreadsheets put last', 'a\tb\r\n', 1, 1, [['a', 'b']]],
    [
      'short rows',
      'a\tb\nc',
      1,
      1,
      [
        ['a', 'b'],
        ['c', ''],
      ],
    ],
    [
      'blank cells',
      '\t\n\t',
      1,
      1,
      [
        ['', ''],
        ['', ''],
      ],
    ],
    ['quotes around a line end', '"a\nb"\tc', 1, 1, [['a\nb', 'c']]],
    ['doubled quotes', '"say ""hi"""\tc', 1, 1, [['say "hi"', 'c']]],
    ['a quote that encloses no cell', '5" pipe\tc', 1, 1, [['5" pipe', 'c']]],
    ['text in quotes that goes on', '"a" b', 1, 1, [['"a" b']]],
  ])('%s', (_, text, rows, columns, expected) => {
    expect(pastedBlock(text, rows, columns)).toEqual(expected);
  });

  it('comes back as it was copied, whatever is in the cells', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '0', '"', '\t', '\n', ' ', '单', "'") });
    const block = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 2, max: 4 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
      );
    const written = (text: string) => (/["\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    fc.assert(
      fc.property(block, (cells) => {
        const text = cells.map((row) => `${row.map(written).join('\t')}\r\n`).join('');
        expect(pastedBlock(text, 1, 1)).toEqual(cells);
      }),
    );
  });
});

describe('the queue of edits', () => {
  const block = (row: number): TypedBlock => ({ sheetId: 1, row, column: 0, typed: [['x']] });
  const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

  function queueTo(send: (row: number) => Promise<EditAnswer>) {
    const released: number[] = [];
    const refused: string[] = [];
    const queue = createEditQueue({
      send: (_, { row }) => send(row),
      onRefused: (message) => refused.push(message),
      onReleased: (_, places) => released.push(...places),
      onChange: () => undefined,
    });
    return { queue, released, refused };
  }

  it('sends one after the other, in the order of typing', async () => {
    const sent: number[] = [];
    let open = 0;
    const { queue } = queueTo(async (row) => {
      open += 1;
      expect(open).toBe(1);
      await turn();
      open -= 1;
      sent.push(row);
      return { ok: true, version: row };
    });
    for (const row of [3, 1, 2]) queue.add('a', block(row));
    while (queue.waiting() > 0) await turn();
    expect(sent).toEqual([3, 1, 2]);
  });

  it('releases a cell when the state after its edit has arrived, not before', async () => {
    const { queue, released } = queueTo(async () => ({ ok: true, version: 7 }));
    queue.add('a', block(2));
    while (queue.waiting() > 0) await turn();
    queue.reached(6);
    expect([released, queue.isPending(1, placeOf(2, 0))]).toEqual([[], true]);
    queue.reached(7);
    expect([released, queue.isPending(1, placeOf(2, 0))]).toEqual([[placeOf(2, 0)], false]);
  });

  it('goes on after a refusal, and sends again what did not get through', async () => {
    let failures = 1;
    const { queue, refused } = queueTo(async (row) => {
      if (row === 2 && failures-- > 0) throw new Error('unreachable');
      return row === 1 ? { ok: false, message: '不行', version: 1 } : { ok: true, version: 2 };
    });
    queue.add('a', block(1));
    queue.add('a', block(2));
    await turn();
    expect([refused, queue.waiting()]).toEqual([['不行'], 1]);
    while (queue.waiting() > 0) await turn();
  });

  it('releases what was answered when a restarted server counts its versions anew', async () => {
    const { queue, released } = queueTo(async () => ({ ok: true, version: 500 }));
    queue.add('a', block(4));
    while (queue.waiting() > 0) await turn();
    queue.restarted(0);
    expect(released).toEqual([placeOf(4, 0)]);
  });
});

describe('the mirror of the workbook', () => {
  const { workbook, sheetId } = registerWorkbook();
  const content = () => workbook.sheets().map((sheet) => sheetContent(workbook, sheet));
  const mirror = createMirror();
  mirror.takeSnapshot({ version: 1, title: '', sheets: content() });

  it('holds every cell as the workbook does', () => {
    for (const { id, rowCount, columnCount } of workbook.sheets()) {
      for (let row = 0; row < rowCount; row += 1) {
        for (let column = 0; column < columnCount; column += 1) {
          const { value, note = '', formula: _, ...look } = workbook.cell(id, row, column);
          expect(mirror.cell(id, placeOf(row, column))).toEqual({ value, note, look });
        }
      }
    }
  });

  it('finds no change in a workbook that did not change', () => {
    const changes = mirror.takeSnapshot({ version: 1, title: '', sheets: content() });
    expect(changes.map(({ places, repaint }) => [places.size, repaint])).toEqual([
      [0, false],
      [0, false],
      [0, false],
    ]);
  });

  it('finds exactly the cells that changed, and ignores what is older', () => {
    workbook.setValues(sheetId, 10, 0, [['新', null]], { by: 'script' });
    const sheet = workbook.sheet(sheetId);
    if (sheet === undefined) throw new Error('no sheet');
    const block = blockContent(workbook, sheet, { row: 9, column: 0, rows: 3, columns: 4 });
    expect(mirror.takeChange({ version: 1, sheets: [], blocks: [block] })).toEqual([]);
    const [change] = mirror.takeChange({ version: 2, sheets: [], blocks: [block] });
    expect([...(change?.places ?? [])]).toEqual([placeOf(10, 0)]);
  });

  it('forgets tabs that are gone', () => {
    const order = workbook
      .sheets()
      .map((sheet) => sheet.id)
      .slice(0, 1);
    mirror.takeChange({ version: 3, order, sheets: [], blocks: [] });
    expect(mirror.order()).toEqual(order);
    expect(mirror.sheet(workbook.sheets()[1]?.id ?? -1)).toBeUndefined();
  });
});
