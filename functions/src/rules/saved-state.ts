import { z } from 'zod';
import type { SavedState } from '../forms/register-layout';

/** What the hidden cell of a row holds. */
const savedSchema = z.object({
  revision: z.number(),
  cells: z.record(z.string(), z.union([z.string(), z.number()])),
  refused: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  times: z
    .object({
      deadlines: z.array(
        z.object({
          stage: z.string(),
          dueAt: z.string(),
          state: z.enum(['open', 'late', 'done', 'done-late']),
        }),
      ),
      next: z.object({ stage: z.string(), dueAt: z.string(), soonAt: z.string() }).optional(),
    })
    .optional(),
  standing: z.string().optional(),
});

/** Nothing is known to be saved where somebody has overwritten the hidden cell: every filled cell then counts as unsent. */
export function parseSaved(text: string): SavedState {
  try {
    const parsed = savedSchema.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data as SavedState;
  } catch {
    // Not JSON: as if empty.
  }
  return { revision: 0, cells: {} };
}

export function sameSaved(a: SavedState, b: SavedState): boolean {
  const ids = new Set([...Object.keys(a.cells), ...Object.keys(b.cells)]);
  return (
    a.revision === b.revision &&
    a.standing === b.standing &&
    JSON.stringify(a.times) === JSON.stringify(b.times) &&
    [...ids].every((id) => String(a.cells[id] ?? '') === String(b.cells[id] ?? ''))
  );
}
