import { z } from 'zod';
import { languages } from '../forms/label';

/** What a company decides: the business's zone, who may send edits for others, working days, quiet hours. */
export const settingsSchema = z.object({
  zone: z.string(),
  /** The company's name as messages sign it. */
  company: z.string(),
  staffLanguage: z.enum(languages),
  spreadsheets: z.array(z.string()).min(1),
  /** Accounts whose triggers may report what others typed. */
  bridges: z.array(z.string()),
  /** Country assumed for phone numbers typed without a country code (ISO 3166, e.g. CN). */
  phoneCountry: z.string(),
  /** Dates that are off or worked against the legal calendar (YYYY-MM-DD). */
  daysOff: z.array(z.string()),
  daysWorked: z.array(z.string()),
  /** No SMS or email to customers between these times of day (HH:MM), in the zone above. */
  quietHours: z.object({ from: z.string(), to: z.string() }),
});
export type Settings = z.infer<typeof settingsSchema>;
