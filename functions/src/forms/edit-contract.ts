/** What travels between the add-on and `POST /edits`. The add-on takes these types; the function parses with zod. */
export type CellInput = string | number | boolean | null;

export type EditRow = {
  /** The row's own lasting id: 1–64 letters, digits, '-' and '_'. */
  readonly key: string;
  /** Digest of key, revision and cells: two triggers that report one edit make one edit. */
  readonly editId: string;
  /** The record's revision that the row was last known to show; 0 for a new row. */
  readonly revision: number;
  /** When it was typed: an instant in UTC. */
  readonly editedAt: string;
  /** Who typed, as Google told the trigger; absent where the sender of the token typed. Empty where Google told nothing. */
  readonly editedBy?: string;
  /** Changed cells by field id: omitted = untouched, null = cleared. `number` stands for the record's number (编号). */
  readonly cells: Readonly<Record<string, CellInput>>;
};

export type EditRequest = {
  readonly spreadsheetId: string;
  readonly form: string;
  readonly rows: readonly EditRow[];
};

export type EditOutcome = 'saved' | 'unchanged' | 'rejected' | 'conflict' | 'retry';

export type Problem = {
  /** A field id, 'number', or '' where the whole row is concerned. */
  readonly field: string;
  readonly code: string;
  /** A sentence for the clerk: what is wrong and what to type. */
  readonly message: string;
  readonly yours?: string;
  readonly theirs?: string;
  readonly by?: string;
  readonly at?: string;
};

export type StageDeadline = {
  readonly stage: string;
  /** UTC instant; absent while what it counts from is not known. */
  readonly dueAt: string;
  readonly state: 'open' | 'late' | 'done' | 'done-late';
};

/** Whose turn it is; the texts are ready for the register's derived columns. */
export type NextStep = {
  readonly stage: string;
  readonly role: string;
  readonly person: string | null;
  readonly text: string;
  readonly dueText: string;
  /** UTC instants: the deadline, and from when on it counts as near. Absent while the deadline is not known. */
  readonly dueAt?: string;
  readonly soonAt?: string;
};

/** What is said of a row in place of 已保存: in a word, and why as a sentence. */
export type Standing = { readonly text: string; readonly note: string };

export type RowAnswer = {
  readonly key: string;
  readonly outcome: EditOutcome;
  readonly revision: number;
  readonly number: string | null;
  /** Every field of the record as the sheet shows it; a field that is not named is empty. */
  readonly cells: Readonly<Record<string, string | number>>;
  readonly problems: readonly Problem[];
  readonly deadlines: readonly StageDeadline[];
  readonly next: NextStep | null;
  /** How the record's notices stand, ready for the register's column; absent where the form has none. */
  readonly messages?: string;
  /** Only where a saved row does not hold yet: a settings row of which something required is still missing. */
  readonly standing?: Standing;
};

export type EditAnswer = { readonly rows: readonly RowAnswer[] };
export type ErrorAnswer = { readonly error: { readonly code: string; readonly message: string } };

export const maxRowsPerRequest = 500;
export const maxRequestBytes = 2 * 1024 * 1024;
