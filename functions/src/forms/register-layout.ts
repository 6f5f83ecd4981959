import type { StageDeadline } from './edit-contract';
import type { Field, FieldKind, Form, PlacedField } from './form';
import { type Label, type Language, label } from './label';
import { roles } from './roles';

/**
 * The register tab of a form. Four header rows: column ids (hidden; everything is found by them, so columns may be
 * moved and headings reworded), stage and role, by when (填写要求), and the field's label. One row per record below.
 */
export const headerRows = { ids: 0, stage: 1, fillBy: 2, label: 3, count: 4 } as const;

/**
 * Columns that are no fields. `key`, `saved` and `waiting` are hidden: the row's lasting id; what the record is known
 * to show (`SavedState`); and what was typed when and by whom but is not sent yet (`WaitingState`).
 */
export const systemColumns = [
  'key',
  'saved',
  'waiting',
  'state',
  'number',
  'next',
  'due',
  'left',
  'messages',
] as const;
export type SystemColumn = (typeof systemColumns)[number];

/** JSON in the hidden `saved` cell. Cells whose text differs from `cells` are yet to be sent, unless `refused` has that very text. */
export type SavedState = {
  readonly revision: number;
  readonly cells: Readonly<Record<string, string | number>>;
  readonly refused?: Readonly<Record<string, string | number | boolean>>;
  /** The deadlines of the record's stages, and from when on the present one counts as near. */
  readonly times?: SavedTimes;
  /** The answer's `standing` in a word, where it had one. */
  readonly standing?: string;
};

export type SavedTimes = {
  readonly deadlines: readonly StageDeadline[];
  readonly next?: { readonly stage: string; readonly dueAt: string; readonly soonAt: string } | undefined;
};

/** JSON in the hidden `waiting` cell: who typed and when, for cells that wait to be sent. */
export type WaitingState = { readonly at: string; readonly by?: string };

export type RegisterColumn = {
  /** A system column's id or a field's. */
  readonly id: string;
  readonly title: string;
  /** 'system', 'head' or the stage's id: neighbours with the same group share the upper headings. */
  readonly group: string;
  readonly groupTitle: string;
  readonly fillBy: string;
  readonly width: number;
  readonly hidden: boolean;
  /** Written by the system only: a stamped signature or a derived column. */
  readonly readOnly: boolean;
  /** '@' wherever Sheets would otherwise turn what is typed into something else. */
  readonly numberFormat: string;
  readonly dropdown?: readonly string[];
  readonly wrap: boolean;
};

export type RegisterLayout = {
  readonly form: string;
  readonly tab: string;
  readonly columns: readonly RegisterColumn[];
  /** As far as what a row is known by: its number, in a form without stages also its first field, or as the form says. */
  readonly frozenColumns: number;
  readonly tallRows: boolean;
};

/** What the state column says of a row that is saved and in order. */
export const savedTexts: Label = label('已保存', '已儲存', 'Saved');

const systemTitles: Record<SystemColumn, Record<Language, string>> = {
  key: { 'zh-CN': '行标识', 'zh-TW': '列標識', en: 'Row key' },
  saved: { 'zh-CN': '已保存', 'zh-TW': '已儲存', en: 'Saved' },
  waiting: { 'zh-CN': '待发送', 'zh-TW': '待傳送', en: 'Waiting' },
  state: { 'zh-CN': '状态', 'zh-TW': '狀態', en: 'State' },
  number: { 'zh-CN': '编号', 'zh-TW': '編號', en: 'No.' },
  next: { 'zh-CN': '下一步', 'zh-TW': '下一步', en: 'Next' },
  due: { 'zh-CN': '期限', 'zh-TW': '期限', en: 'Due' },
  left: { 'zh-CN': '剩余时间', 'zh-TW': '剩餘時間', en: 'Time left' },
  messages: { 'zh-CN': '通知', 'zh-TW': '通知', en: 'Notices' },
};
const systemWidths: Record<SystemColumn, number> = {
  key: 60,
  saved: 60,
  waiting: 60,
  state: 76,
  number: 110,
  next: 190,
  due: 110,
  left: 140,
  messages: 260,
};
/** Numbers that the system gives (`KF-…`) are longer than people's. */
const madeNumberWidth = 140;
/** What a form without stages has nothing to say in. */
const columnsOfStages: readonly SystemColumn[] = ['next', 'due', 'left'];

const widths: Record<FieldKind, number> = {
  text: 110,
  phone: 120,
  email: 220,
  date: 100,
  instant: 130,
  quantity: 80,
  money: 100,
  time: 70,
  choice: 96,
  choices: 160,
  'yes-no': 76,
  lines: 180,
  signature: 150,
};

export const yesNoTexts: Record<Language, readonly [yes: string, no: string]> = {
  'zh-CN': ['是', '否'],
  'zh-TW': ['是', '否'],
  en: ['Yes', 'No'],
};

export function registerLayout(form: Form, language: Language): RegisterLayout {
  const shown = systemColumns.filter((id) => isAskedFor(form, id));
  const system = shown.map((id) => ({
    id,
    title: id === 'number' ? form.number.label[language] : systemTitles[id][language],
    group: 'system',
    groupTitle: form.tab[language],
    fillBy: '',
    width: id === 'number' ? numberWidth(form) : systemWidths[id],
    hidden: id === 'key' || id === 'saved' || id === 'waiting',
    readOnly: id !== 'number' || form.madeBySystem === true,
    numberFormat: '@',
    wrap: id === 'next' || id === 'messages',
  }));
  const inView = form.inView ?? [];
  const first = inView.flatMap((id) => form.field(id) ?? []);
  const rest = form.fields.filter(({ id }) => !inView.includes(id));
  const columns = [...system, ...[...first, ...rest].map((field) => fieldColumn(form, field, language))];
  const knownTo = inView[inView.length - 1] ?? (form.stages.length > 0 ? 'number' : form.fields[0]?.id);
  return {
    form: form.id,
    tab: form.tab[language],
    columns,
    frozenColumns: columns.findIndex(({ id }) => id === knownTo) + 1,
    tallRows: form.tallRows === true,
  };
}

function numberWidth({ number, madeBySystem }: Form): number {
  return number.width ?? (madeBySystem ? madeNumberWidth : systemWidths.number);
}

/** Nobody is told anything of a record whose form has no notices. */
function isAskedFor(form: Form, id: SystemColumn): boolean {
  if (id === 'messages') return (form.notices ?? []).length > 0;
  return form.stages.length > 0 || !columnsOfStages.includes(id);
}

function fieldColumn(form: Form, field: PlacedField, language: Language): RegisterColumn {
  const position = form.stages.findIndex((stage) => stage.id === field.stage);
  const stage = form.stages[position];
  const role = roles[stage?.role ?? form.head.role][language];
  const dropdown = dropdownOf(field, language);
  return {
    id: field.id,
    title: field.label[language],
    group: field.stage,
    groupTitle: stage ? `${position + 1} ${stage.label[language]} · ${role}` : role,
    fillBy: (stage ?? form.head).fillBy?.[language] ?? '',
    width: field.width ?? widths[field.kind],
    hidden: false,
    readOnly: isStamped(field),
    numberFormat: field.kind === 'quantity' ? 'General' : field.kind === 'money' ? '#,##0.00' : '@',
    ...(dropdown ? { dropdown } : {}),
    wrap: field.kind === 'lines' || field.kind === 'text',
  };
}

/** Written by the system and by nobody else; what people type there is answered with an explanation. */
export function isStamped(field: Field): boolean {
  return field.kind === 'signature' || field.filledBy === 'system';
}

/** The same of a column that people type into: a field's, or that of the record's number. */
export function isStampedInput(form: Form, input: string): boolean {
  if (input === 'number') return form.madeBySystem === true;
  const field = form.field(input);
  return field !== undefined && isStamped(field);
}

function dropdownOf(field: PlacedField, language: Language): readonly string[] | undefined {
  if (isStamped(field)) return undefined;
  if (field.kind === 'choice') return Object.values(field.options ?? {}).map((option) => option[language]);
  return field.kind === 'yes-no' ? yesNoTexts[language] : undefined;
}
