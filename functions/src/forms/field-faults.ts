import { isTime } from './deadline-faults';
import type { Condition, Field, PlacedField } from './form';
import { labelSeparators, languages } from './label';

type Fields = ReadonlyMap<string, PlacedField>;

/** What is wrong with a field as a form states it; nothing when it can be asked for, read and compared. */
export function fieldFaults(field: PlacedField, byId: Fields): string[] {
  const faults = [...optionFaults(field), ...kindFaults(field), ...comparisonFaults(field, byId)];
  if (field.when) faults.push(...conditionFaults('when', field.when, byId));
  if (field.printedUnder !== undefined && byId.get(field.printedUnder)?.stage !== field.stage)
    faults.push(`printedUnder names no field of its stage: ${field.printedUnder}`);
  if (field.endsDay && field.kind !== 'instant') faults.push('endsDay is for instants');
  if (field.namedIn !== undefined && byId.get(field.namedIn)?.kind !== 'email')
    faults.push(`namedIn names no email field: ${field.namedIn}`);
  return faults;
}

/** What is wrong with a condition; `name` says which. */
export function conditionFaults(name: string, condition: Condition, byId: Fields): string[] {
  const field = byId.get(condition.field);
  if (!field) return [`${name} names no field: ${condition.field}`];
  const known =
    field.kind === 'choice' ? Object.keys(field.options ?? {}) : field.kind === 'yes-no' ? [true, false] : [];
  if (known.length === 0)
    return [`${name} depends on ${condition.field}, which is neither a choice nor yes-no`];
  return condition.is
    .filter((value) => !known.includes(value as never))
    .map((value) => `${name}: ${condition.field} has no value ${String(value)}`);
}

function optionFaults({ kind, options, alsoTyped }: Field): string[] {
  const chosen = kind === 'choice' || kind === 'choices';
  if (!chosen) return options || alsoTyped ? ['only a choice has options'] : [];
  const entries = Object.entries(options ?? {});
  if (entries.length === 0) return ['a choice needs options'];
  if (kind === 'choice') return otherNameFaults(options, alsoTyped);
  if (alsoTyped) return ['alsoTyped is for a choice of one'];
  return entries
    .filter(([id, label]) =>
      [id, ...languages.map((each) => label[each])].some((text) => labelSeparators.test(text)),
    )
    .map(([id]) => `the option ${id} holds what stands between options`);
}

/** A name that is another option's own would never be understood as this one. */
function otherNameFaults(options: Field['options'] = {}, alsoTyped: Field['alsoTyped'] = {}): string[] {
  const names = new Map(
    Object.entries(options).flatMap(([id, name]) => languages.map((each) => [name[each], id])),
  );
  return Object.entries(alsoTyped).flatMap(([id, name]) => [
    ...(options[id] ? [] : [`alsoTyped names no option: ${id}`]),
    ...languages.flatMap((each) => {
      const owner = names.get(name[each]);
      return owner === undefined || owner === id ? [] : [`alsoTyped of ${id} is the name of ${owner}`];
    }),
  ]);
}

/** Options that belong to other kinds of field. */
function kindFaults(field: PlacedField): string[] {
  const { kind, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY } = field;
  const faults: string[] = [];
  if (field.noneIsAnswer && kind !== 'lines' && kind !== 'money')
    faults.push('noneIsAnswer is for lines and money');
  if (field.hotline && kind !== 'phone') faults.push('hotline is for phones');
  if (field.staffMember && kind !== 'email') faults.push('staffMember is for emails');
  if (field.minutes && !isTime(field)) faults.push('minutes is for dates and instants');
  if (field.ahead && !isTime(field)) faults.push('ahead is for dates and instants');
  if (field.typedElsewhere && field.filledBy !== 'system')
    faults.push('typedElsewhere is for what the system fills');
  if (field.fixedNote && !field.fixed) faults.push('fixedNote is for what is fixed');
  if (field.past && !isTime(field) && field.pattern !== 'month')
    faults.push('past is for dates, instants and months');
  if (field.pattern && kind !== 'text') faults.push('pattern is for texts');
  if (field.unit && kind !== 'quantity') faults.push('unit is for quantities');
  if ((field.least !== undefined || field.most !== undefined) && !isNumber(field))
    faults.push('least and most are for quantities and money');
  if (!(least <= most)) faults.push('least is more than most');
  if (kind === 'signature' && (field.filledBy || field.optional))
    faults.push('a signature is stamped, never optional or filled by a notice');
  return faults;
}

function comparisonFaults(field: PlacedField, byId: Fields): string[] {
  const faults: string[] = [];
  for (const [name, other] of [
    ['latest', field.latest?.after],
    ['earliest', field.earliest],
    ['after', field.after],
  ] as const) {
    if (other === undefined) continue;
    const target = byId.get(other);
    const ofDays = name !== 'after' && isTime(field);
    const ofClock = name !== 'latest' && field.kind === 'time';
    if (!target) faults.push(`${name} names no field: ${other}`);
    else if (!(ofDays && isTime(target)) && !(ofClock && target.kind === 'time'))
      faults.push(`${name} ${comparable[name]}`);
  }
  const lower = field.noLessThan === undefined ? undefined : byId.get(field.noLessThan);
  if (field.noLessThan !== undefined && !(isNumber(field) && lower && isNumber(lower)))
    faults.push(`noLessThan compares quantities and money only: ${field.noLessThan}`);
  if (field.differsFrom !== undefined && byId.get(field.differsFrom)?.kind !== field.kind)
    faults.push(`differsFrom names no field of its kind: ${field.differsFrom}`);
  return faults;
}

function isNumber({ kind }: Field): boolean {
  return kind === 'quantity' || kind === 'money';
}

const comparable = {
  latest: 'compares dates or instants only',
  earliest: 'compares dates or instants only, or times of day with each other',
  after: 'compares times of day only',
} as const;
