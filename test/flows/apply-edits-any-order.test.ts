import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CellInput } from '../../functions/src/forms/edit-contract';
import type { Services } from '../../functions/src/ports';
import type { Change } from '../../functions/src/rules/change';
import { recordSchema, type Value } from '../../functions/src/rules/record';
import { sendOne } from '../support/edits';
import { head, stages } from '../support/orders';
import { testServices } from '../support/services';
import { zhang, zhou } from '../support/staff';

const evening = '2026-03-18T10:00:00.000Z';
const record = async (services: Services) =>
  recordSchema.parse((await services.store.get(['records/order~row-1']))[0]?.data);

/** Decide which blanks their stage asks for, so they are typed before those. */
const deciding = ['nature', 'transport', 'adjusted'];
const early = ['received', 'payment', 'classification', 'scheduling', 'invoice', 'shipping'] as const;

/** The cells of an order up to its shipping, each stage's in any order, cut into edits anywhere. */
const splits: fc.Arbitrary<Record<string, CellInput>[]> = fc
  .tuple(
    ...early.map((stage) => {
      const cells = Object.entries(stages[stage].cells);
      const shuffled = fc.shuffledSubarray(cells, { minLength: cells.length });
      return shuffled.map((order) => [
        ...order.filter(([id]) => deciding.includes(id)),
        ...order.filter(([id]) => !deciding.includes(id)),
      ]);
    }),
  )
  .chain((ordered) => {
    const cells = ordered.flat();
    return fc
      .uniqueArray(fc.integer({ min: 1, max: cells.length - 1 }), { maxLength: 8 })
      .map((cuts) => [0, ...cuts.sort((a, b) => a - b), cells.length])
      .map((bounds) =>
        bounds.slice(1).map((end, index) => Object.fromEntries(cells.slice(bounds[index], end))),
      );
  });

describe('the same cells', () => {
  it('give the same record in one edit or in many, in any order that the stages allow', async () => {
    const whole = testServices({ now: evening }).services;
    const cells = Object.assign({}, ...early.map((stage) => stages[stage].cells));
    await sendOne(whole, zhou, { cells });
    const expected = await record(whole);

    await fc.assert(
      fc.asyncProperty(splits, async (edits) => {
        const { services } = testServices({ now: evening });
        let revision = 0;
        for (const cells of edits) {
          const answer = await sendOne(services, zhou, { revision, cells });
          expect(answer).toMatchObject({ outcome: 'saved', problems: [] });
          revision = answer.revision;
        }
        const { revision: _revision, marks: _marks, ...one } = expected;
        const { revision: _other, marks, ...many } = await record(services);
        expect(many).toEqual(one);
        expect(Object.keys(marks).sort()).toEqual(Object.keys(expected.marks).sort());
        expect(await notices(services)).toEqual(await notices(whole));
      }),
      { numRuns: 40 },
    );
  });
});

async function notices(services: Services): Promise<unknown[]> {
  return (await services.store.find({ collection: 'notices', where: [], limit: 100 })).map(
    ({ data }) => data,
  );
}

const texts: Record<string, string[]> = {
  dealerName: ['甲', '乙', '丙'],
  dealerPhone: ['13912345678', '13912345679', '1391'],
  region: ['华南', '华北', ''],
  dealerEmail: ['a@b.example', 'nobody'],
  lines: ['椅子×2', '椅子×3', '椅子'],
  receivedAt: ['3.16 9:00', '3.17 9:00', '3.1'],
};
const typing = fc
  .record({
    revision: fc.integer({ min: 0, max: 12 }),
    who: fc.constantFrom(zhang, zhou),
    ids: fc.subarray(Object.keys(texts), { minLength: 1 }),
    pick: fc.nat(2),
  })
  .map(({ ids, pick, ...rest }) => ({
    ...rest,
    cells: Object.fromEntries(ids.map((id) => [id, texts[id]?.[pick % (texts[id]?.length ?? 1)] || null])),
  }));

describe('edits at the same moment', () => {
  it('never lose a saved cell: the history, read in order, is the record', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(typing, { minLength: 2, maxLength: 10 }), async (all) => {
        const { services } = testServices({ now: evening });
        await sendOne(services, zhang, { cells: head });
        const answers = await Promise.all(
          all.map(({ who, revision, cells }) => sendOne(services, who, { revision, cells })),
        );
        const found = await services.store.find({ collection: 'changes', where: [], limit: 100 });
        const changes = found.map(({ data }) => data as Change).sort((a, b) => a.revision - b.revision);
        const final = await record(services);
        expect(changes.map(({ revision }) => revision)).toEqual(changes.map((_change, index) => index + 1));
        expect(final.revision).toBe(changes.length);

        const replayed: Record<string, Value> = {};
        for (const { from, to } of changes)
          for (const [id, value] of Object.entries(to)) {
            expect(replayed[id] ?? null).toEqual(from[id]);
            if (value === null) delete replayed[id];
            else replayed[id] = value;
          }
        expect(replayed).toEqual(final.values);
        const saved = answers.filter(
          ({ outcome, revision }, index) => outcome === 'saved' && revision > (all[index]?.revision ?? 0),
        );
        for (const { revision } of saved) expect(changes[revision - 1]).toMatchObject({ revision });
        for (const [index, { problems, outcome }] of answers.entries())
          for (const id of Object.keys(all[index]?.cells ?? {}))
            if (problems.some(({ field }) => field === id)) expect(outcome).not.toBe('unchanged');
      }),
      { numRuns: 60 },
    );
  });
});
