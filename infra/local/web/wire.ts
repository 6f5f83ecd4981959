import type { Cell, CellValue, GridRange, SheetProperties } from '../workbook/workbook-types';

/** How a cell looks and what it offers: everything but its content. Listed once per message and referred to by place. */
export type Look = Omit<Cell, 'value' | 'formula' | 'note'>;

/** row, column, value, place of its look in `looks`, note ('' for none). Rows and columns count from 0. */
export type WireCell = readonly [number, number, CellValue, number, string];

/** A whole tab. A cell that is not listed is blank, without note, and looks as `columns` says for its column. */
export type SheetContent = {
  properties: SheetProperties;
  looks: readonly Look[];
  columns: readonly number[];
  cells: readonly WireCell[];
};

/** A block of a tab. A cell of the range that is not listed is blank, without note and without any look. */
export type BlockContent = {
  sheetId: number;
  range: GridRange;
  looks: readonly Look[];
  cells: readonly WireCell[];
};

/** `version` counts the workbook's changes; a message holds everything up to its version. */
export type Snapshot = { version: number; title: string; sheets: readonly SheetContent[] };

export type ChangeMessage = {
  version: number;
  /** The ids of all tabs in their order, when tabs came, went or moved. */
  order?: readonly number[];
  sheets: readonly SheetContent[];
  blocks: readonly BlockContent[];
};

/** What a person typed into a block of cells, each cell as typed text. */
export type TypedBlock = { sheetId: number; row: number; column: number; typed: string[][] };

/** What came of typing or of a change of rows. Whatever `version` stands for reaches the page as a change message. */
export type EditAnswer = { ok: true; version: number } | { ok: false; message: string; version: number };

export type RunAnswer = { ok: true; value: unknown } | { ok: false; error: string };

/** One entry of the add-on's menu as its script built it. */
export type MenuItem =
  | { label: string; functionName: string }
  | { label: string; items: readonly MenuItem[] }
  | { separator: true };

export type Person = { email: string; name: string; roles: readonly string[] };

export type Sms = {
  sid: string;
  direction: 'outbound-api' | 'inbound';
  to: string;
  from: string;
  body: string;
  status: string;
  /** The provider's code where it failed. */
  errorCode: number | null;
  segments: number;
  /** Business time, ISO. */
  at: string;
};

export type Mail = {
  id: string;
  from: string;
  to: readonly string[];
  subject: string;
  text: string;
  html: string | null;
  headers: readonly { readonly name: string; readonly value: string }[];
  /** Business time, ISO. */
  at: string;
};

export type Inbox = { sms: readonly Sms[]; mails: readonly Mail[] };

/** Where the records are kept while the workbench runs. */
export type Status = { firestore: 'emulator' | 'memory' };

export type Workbench = { title: string; people: readonly Person[]; status: Status; now: string };

/** Without `user` it is meant for every window. */
export type Toast = { user?: string; title?: string; message: string };
export type Alert = { user?: string; title?: string; message: string };
export type Sidebar = { user?: string; title: string; html: string };
export type LogLine = { level: 'info' | 'warning' | 'error'; text: string };

/** What arrives over the event stream, by the event's name. */
export type Events = {
  hello: { version: number };
  change: ChangeMessage;
  inbox: Record<string, never>;
  clock: { now: string };
  toast: Toast;
  alert: Alert;
  sidebar: Sidebar;
  log: LogLine;
};
