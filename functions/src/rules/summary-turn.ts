import { type RoleId, roles } from '../forms/roles';
import { localTime } from './local-time';
import { isAway, type Responsible, responsibleFor } from './responsible';
import type { SummaryLine } from './summary-line';
import { personName, roleName, type SummaryContext } from './summary-text';

/** Whose turn it is on an order today. `person` is how the tabs name them; `people` (emails): all who may take it. */
export type OpenTurn = {
  readonly line: SummaryLine;
  readonly next: NonNullable<SummaryLine['next']>;
  readonly person: string;
  readonly people: readonly string[];
};

/**
 * The turns of all orders that are open. Who left or is away since the line was made is replaced as in the reminders:
 * by whoever the rules of assignment name now, or by the deputy.
 */
export function openTurns(lines: readonly SummaryLine[], context: SummaryContext): OpenTurn[] {
  return lines.flatMap((line): OpenTurn[] =>
    line.next ? [{ line, next: line.next, ...personOn(line, line.next, context) }] : [],
  );
}

/** What says who answers for a role on an order. */
type Owned = Pick<SummaryLine, 'form' | 'dealer' | 'region'>;
type Named = { readonly role: string; readonly person?: string | undefined };

/** Who answers today for a role on an order, of whom the order names `person` (email). */
export function personOn(
  line: Owned,
  named: Named,
  context: SummaryContext,
): Pick<OpenTurn, 'person' | 'people'> {
  const today = localTime(context.now, context.settings.zone)?.slice(0, 10) ?? '';
  const found = responsibleToday(line, named, today, context);
  return { person: nameOf(named, found, today, context), people: found.people };
}

function responsibleToday(
  line: Owned,
  { role, person }: Named,
  today: string,
  { forms, staff }: SummaryContext,
): Responsible {
  const form = forms.find(({ id }) => id === line.form);
  if (!form || !isRole(role)) return person ? { person, people: [person] } : { people: [] };
  // Of what the rules of assignment look at, a line holds the dealer and the region.
  const dealer = form.recipients?.dealer?.name;
  const values = { region: line.region, ...(dealer ? { [dealer]: line.dealer } : {}) };
  return responsibleFor(form, role, { assignees: person ? { [role]: person } : {}, values }, staff, today);
}

/** Nobody named yet: the role stands for the person, so that no line is without an owner. */
function nameOf(
  { role, person: named }: Named,
  { person }: Responsible,
  today: string,
  { staff }: SummaryContext,
): string {
  if (person === undefined) return `未指定（${roleName(role)}）`;
  const away = staff.find(
    (one) => one.email === named && one.email !== person && one.active && isAway(one, today),
  );
  return away ? `${personName(person, staff)}（代${away.name}）` : personName(person, staff);
}

function isRole(role: string): role is RoleId {
  return role in roles;
}
