import { describe, expect, it, jest } from '@jest/globals';
import { sendReminders } from '../../functions/src/flows/send-reminders';
import { forms } from '../../functions/src/forms';
import type { Staff } from '../../functions/src/rules/record';
import { sendOne } from '../support/edits';
import { stages } from '../support/orders';
import {
  of,
  put,
  type RemindersWorld,
  reminder,
  remindersWorld,
  run,
  states,
  told,
  withStaff,
} from '../support/reminders';
import { chen, everybody } from '../support/staff';

describe('a reminder is dropped', () => {
  const dropped = { read: 1, sent: 0, dropped: 1, putOff: 0, notices: 0 };

  it('when the work has been done meanwhile', async () => {
    const all = await remindersWorld(['row-1']);
    await put(all, of(all.turn));
    await sendOne(all.services, chen, { key: 'row-1', revision: 4, cells: stages.invoice.cells });
    expect(await run(all)).toEqual(dropped);
    expect(Object.values(await states(all))).toEqual(['dropped']);
  });

  it('when it warns of a deadline that has moved; who is told of their turn reads the new one', async () => {
    const all = await remindersWorld(['row-1']);
    const moved = { dueAt: '2026-03-16T23:00:00.000Z' };
    await put(all, of(all.turn, moved));
    expect(await run(all)).toEqual(dropped);
    await put(all, of(all.turn, { ...moved, step: 'turn' }));
    expect(await run(all)).toMatchObject({ sent: 1 });
    expect((await told(all))[0]?.text).toContain('期限 03-17 09:30');
  });

  it('when it tells of a turn that has been taken back and come again', async () => {
    const all = await remindersWorld(['row-1']);
    await put(all, of(all.turn, { step: 'turn', openedAt: '2026-03-16T02:00:00.000Z' }));
    expect(await run(all)).toEqual(dropped);
  });

  it('when it is another role’s part of the stage', async () => {
    const all = await remindersWorld(['row-1']);
    await put(all, of(all.turn, { role: 'manager' }));
    expect(await run(all)).toEqual(dropped);
  });

  it.each<[string, readonly Staff[]]>([
    ['has left', everybody.map((one) => (one === chen ? { ...one, active: false } : one))],
    ['is not on the staff list any more', everybody.filter((one) => one !== chen)],
  ])('when its person %s and nobody else holds the role', async (_, staff) => {
    const all = await remindersWorld(['row-1'], { staff: everybody });
    await put(all, of(all.turn));
    expect(await run({ services: withStaff(all.services, staff) })).toEqual(dropped);
  });

  it.each<[string, (all: RemindersWorld) => Promise<unknown>]>([
    ['is gone', ({ store }) => store.write([{ kind: 'delete', path: 'records/order~row-1' }])],
    [
      'cannot be read',
      ({ store }) => store.write([{ kind: 'update', path: 'records/order~row-1', data: { batch: 'x' } }]),
    ],
    [
      'is of a form that is gone',
      ({ store }) => store.write([{ kind: 'update', path: 'records/order~row-1', data: { form: 'gone' } }]),
    ],
    [
      'holds a time that is none',
      ({ store }) =>
        store.write([
          {
            kind: 'update',
            path: 'records/order~row-1',
            data: { stages: { scheduling: {}, invoice: { openedAt: 'soon' } } },
          },
        ]),
    ],
  ])('when its record %s', async (_, spoil) => {
    const all = await remindersWorld(['row-1', 'row-2']);
    await spoil(all);
    await put(all, of(all.turn), of(all.turn, { key: 'row-2', number: 'DH2026-0002' }));
    expect(await run(all)).toEqual({ read: 2, sent: 1, dropped: 1, putOff: 0, notices: 1 });
    expect((await told(all))[0]?.text).not.toContain('DH2026-0001');
  });

  it('when it cannot be read itself, and holds up no other; the log names no person', async () => {
    const errors = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const all = await remindersWorld(['row-1']);
    const { id } = reminder();
    await all.store.write([
      {
        kind: 'create',
        path: `reminders/${id}`,
        data: { id, state: 'waiting', sendAt: '2026-03-17T01:00:00.000Z' },
      },
    ]);
    await put(all, of(all.turn, { step: 'soon' }));
    expect(await sendReminders(all.services, forms, { limit: 1, budgetMs: 20_000 })).toMatchObject({
      sent: 1,
    });
    const [document] = await all.store.get([`reminders/${id}`]);
    expect(document?.data).toMatchObject({ state: 'dropped' });
    const lines = errors.mock.calls.map(([line]) => JSON.parse(String(line)));
    errors.mockRestore();
    expect(lines.map((line) => line.reminder)).toEqual([id.replace(`~${reminder().person}`, '')]);
  });
});
