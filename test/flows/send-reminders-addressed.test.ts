import { describe, expect, it } from '@jest/globals';
import type { Staff } from '../../functions/src/rules/record';
import type { Reminder } from '../../functions/src/rules/reminder';
import { orderUpTo } from '../support/orders';
import { of, put, remindersWorld, run, states, tellings, told, withStaff } from '../support/reminders';
import { testServices } from '../support/services';
import { chen, everybody, li, sun, wang, zhang, zhao, zhou } from '../support/staff';
import { reminders, sweep } from '../support/sweeping';

const staffWith = (...changed: readonly Staff[]): readonly Staff[] => [
  ...everybody.map((one) => changed.find(({ email }) => email === one.email) ?? one),
  ...changed.filter(({ email }) => everybody.every((one) => one.email !== email)),
];
const awayWith = (person: Staff, deputy: Staff, from = '2026-03-17'): Staff => ({
  ...person,
  away: { from, to: '2026-03-31', deputy: deputy.email },
});
const another = (email: string, roles: Staff['roles']): Staff => ({
  ...chen,
  email: `${email}@gendan.example`,
  name: email,
  roles,
});

describe('a turn that comes on Friday evening is told on Monday', () => {
  /** What is told at Monday’s opening, to whom, under the staff list of that morning. */
  const monday = async (staff: readonly Staff[]) => {
    const all = testServices({ now: '2026-03-20T10:50:00.000Z' });
    await orderUpTo(all.services, 'payment');
    await sweep(all.services);
    all.at('2026-03-23T00:30:00.000Z');
    expect(await run({ services: withStaff(all.services, staff) })).toMatchObject({ read: 1 });
    return { recipients: (await told(all)).map(({ to }) => to), reminders: await reminders(all.services) };
  };

  it('to whoever it was written for, as long as it is their turn', async () => {
    expect((await monday(everybody)).recipients).toEqual([zhang.email]);
  });

  it('to the deputy, when they have been away since Saturday; and the reminder says so', async () => {
    const { recipients, reminders: stored } = await monday(staffWith(awayWith(zhang, zhao, '2026-03-21')));
    expect(recipients).toEqual([zhao.email]);
    expect(stored).toMatchObject([{ person: zhao.email, state: 'sent' }]);
  });

  it('to the successor, when they have left', async () => {
    const successor = { ...chen, roles: [...chen.roles, ...zhang.roles] };
    expect((await monday(staffWith({ ...zhang, active: false }, successor))).recipients).toEqual([
      chen.email,
    ]);
  });

  it('to nobody, when nobody holds the role any more', async () => {
    const { recipients, reminders: stored } = await monday(staffWith({ ...zhang, active: false }));
    expect(recipients).toEqual([]);
    expect(stored).toMatchObject([{ person: zhang.email, state: 'dropped' }]);
  });
});

describe('when the slot has come, what is told of a turn goes', () => {
  it('into one message with what the deputy is told of their own work', async () => {
    const all = await remindersWorld(['row-1', 'row-2']);
    await put(
      all,
      of(all.turn),
      of(all.turn, { key: 'row-2', number: 'DH2026-0002', step: 'manager', person: wang.email }),
    );
    const services = withStaff(all.services, staffWith(awayWith(chen, wang)));
    expect(await run({ services })).toMatchObject({ sent: 2, notices: 1 });
    expect(tellings(await told(all))).toEqual([`${wang.email} DH2026-0001`, `${wang.email} DH2026-0002`]);
  });

  it('once to whoever has it already', async () => {
    const staff = staffWith(another('second', chen.roles));
    const all = await remindersWorld(['row-1'], { staff });
    await put(all, of(all.turn), of(all.turn, { person: 'second@gendan.example' }));
    const services = withStaff(all.services, everybody);
    expect(await run({ services })).toMatchObject({ sent: 2, notices: 1 });
    expect(tellings(await told(all))).toEqual([`${chen.email} DH2026-0001`]);
  });

  it('to the deputy of whoever is away, where the role is held by several and the other has it as well', async () => {
    const staff = staffWith(another('second', chen.roles));
    const all = await remindersWorld(['row-1'], { staff });
    await put(all, of(all.turn), of(all.turn, { person: 'second@gendan.example' }));
    const away = awayWith(another('second', chen.roles), li);
    expect(await run({ services: withStaff(all.services, staffWith(away)) })).toMatchObject({ sent: 2 });
    expect(tellings(await told(all))).toEqual([`${chen.email} DH2026-0001`, `${li.email} DH2026-0001`]);
  });

  it('to whoever has claimed the role meanwhile', async () => {
    const all = await remindersWorld(['row-1']);
    await put(all, of(all.turn, { person: sun.email }));
    await run(all);
    expect(tellings(await told(all))).toEqual([`${chen.email} DH2026-0001`]);
  });
});

describe('when the slot has come, what is brought before a superior goes', () => {
  const head = another('head', ['department-head']);
  const brought = async (step: Reminder['step'], person: Staff, staff: readonly Staff[]) => {
    const all = await remindersWorld(['row-1']);
    await put(all, of(all.turn, { step, person: person.email }));
    await run({ services: withStaff(all.services, staff) });
    return { to: (await told(all)).map(({ to }) => to), states: Object.values(await states(all)), all };
  };

  it('to the one named, as long as they are there', async () => {
    expect((await brought('head', head, staffWith(head))).to).toEqual([head.email]);
    expect((await brought('manager', zhou, staffWith(another('boss', ['manager'])))).to).toEqual([
      zhou.email,
    ]);
  });

  it('to another who holds that role, when the one named has left', async () => {
    const left = { ...head, active: false };
    const next = another('next', ['department-head']);
    const boss = another('boss', ['manager']);
    expect((await brought('head', head, staffWith(left, next))).to).toEqual([next.email]);
    expect((await brought('head', head, staffWith(left))).to).toEqual([zhou.email]);
    expect((await brought('manager', zhou, staffWith({ ...zhou, active: false }, boss))).to).toEqual([
      boss.email,
    ]);
  });

  it('to nobody when there is no such person, or they would hear of their own lateness', async () => {
    const gone = { ...zhou, active: false };
    const late = { ...chen, roles: [...chen.roles, 'manager' as const] };
    for (const staff of [staffWith(gone), staffWith(gone, late)])
      expect(await brought('manager', zhou, staff)).toMatchObject({ to: [], states: ['dropped'] });
  });

  it('with the name of whoever must be urged today', async () => {
    const { all } = await brought('manager', zhou, staffWith(awayWith(chen, wang)));
    expect((await told(all))[0]?.text).toContain('客服文员 王芳');
  });
});
