import { describe, expect, it } from '@jest/globals';
import { createMemoryStore } from '../../functions/src/adapters/memory-store';
import type { Services } from '../../functions/src/ports';
import { editRequestSchema } from '../../functions/src/rules/edit-request';
import { edit, send, sendOne } from '../support/edits';
import { head, orderUpTo } from '../support/orders';
import { testServices } from '../support/services';
import { everybody, li, zhang } from '../support/staff';

const evening = '2026-03-18T10:00:00.000Z';
const begin = () => testServices({ now: evening });
const outcomes = (answers: readonly { key: string; outcome: string }[]) =>
  Object.fromEntries(answers.map(({ key, outcome }) => [key, outcome]));

describe('rows of one request', () => {
  it('are taken though the stored record of another one cannot be read', async () => {
    const { services } = begin();
    await services.store.write([{ kind: 'set', path: 'records/order~odd', data: { form: 'order' } }]);
    const answers = await send(
      services,
      zhang,
      edit({ key: 'odd', cells: { dealerName: '甲' } }),
      edit({ key: 'good', cells: { dealerName: '乙' } }),
    );
    expect(outcomes(answers)).toEqual({ odd: 'retry', good: 'saved' });
  });

  it('are taken though the store fails for another one in passing', async () => {
    const { services } = begin();
    const memory = services.store;
    let calls = 0;
    const failingOnce: Services['store'] = {
      ...memory,
      transact: (decide) =>
        ++calls === 1
          ? Promise.reject(Object.assign(new Error('deadline'), { code: 4 }))
          : memory.transact(decide),
    };
    const rows = ['a', 'b'].map((key) => edit({ key, cells: { number: `N-${key}`, ...head } }));
    const answers = await send({ ...services, store: failingOnce }, zhang, ...rows);
    expect(outcomes(answers)).toEqual({ a: 'retry', b: 'saved' });
  });

  it('fail together when the store fails for all of them', async () => {
    const { services } = begin();
    const failing = { ...services.store, transact: () => Promise.reject(new Error('unreachable')) };
    await expect(
      send({ ...services, store: failing }, zhang, edit({ cells: head }), edit({ key: 'b', cells: head })),
    ).rejects.toThrow('unreachable');
  });
});

describe('numbers that the system gives', () => {
  it('pass over those that people typed before it came to them', async () => {
    const { services } = begin();
    const typed = Array.from({ length: 20 }, (_, index) => `DH2026-${String(index + 1).padStart(4, '0')}`);
    await send(
      services,
      zhang,
      ...typed.map((number) => edit({ key: number, cells: { number, dealerName: '甲' } })),
    );
    const answers = await send(
      services,
      zhang,
      ...['a', 'b', 'c'].map((key) => edit({ key, cells: { dealerName: key } })),
    );
    expect(answers.map(({ outcome }) => outcome)).toEqual(['saved', 'saved', 'saved']);
    const numbers = answers.map(({ number }) => number);
    expect(new Set([...numbers, ...typed]).size).toBe(23);
  });
});

describe('a role that was granted a moment ago', () => {
  it('counts for the whole row, though another cell of it was good before', async () => {
    const { services, people } = begin();
    const first = await orderUpTo(services, 'received');
    people.list = everybody.map((person) =>
      person === zhang ? { ...zhang, roles: ['assessment-clerk', 'after-sales-clerk'] } : person,
    );
    const answer = await sendOne(services, zhang, {
      revision: first.revision,
      cells: { region: '华南', bank: '工商银行' },
    });
    expect(answer).toMatchObject({ outcome: 'saved', problems: [] });
  });
});

describe('who sends', () => {
  it('is the same person however the address is capitalised', async () => {
    const { services } = begin();
    const own = await sendOne(
      services,
      { ...zhang, email: 'Zhang@Gendan.Example' },
      { by: zhang.email, cells: head },
    );
    expect(own.outcome).toBe('saved');
    const bridge = await sendOne(
      services,
      { ...zhang, email: 'Bridge@Gendan.Example' },
      { key: 'row-2', by: zhang.email, cells: head },
    );
    expect(bridge.outcome).toBe('saved');
  });
});

describe('one cell that is too long', () => {
  it('is refused as that cell, however much a sheet can hold: the other rows of its request are taken', async () => {
    const { services } = begin();
    const rows = [
      edit({ key: 'a', cells: { dealerName: '甲', region: 'x'.repeat(50_000) } }),
      edit({ key: 'b', cells: { dealerName: '乙' } }),
    ];
    const request = editRequestSchema.parse({ spreadsheetId: 'sheet-1', form: 'order', rows });
    const [a, b] = await send(services, zhang, ...request.rows);
    expect(a?.problems.map(({ field, code }) => [field, code])).toEqual([['region', 'too-long']]);
    expect(a?.problems[0]?.message.length).toBeLessThan(200);
    expect([a?.outcome, b?.outcome]).toEqual(['saved', 'saved']);
  });
});

describe('ids that the store keeps for itself', () => {
  it.each([['key'], ['editId']])('are refused as %s', (name) => {
    const row = { ...edit({ cells: head }), [name]: '__x__' };
    expect(
      editRequestSchema.safeParse({ spreadsheetId: 'sheet-1', form: 'order', rows: [row] }).success,
    ).toBe(false);
  });
});

describe('a refused text', () => {
  const refusedOf = async (services: Services) =>
    (await services.store.get(['records/order~row-1'])).map((found) => found?.data)[0];

  it('that is all an edit has is told to the summaries too', async () => {
    const { services } = testServices({ now: evening, store: createMemoryStore() });
    const first = await orderUpTo(services, 'received');
    await services.store.write([
      { kind: 'update', path: 'records/order~row-1', data: { summaryPending: false } },
    ]);
    await sendOne(services, li, { revision: first.revision, cells: { amount: '很多' } });
    expect(await refusedOf(services)).toMatchObject({
      refused: { amount: { text: '很多' } },
      summaryPending: true,
      revision: first.revision,
    });
  });

  it('is cut between characters, never within one', async () => {
    const { services } = begin();
    await sendOne(services, zhang, { cells: { ...head, dealerPhone: `a${'😀'.repeat(300)}` } });
    const record = await refusedOf(services);
    expect(JSON.stringify(record)).not.toMatch(/\\ud83d(?!\\)/i);
    expect(record).toMatchObject({ refused: { dealerPhone: { text: expect.stringMatching(/^a(😀)+$/u) } } });
  });
});
