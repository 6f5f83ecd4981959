import { createHash } from 'node:crypto';
import { blankForm } from '../forms/blank';
import type { Form, PlacedField } from '../forms/form';
import { label } from '../forms/label';
import { type RoleId, roles } from '../forms/roles';
import { recordId } from './change';
import { lastDayOf, localTime } from './local-time';
import type { Staff, StoredRecord, Value } from './record';
import { sameAddress } from './same-address';
import type { Settings } from './settings';

/** A blank that was empty at its deadline (UTC), with the person (email) who answers for it, where there is one. */
export type CountedBlank = {
  readonly field: PlacedField;
  readonly stage: string;
  readonly role: RoleId;
  readonly person?: string;
  readonly dueAt: string;
};

/** `now` is business time in UTC. */
export type BlankContext = { readonly now: string; readonly settings: Settings };

const nobody = label('未指定', '未指定', 'Nobody named');
const voidReasons = {
  'filled-late': label('已补填，按设置免扣', '已補填，按設定免扣', 'Filled late, forgiven by the settings'),
  'typed-in-time': label(
    '按填写时间未逾期，系统撤销',
    '按填寫時間未逾期，系統撤銷',
    'Typed in time, withdrawn by the system',
  ),
};

/** The row of a blank in the ledger: always the same for one field of one record, so that it is never counted twice. */
export function blankKey(record: string, field: string): string {
  return createHash('sha256').update(`${record}~${field}`).digest('base64url').slice(0, 32);
}

/**
 * The ledger's record of a blank. It counts in the month of its deadline's local day, with the amount of that day; a
 * deadline that ends a day (24:00) belongs to it. If that month is closed, it counts in the first open one from `now` on.
 */
export function blankRecord(
  form: Form,
  record: StoredRecord,
  { field, stage, role, person, dueAt }: CountedBlank,
  { now, settings, staff }: BlankContext & { readonly staff: readonly Staff[] },
): StoredRecord {
  const language = settings.staffLanguage;
  const position =
    Math.max(
      0,
      form.stages.findIndex(({ id }) => id === stage),
    ) + 1;
  const day = lastDayOf(dueAt, settings.zone);
  const values: Record<string, Value> = {
    orderNumber: record.number,
    stage: `${position} ${form.stages[position - 1]?.label[language] ?? stage}`,
    item: field.label[language],
    person: person
      ? (staff.find(({ email }) => sameAddress(email, person))?.name ?? person)
      : nobody[language],
    ...(person ? { personEmail: person } : {}),
    role: roles[role][language],
    dueAt,
    amount: amountOn(day, settings),
    month: openMonth(day.slice(0, 7), { now, settings }),
  };
  const mark = { revision: 1, by: 'system', at: now };
  return {
    form: blankForm.id,
    formVersion: blankForm.version,
    key: blankKey(recordId(record.form, record.key), field.id),
    spreadsheetId: record.spreadsheetId,
    number: `${record.number}${record.batch > 1 ? `-B${record.batch}` : ''}-${position}.${placeInStage(form, field, position)}`,
    batch: 1,
    revision: 1,
    values,
    marks: Object.fromEntries(Object.keys(values).map((id) => [id, mark])),
    stages: {},
    assignees: {},
    refused: {},
    shipments: {},
    judged: {},
    blanks: {},
    told: {},
    messages: {},
    nextDueAt: null,
    timedUnder: settings.era,
    createdAt: now,
    updatedAt: now,
    done: true,
    rowWanted: true,
    toSheet: true,
    summaryPending: true,
  };
}

/** Yuan for a blank whose deadline lies on that local day (`YYYY-MM-DD`); 0 before the first amount takes effect. */
export function amountOn(day: string, { penalties }: Pick<Settings, 'penalties'>): number {
  return penalties.amounts.findLast(({ from }) => from <= day)?.amount ?? 0;
}

/** Notes when (UTC) the blank was filled after all. Undefined when nothing is to change, as in a closed month. */
export function withLateFill(
  blank: StoredRecord,
  filledAt: string,
  context: BlankContext,
): StoredRecord | undefined {
  if (isSettled(blank, context) || blank.values.filledAt !== undefined) return undefined;
  const { penalties, staffLanguage } = context.settings;
  const voided = penalties.lateFillForgives ? { voided: voidReasons['filled-late'][staffLanguage] } : {};
  return withValues(blank, { filledAt, ...voided }, context);
}

/** Takes the fine back. Undefined when nothing is to change: it is withdrawn already, or its month is closed. */
export function voidedBlank(
  blank: StoredRecord,
  reason: 'typed-in-time',
  context: BlankContext,
): StoredRecord | undefined {
  // Once it has been filled late, no later edit can have filled it before.
  if (isSettled(blank, context) || blank.values.filledAt !== undefined) return undefined;
  return withValues(blank, { voided: voidReasons[reason][context.settings.staffLanguage] }, context);
}

function isSettled({ values }: StoredRecord, { settings }: BlankContext): boolean {
  return values.voided !== undefined || settings.closedMonths.includes(String(values.month));
}

function withValues(
  blank: StoredRecord,
  values: Readonly<Record<string, Value>>,
  { now }: BlankContext,
): StoredRecord {
  const mark = { revision: blank.revision + 1, by: 'system', at: now };
  return {
    ...blank,
    revision: mark.revision,
    values: { ...blank.values, ...values },
    marks: { ...blank.marks, ...Object.fromEntries(Object.keys(values).map((id) => [id, mark])) },
    updatedAt: now,
    toSheet: true,
    summaryPending: true,
  };
}

/** The head's fields are counted with the first stage, before its own. */
function placeInStage(form: Form, field: PlacedField, position: number): number {
  const stage = form.stages[position - 1]?.id;
  const parts = position === 1 ? ['head', stage] : [stage];
  return (
    form.fields.filter((other) => parts.includes(other.stage)).findIndex(({ id }) => id === field.id) + 1
  );
}

function openMonth(month: string, { now, settings }: BlankContext): string {
  const isClosed = (one: string): boolean => settings.closedMonths.includes(one);
  if (!isClosed(month)) return month;
  let open = localTime(now, settings.zone)?.slice(0, 7) ?? month;
  while (isClosed(open)) open = monthAfter(open);
  return open;
}

function monthAfter(month: string): string {
  const [year = 0, of = 0] = month.split('-').map(Number);
  return of === 12 ? `${year + 1}-01` : `${year}-${String(of + 1).padStart(2, '0')}`;
}
