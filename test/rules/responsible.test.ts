import { describe, expect, it } from '@jest/globals';
import { order } from '../../functions/src/forms/order';
import { responsibleFor, withDeputisedRoles } from '../../functions/src/rules/responsible';
import { chen, li, wang, zhang, zhou } from '../support/staff';

const away = { from: '2026-03-16', to: '2026-03-18', deputy: chen.email };
const ask = (
  staff: Parameters<typeof responsibleFor>[3],
  day: string,
  named: string | undefined = zhang.email,
) =>
  responsibleFor(
    order,
    'assessment-clerk',
    { assignees: named ? { 'assessment-clerk': named } : {}, values: {} },
    staff,
    day,
  );

describe('who answers for a role', () => {
  it('is whoever the record names', () => {
    const other = { ...zhang, email: 'zhang2@gendan.example' };
    expect(ask([zhang, other], '2026-03-16').person).toBe(zhang.email);
  });

  it('is the only one left when the person named has gone or has another role now', () => {
    const other = { ...zhang, email: 'zhang2@gendan.example' };
    expect(ask([{ ...zhang, active: false }, other], '2026-03-16').person).toBe(other.email);
    expect(ask([{ ...zhang, roles: ['cashier'] }, other], '2026-03-16').person).toBe(other.email);
  });

  it('is nobody in particular where several hold the role and none is named', () => {
    const other = { ...zhang, email: 'zhang2@gendan.example' };
    expect(ask([zhang, other], '2026-03-16', '')).toEqual({ people: [zhang.email, other.email] });
    expect(ask([li], '2026-03-16', '')).toEqual({ people: [] });
  });

  it('is the deputy from the first to the last day of the absence, both included', () => {
    const staff = [{ ...zhang, away }, chen];
    expect(['15', '16', '18', '19'].map((day) => ask(staff, `2026-03-${day}`).person)).toEqual([
      zhang.email,
      chen.email,
      chen.email,
      zhang.email,
    ]);
  });

  it('stays the person where the deputy is away too, has gone, or was never named', () => {
    const { deputy: _deputy, ...nobody } = away;
    for (const staff of [
      [
        { ...zhang, away },
        { ...chen, away },
      ],
      [
        { ...zhang, away },
        { ...chen, active: false },
      ],
      [{ ...zhang, away }],
      [{ ...zhang, away: nobody }, chen],
    ])
      expect(ask(staff, '2026-03-17').person).toBe(zhang.email);
  });
});

describe('a deputy', () => {
  it('may fill what the person may while they are away, and not a day longer', () => {
    const staff = [{ ...wang, away }, chen];
    expect(withDeputisedRoles(chen, staff, '2026-03-17').roles).toEqual([
      'office-clerk',
      'service-deputy-head',
    ]);
    expect(withDeputisedRoles(chen, staff, '2026-03-19')).toBe(chen);
  });

  it('of a manager does not become one', () => {
    expect(withDeputisedRoles(chen, [{ ...zhou, away }, chen], '2026-03-17').roles).toEqual(['office-clerk']);
  });
});
