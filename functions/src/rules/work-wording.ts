/** In the order in which people read them: others' lateness that was brought before them, their own, what is near, what is new. */
export const workGroups = ['escalated', 'late', 'soon', 'turn'] as const;
export type WorkGroup = (typeof workGroups)[number];

/** One piece of work in words; absent where it isn't known. */
export type WorkFacts = {
  /** Empty until the record has one. */
  readonly number: string;
  /** From 2 on it is said which shipment it is. */
  readonly batch: number;
  readonly dealer: string;
  readonly stage: string;
  /** The stage's place on the form, from 1. */
  readonly position?: number;
  /** Whose turn it is; told only where that isn't the reader. */
  readonly role?: string;
  readonly person?: string;
  readonly due?: string;
  readonly lateBy?: { readonly days: number; readonly hours: number; readonly minutes: number };
};

export type WorkCounts = readonly (readonly [group: WorkGroup, count: number])[];

/** How one language says what somebody has to do. */
export type WorkWording = {
  /** The first and most urgent group, with one piece of work of it as an example if there is room. */
  readonly sms: Readonly<Record<WorkGroup, (name: string, count: number, example?: WorkFacts) => string>>;
  /** What else there is, put behind it. */
  readonly smsRest: (counts: WorkCounts) => string;
  readonly signSms: (company: string, text: string) => string;
  readonly subject: (counts: WorkCounts) => string;
  readonly greeting: (name: string) => string;
  readonly heading: (group: WorkGroup, count: number) => string;
  readonly line: (facts: WorkFacts) => string;
  readonly unlisted: (count: number) => string;
  /** What the reader is asked to do about it. */
  readonly request: (counts: WorkCounts) => string;
};
