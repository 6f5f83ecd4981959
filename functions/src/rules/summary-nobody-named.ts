import { type RoleId, roleIds, roles } from '../forms/roles';
import { localTime } from './local-time';
import { type Fined, isLetOff } from './summary-line-penalty';
import {
  groupBy,
  orderName,
  personName,
  roleName,
  type Section,
  type SummaryContext,
  stageName,
} from './summary-text';
import type { OpenTurn } from './summary-turn';

/** A turn that waits for any of several people, or a blank that was charged to none of them. */
type Unnamed = {
  readonly role: string;
  readonly order: string;
  readonly people: readonly string[];
  /** The stage that waits; absent of a blank. */
  readonly stage?: string;
};

/**
 * Several hold the role and none of them is named, so nobody in particular is reminded or fined: the open turns of such
 * roles, with this month's blanks that are charged to nobody. Blanks of a role that nobody holds are no such case.
 */
export function nobodyNamed(
  turns: readonly OpenTurn[],
  fined: readonly Fined[],
  context: SummaryContext,
): Section {
  const all = [...openTurnsOfSeveral(turns, context), ...blanksOfNobody(fined, context)];
  const rows = [...groupBy(all, ({ role, order }) => `${role}~${order}`).values()].flatMap((theirs) => {
    const [first] = theirs;
    if (!first) return [];
    const stages = theirs.flatMap(({ stage }) => stage ?? []);
    return [
      [
        first.role,
        first.order,
        first.people.map((email) => personName(email, context.staff)).join('、'),
        stages.join('、'),
        theirs.length - stages.length,
      ],
    ];
  });
  const tab = context.forms.find((form) => form.settings === 'staff')?.tab[context.settings.staffLanguage];
  return {
    title: `岗位有多人、没有指定责任人 ${rows.length} 处：请${tab ? `在“${tab}”表` : ''}分清负责区域或经销商`,
    columns: ['岗位', '编号', '该岗位的人', '正在等的环节', '本月没算到人的空'],
    rows,
  };
}

function openTurnsOfSeveral(turns: readonly OpenTurn[], { forms }: SummaryContext): Unnamed[] {
  return turns
    .filter(({ people }) => people.length > 1)
    .map(({ line, next, people }) => ({
      role: roleName(next.role),
      order: orderName(line),
      people,
      stage: stageName(
        forms.find(({ id }) => id === line.form),
        next.stage,
      ),
    }));
}

function blanksOfNobody(fined: readonly Fined[], { now, settings, staff }: SummaryContext): Unnamed[] {
  const month = localTime(now, settings.zone)?.slice(0, 7);
  return fined.flatMap(({ penalty }): Unnamed[] => {
    if (penalty.person !== undefined || penalty.month !== month) return [];
    if (isLetOff(penalty, settings.closedMonths)) return [];
    const role = roleNamed(penalty.role);
    const people = staff.filter(({ active, roles: held }) => active && role && held.includes(role));
    if (!role || people.length === 0) return [];
    return [{ role: roleName(role), order: penalty.orderNumber, people: people.map(({ email }) => email) }];
  });
}

/** The ledger names roles in the language that the staff had then. */
function roleNamed(name: string | undefined): RoleId | undefined {
  return roleIds.find((role) => Object.values(roles[role]).some((label) => label === name));
}
