import type { Anchor, DeadlineRule, Field, PlacedField, Stage } from './form';

/** What is wrong with a deadline as a form states it; nothing when it can be computed. */
export function deadlineFaults(
  rule: DeadlineRule,
  byId: ReadonlyMap<string, PlacedField>,
  stages: ReadonlyMap<string, Stage>,
): string[] {
  const faults: string[] = [];
  const anchor = anchorOf(rule);
  if (!('field' in anchor)) {
    const stage = 'stage' in anchor ? anchor.stage : anchor.opening;
    if (!stages.has(stage)) faults.push(`the deadline counts from no stage: ${stage}`);
  } else {
    const field = byId.get(anchor.field);
    if (!field) faults.push(`the deadline counts from no field: ${anchor.field}`);
    else if (!isTime(field))
      faults.push(`the deadline counts from ${anchor.field}, which is neither date nor instant`);
  }
  if (rule.kind === 'at-time' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(rule.time))
    faults.push(`the time must be HH:MM, not ${rule.time}`);
  if (rule.kind === 'at-time' && !(Number.isInteger(rule.daysBefore) && rule.daysBefore >= 0))
    faults.push('the days before must be zero or a positive integer');
  if ((rule.kind === 'within' || rule.kind === 'before') && !(Number.isInteger(rule.count) && rule.count > 0))
    faults.push('the count must be a positive integer');
  return faults;
}

/** The moment that a deadline counts from. */
export function anchorOf(rule: DeadlineRule): Anchor {
  switch (rule.kind) {
    case 'same-day':
      return rule.as;
    case 'at-time':
      return rule.on;
    case 'within':
      return rule.after;
    case 'before':
      return rule.before;
  }
}

export function isTime(field: Field): boolean {
  return field.kind === 'date' || field.kind === 'instant';
}
