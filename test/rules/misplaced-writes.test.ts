import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { order } from '../../functions/src/forms/order';
import { headerRows } from '../../functions/src/forms/register-layout';
import { misplacedWrites, placesOf, repaired } from '../../functions/src/rules/misplaced-writes';
import { planRow } from '../../functions/src/rules/sheet-rows';
import {
  answerOf,
  type Cells,
  dueIn,
  type Grid,
  headers,
  ids,
  row,
  sheetOf,
  showing,
} from '../support/register-grid';

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
