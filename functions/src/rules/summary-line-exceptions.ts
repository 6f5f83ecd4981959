import { z } from 'zod';
import { cutText } from './cut-text';
import type { StoredRecord, Values } from './record';
import { agreeingTimes } from './summary-journey';

/** A cell that was refused and is still to be mended: its field, what was typed (cut), and by whom (email). */
export const refusedSchema = z.object({ field: z.string(), text: z.string(), by: z.string() });
/** Two fields whose times should agree, and don't. Instants in UTC. */
export const differsSchema = z.object({
  first: z.string(),
  second: z.string(),
  firstAt: z.string(),
  secondAt: z.string(),
});

/** More of one record say nothing new to whoever must look at it, and a line's size stays bounded. */
const mostRefused = 4;
const longestTyped = 40;

/** The latest ones first. */
export function refusedCells({ refused }: StoredRecord): z.infer<typeof refusedSchema>[] {
  return Object.entries(refused)
    .sort(([, a], [, b]) => Date.parse(b.at) - Date.parse(a.at))
    .slice(0, mostRefused)
    .map(([field, { text, by }]) => ({ field, text: cutText(text, longestTyped), by }));
}

export function differingTimes(values: Values): z.infer<typeof differsSchema>[] {
  return agreeingTimes.flatMap(({ first, second, minutes }) => {
    const [firstAt, secondAt] = [values[first], values[second]];
    if (typeof firstAt !== 'string' || typeof secondAt !== 'string') return [];
    const apart = Math.abs(Date.parse(secondAt) - Date.parse(firstAt));
    return apart > minutes * 60_000 ? [{ first, second, firstAt, secondAt }] : [];
  });
}
