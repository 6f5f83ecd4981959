import type { Label } from './label';
import type { NoticeRule, Recipient } from './notice-rule';
import type { RoleId } from './roles';

/** What can be written into a field. `rules/parse-cell` says how each kind is typed and stored. */
export type FieldKind =
  | 'text'
  | 'phone'
  | 'email'
  | 'date'
  | 'instant'
  | 'quantity'
  | 'money'
  | 'time'
  | 'choice'
  | 'choices'
  | 'yes-no'
  | 'lines'
  | 'signature';

/** Holds while `field` has one of the values: choices by option id, yes-no by true or false. */
export type Condition = { readonly field: string; readonly is: readonly (string | boolean)[] };

/** A moment that a deadline counts from: when a field says it was, when a stage was completed, or when it opened. */
export type Anchor = { readonly field: string } | { readonly stage: string } | { readonly opening: string };

/** By when, as the paper says it. Several in a row mean: the first whose anchor is known. */
export type DeadlineRule =
  | { readonly kind: 'same-day'; readonly as: Anchor }
  | { readonly kind: 'at-time'; readonly time: string; readonly daysBefore: number; readonly on: Anchor }
  | {
      readonly kind: 'within';
      readonly unit: TimeUnit | 'working-hours';
      readonly count: number;
      readonly after: Anchor;
    }
  | { readonly kind: 'before'; readonly unit: TimeUnit; readonly count: number; readonly before: Anchor };

/** Days and working days end with the day; minutes and hours run on the clock. */
type TimeUnit = 'minutes' | 'hours' | 'days' | 'working-days';

export type Field = {
  readonly kind: FieldKind;
  readonly label: Label;
  /** May stay empty: neither required nor counted as a blank. */
  readonly optional?: boolean;
  /** The field is on this branch only; elsewhere it is not asked for and not counted. */
  readonly when?: Condition;
  /** Who fills it, when that is somebody other than the stage's role. */
  readonly role?: RoleId;
  /** Choices by id, in the order of the paper. */
  readonly options?: Readonly<Record<string, Label>>;
  /** What is taken for an option as well, by its id: its former name, or a shorter one. */
  readonly alsoTyped?: Readonly<Record<string, Label>>;
  /** 无 is a full answer (nothing owed, no freight advanced), stored as an empty list or zero. */
  readonly noneIsAnswer?: boolean;
  /** A phone that may be a national service number (95353): people call it, nothing is ever sent there. */
  readonly hotline?: boolean;
  /** The minute is needed; otherwise the hour suffices, as on paper. */
  readonly minutes?: boolean;
  /** A thing that has happened: a time that is still to come is refused. */
  readonly past?: boolean;
  /** At the latest so many calendar days after that field's day. */
  readonly latest?: { readonly days: number; readonly after: string };
  /** At the earliest at the time, or on the day, of that field; a day without a year is the one nearest to it. */
  readonly earliest?: string;
  /** A day without a year is the next such day, at most four weeks back; otherwise the one nearest to the reference. */
  readonly ahead?: boolean;
  /** A time of day that is later than that field's. */
  readonly after?: string;
  /** The smallest and the largest number that is taken. */
  readonly least?: number;
  readonly most?: number;
  /** A number that is no less than that field's. */
  readonly noLessThan?: string;
  /** Never the same as that field's value; addresses are the same however they are capitalised. */
  readonly differsFrom?: string;
  /** A number of whole minutes: 2小时 and 半小时 are understood, and stored in minutes. */
  readonly unit?: 'minutes';
  /** A text of that shape only: a calendar month, stored as `YYYY-MM`; with `past`, one that is over. */
  readonly pattern?: 'month';
  /**
   * Filled by the system, and so never counted as a blank: when the notice to that recipient has been accepted, or at
   * once ('log'), unless a person has filled it first; 'system': by rules of the form's own, and by nobody else.
   */
  readonly filledBy?: { readonly notice: string; readonly to: Recipient } | 'log' | 'system';
  /** Filled by the person whose address that field holds, whatever their role; and by managers. */
  readonly namedIn?: string;
  /** An address that must be on the staff list. */
  readonly staffMember?: boolean;
  /** Not printed on the paper: asked for, but never counted as a blank. */
  readonly added?: boolean;
  /** Stands under that field's printed label: together they are one blank. */
  readonly printedUnder?: string;
  /** An instant that ends a day is shown as 24:00 of that day. */
  readonly endsDay?: boolean;
  /** Once filled it stays: nobody changes or clears it. */
  readonly fixed?: boolean;
  /** What to do when it is wrong all the same; to start another row when absent. */
  readonly fixedNote?: Label;
  /** What to do instead, said to who types into what the system fills. */
  readonly typedElsewhere?: Label;
  /** How an answer may look, said where one can't be read; of its kind when absent. */
  readonly example?: string;
  /** Width of its column in pixels; by kind when absent. */
  readonly width?: number;
};

export type Stage = {
  readonly id: string;
  readonly label: Label;
  readonly role: RoleId;
  readonly fields: Readonly<Record<string, Field>>;
  /** Printed sentences without blanks. */
  readonly instructions?: readonly Label[];
  /** Printed warnings that are nobody's blank. */
  readonly remarks?: readonly Label[];
  /** 填写要求: the deadline in the paper's own words; of settings, what holds while nothing is filled. */
  readonly fillBy?: Label;
  readonly due?: readonly DeadlineRule[];
  /** Besides the earlier stages, this must hold before the stage opens. */
  readonly opens?: Condition;
  /** Its people are at work whenever it opens, so they are reminded at night and on days off as well. */
  readonly remindsAnytime?: boolean;
};

export type FormDefinition = {
  readonly id: string;
  /** Raised when stored records need another reading; kept on every record. */
  readonly version: number;
  readonly label: Label;
  /** The register tab's title. */
  readonly tab: Label;
  /** Heading and automatic form of the record's number (编号): prefix, then the year, then a running number. */
  readonly number: { readonly label: Label; readonly prefix: string; readonly width?: number };
  readonly head: Pick<Stage, 'role' | 'fields' | 'fillBy'>;
  readonly stages: readonly Stage[];
  /** Which fields say where a recipient is reached. */
  readonly recipients?: Readonly<Partial<Record<Recipient, RecipientFields>>>;
  readonly notices?: readonly NoticeRule[];
  /**
   * Further shipments under one number: the named stages are filled again on a row of their own, whose `by` field
   * is 2, 3, …; everything else is carried over from the first row and not filled again.
   */
  readonly repeat?: { readonly by: string; readonly stages: readonly string[]; readonly owed: string };
  /** Its rows are settings: they are not counted by any summary, and what they say holds for everything else. */
  readonly settings?: SettingsKind;
  /** Its rows are made by the system; people only fill in what is left to them. */
  readonly madeBySystem?: boolean;
  /**
   * Fields whose columns stand first in the register, and stay in view when it is scrolled. When absent, the first field
   * does; of a form with stages, the number.
   */
  readonly inView?: readonly string[];
  /** Its rows hold long texts and become high: they are read from the top, not from the middle. */
  readonly tallRows?: boolean;
  /** The field that says to which month (YYYY-MM) a row belongs: in a closed month nothing is changed any more. */
  readonly monthIn?: string;
  /**
   * What a row says holds from the date in that field on, and never backwards: the date must lie after the day on which
   * it is typed, and once it has come the row stays as it is. Rows for which `freely` holds may begin, change and go at
   * any time.
   */
  readonly holdsFrom?: { readonly field: string; readonly freely?: Condition };
  /** The printed paper: penalty sentence and the like. */
  readonly footnotes?: readonly Label[];
};

type SettingsKind = 'staff' | 'calendar' | 'reminders' | 'penalties' | 'notices' | 'templates';

type RecipientFields = {
  readonly name: string;
  readonly phone: string;
  readonly email?: string;
  readonly language?: string;
  readonly channel?: string;
};

/** A field with where it stands: what the parser, the layout and the rules work from. */
export type PlacedField = Field & {
  readonly id: string;
  /** 'head' or the stage's id. */
  readonly stage: string;
  readonly role: RoleId;
};

export type Form = FormDefinition & {
  readonly fields: readonly PlacedField[];
  readonly field: (id: string) => PlacedField | undefined;
  readonly stage: (id: string) => Stage | undefined;
};
