import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Desk, desksSetUp, register } from './desk';

let desks: Awaited<ReturnType<typeof desksSetUp>>;
beforeAll(async () => {
  desks = await desksSetUp();
});

const people = ['a@gendan.example', 'b@gendan.example'] as const;
const fields = ['dealerName', 'salesManager', 'bank'] as const;

type Act =
  | { kind: 'type'; row: number; field: (typeof fields)[number]; by: (typeof people)[number] }
  | { kind: 'sort'; field: (typeof fields)[number] }
  | { kind: 'stop' | 'recover' | 'minute' | 'submit' };

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('type' as const),
      row: fc.integer({ min: 4, max: 6 }),
      field: fc.constantFrom(...fields),
      by: fc.constantFrom(...people),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('sort' as const), field: fc.constantFrom(...fields) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('stop', 'recover', 'minute', 'submit') }),
  },
);

describe('whatever people type, in whatever order, while the server comes and goes', () => {
  it('every text that stands in the register ends up stored, and was sent in the name of who typed it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 12 }), async (acts) => {
        const desk = desks.open();
        try {
          const typedBy = await perform(desk, acts);
          desk.server.recover();
          await desk.minute();
          expect(storedTexts(desk)).toEqual(textsInRegister(desk));
          for (const { email, body } of desk.server.received)
            for (const { cells, editedBy = email } of body.rows)
              for (const text of Object.values(cells))
                if (typedBy.has(String(text))) expect(editedBy).toBe(typedBy.get(String(text)));
        } finally {
          await desk.close();
        }
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});

/** Every text is typed once only, so that it says who typed it. */
async function perform(desk: Desk, acts: readonly Act[]): Promise<Map<string, string>> {
  const typedBy = new Map<string, string>();
  for (const [at, step] of acts.entries()) {
    desk.wind(20);
    if (step.kind === 'type') {
      typedBy.set(`字${at}`, step.by);
      await desk.type(step.row, step.field, `字${at}`, step.by);
    } else if (step.kind === 'sort') {
      const id = desk.idOf(register);
      const { rows, columns } = desk.workbook.dataSize(id);
      const range = { row: 4, column: 0, rows: rows - 4, columns };
      const user = { by: 'user', email: people[0] } as const;
      if (rows > 4) desk.workbook.sort(id, range, desk.columnOf(step.field), true, user);
    } else if (step.kind === 'stop') desk.server.stop();
    else if (step.kind === 'recover') desk.server.recover();
    else if (step.kind === 'minute') await desk.minute();
    else await desk.menu('submit', people[0]);
  }
  return typedBy;
}

function textsInRegister(desk: Desk): string[] {
  const { rows } = desk.workbook.dataSize(desk.idOf(register));
  return Array.from({ length: Math.max(0, rows - 4) }, (_, at) =>
    fields.map((field) => desk.value(4 + at, field)),
  )
    .flat()
    .filter((value) => value !== null)
    .map(String)
    .sort();
}

function storedTexts(desk: Desk): string[] {
  return [...desk.server.records.values()]
    .flatMap(({ cells }) => fields.map((field) => cells[field]))
    .filter((value) => value !== undefined)
    .map(String)
    .sort();
}
