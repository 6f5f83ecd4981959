import { z } from 'zod';
import { languages } from '../forms/label';

/** A stretch of a day (HH:MM), the end not included. */
const hoursSchema = z.object({ from: z.string(), to: z.string() });

/** Where the company is, who may send edits for others, quiet hours: what whoever deploys decides. */
const deployedSchema = z.object({
  zone: z.string(),
  /** The company's name as messages sign it. */
  company: z.string(),
  /** The same for messages in traditional Chinese, and in English. */
  companyTraditional: z.string().optional(),
  companyEnglish: z.string().optional(),
  staffLanguage: z.enum(languages),
  spreadsheets: z.array(z.string()).min(1),
  /** Accounts whose triggers may report what others typed. */
  bridges: z.array(z.string()),
  /** Country assumed for phone numbers typed without a country code (ISO 3166, e.g. CN). */
  phoneCountry: z.string(),
  /** Which days are worked before the settings say otherwise: by China's legal calendar, or Monday to Friday. */
  legalCalendar: z.enum(['china', 'weekdays']),
  /** No SMS or email to customers between these times of day (HH:MM), in the zone above. */
  quietHours: hoursSchema,
});

/** What managers decide on the settings tabs, as it holds on one day. */
const managedSchema = z.object({
  /** Dates that are off or worked against the legal calendar (YYYY-MM-DD). */
  daysOff: z.array(z.string()),
  daysWorked: z.array(z.string()),
  /** Business hours of a working day, with the lunch break between. */
  hours: z.object({ morning: hoursSchema, afternoon: hoursSchema }),
  /** When a deadline "on the same day" ends: at midnight or at close of business. */
  sameDayEnds: z.enum(['midnight', 'close']),
  /** What "the day before" is: the calendar day, or the last working day. */
  dayBefore: z.enum(['calendar', 'working']),
  reminders: z.object({
    /** Staff get one message for everything of so many minutes. */
    slotMinutes: z.number(),
    /** How long before a deadline its person is reminded; less where the whole time is short. */
    soonMinutes: z.number(),
    /** How long after a missed deadline the department heads, then the managers are told; absent: never. */
    headMinutes: z.number().optional(),
    managerMinutes: z.number().optional(),
    /** Whether these two are also told by SMS. */
    escalateBySms: z.boolean(),
  }),
  penalties: z.object({
    /** Yuan per blank from that date on (YYYY-MM-DD), in order of dates. */
    amounts: z.array(z.object({ from: z.string(), amount: z.number() })),
    /** Whether a blank that is filled late is forgiven. */
    lateFillForgives: z.boolean(),
  }),
  /** Whom customers phone (as a phone is stored), and where an answer to an email arrives: nowhere to be said while absent. */
  servicePhone: z.string().optional(),
  serviceEmail: z.string().optional(),
  /** Nothing leaves: every message is stopped where it would be sent, and listed. */
  rehearsal: z.boolean(),
  /** Yuan per SMS segment by country calling code (`86`); '' for all others. */
  smsPrices: z.record(z.string(), z.number()),
  /** What messages say where a manager has changed it, by `kind~recipient~language` (see `rules/templates`). */
  templates: z.record(z.string(), z.object({ sms: z.string(), subject: z.string(), body: z.string() })),
  /** Months (YYYY-MM) of which nothing is changed any more. */
  closedMonths: z.array(z.string()),
});

export const settingsSchema = z.object({
  ...deployedSchema.shape,
  ...managedSchema.shape,
  /** Another text for all that moments depend on (see `eraOf`): how a record knows that its own are to be computed anew. */
  era: z.string(),
});
export type Settings = z.infer<typeof settingsSchema>;
export type DeployedSettings = z.infer<typeof deployedSchema>;
export type ManagedSettings = z.infer<typeof managedSchema>;

/** Until a manager says otherwise: the paper's 2 yuan, its calendar day before, its day until midnight. */
export const defaultManaged = {
  daysOff: [],
  daysWorked: [],
  hours: { morning: { from: '08:30', to: '12:00' }, afternoon: { from: '13:30', to: '17:30' } },
  sameDayEnds: 'midnight',
  dayBefore: 'calendar',
  reminders: {
    slotMinutes: 30,
    soonMinutes: 120,
    headMinutes: 60,
    managerMinutes: 1440,
    escalateBySms: true,
  },
  penalties: { amounts: [{ from: '0000-01-01', amount: 2 }], lateFillForgives: false },
  rehearsal: false,
  smsPrices: { '': 0.5 },
  templates: {},
  closedMonths: [],
  era: '',
} satisfies ManagedSettings & Pick<Settings, 'era'>;
