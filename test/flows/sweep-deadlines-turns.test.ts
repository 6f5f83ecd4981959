import { describe, expect, it } from '@jest/globals';
import { sendOne } from '../support/edits';
import { stages } from '../support/orders';
import { testServices } from '../support/services';
import { li, wang, zhang, zhou } from '../support/staff';
import { sweep } from '../support/sweeping';
import { classifiedOrder, paidOrder, shanghai, told } from '../support/swept-order';

describe('whose turn it is', () => {
  it('is told once when a stage opens, at the end of the half hour, and to that person only', async () => {
    const { services, at } = await paidOrder();
    expect(await sweep(services)).toMatchObject({ recordsRead: 1, swept: 1, reminders: 1, blanks: 0 });
    at(shanghai('16 09:21'));
    expect(await sweep(services)).toMatchObject({ recordsRead: 0, reminders: 0 });
    expect(await told(services)).toEqual(['turn classification zhang 16T09:30']);
  });

  it('is told on the next working morning when a stage opens in the evening', async () => {
    const { services, at } = await paidOrder();
    at(shanghai('20 19:00'));
    await sweep(services);
    // Friday evening, three days late by now: one message on Monday says so.
    expect(await told(services)).toEqual([
      'head classification zhou 23T08:30',
      'late classification zhang 23T08:30',
      'manager classification zhou 23T08:30',
    ]);
  });

  it('goes to everybody who holds the role while nobody is named', async () => {
    const other = { ...zhang, email: 'zhang2@gendan.example', name: '张二' };
    const world = testServices({ now: shanghai('16 09:20'), staff: [zhang, other, li, wang, zhou] });
    const { revision } = await sendOne(world.services, zhou, { cells: stages.received.cells });
    await sendOne(world.services, li, { revision, cells: stages.payment.cells });
    await sweep(world.services);
    expect(await told(world.services)).toEqual([
      'turn classification zhang2 16T09:30',
      'turn classification zhang 16T09:30',
    ]);
  });

  it('goes to the deputy while the person is away, and back when they return', async () => {
    const away = { ...wang, away: { from: '2026-03-16', to: '2026-03-16', deputy: chenDeputy } };
    const world = await classifiedOrder();
    const staff = world.people.list.map((person) => (person.email === wang.email ? away : person));
    const services = { ...world.services, staff: { current: async () => staff, reload: async () => staff } };
    await sweep(services);
    world.at(shanghai('17 22:30'));
    await sweep(services);
    expect(await told(services)).toEqual(['turn scheduling chen 16T10:00', 'soon scheduling wang 18T08:30']);
  });

  it('is not told to whoever the system is about to relieve of it', async () => {
    const { services, at, revision } = await classifiedOrder();
    let next = revision;
    for (const stage of ['scheduling', 'invoice', 'shipping', 'release'] as const) {
      at(shanghai('17 14:12'));
      const { by, cells } = stages[stage];
      const answer = await sendOne(services, by, { revision: next, cells });
      expect(answer.problems).toEqual([]);
      next = answer.revision;
    }
    await sweep(services);
    expect((await told(services)).filter((line) => line.includes('announcement'))).toEqual([]);
    at(shanghai('17 14:50'));
    await sweep(services);
    expect((await told(services)).filter((line) => line.includes('announcement'))).toEqual([
      'soon announcement li 17T15:00',
    ]);
  });
});

const chenDeputy = 'chen@gendan.example';
