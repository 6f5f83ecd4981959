import { z } from 'zod';

const email = z.string().min(1).max(254);
const index = z.number().int().min(0).max(1_000_000);
const count = z.number().int().min(1).max(10_000);

/** The most cells that one paste may bring. */
const MOST_CELLS = 100_000;

const typed = z
  .array(z.array(z.string().max(50_000)).min(1))
  .min(1)
  .refine((rows) => rows.every((row) => row.length === rows[0]?.length), 'the rows are not equally long')
  .refine((rows) => rows.length * (rows[0]?.length ?? 0) <= MOST_CELLS, `more than ${MOST_CELLS} cells`);

export const editRequest = z.strictObject({
  user: email,
  sheetId: index,
  row: index,
  column: index,
  typed,
});

export const rowsRequest = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('insert'), user: email, sheetId: index, before: index, count }),
  z.strictObject({ action: z.literal('delete'), user: email, sheetId: index, from: index, count }),
  z.strictObject({
    action: z.literal('sort'),
    user: email,
    sheetId: index,
    column: index,
    ascending: z.boolean(),
  }),
]);

const activeRange = z.strictObject({
  sheetId: index,
  row: index,
  column: index,
  rows: count,
  columns: count,
});

export const runRequest = z.strictObject({
  user: email,
  functionName: z.string().regex(/^[A-Za-z_$][\w$]{0,99}$/),
  args: z.array(z.unknown()).max(20).exactOptional(),
  activeRange: activeRange.exactOptional(),
});

const number = z.string().regex(/^\+?\d{3,15}$/);

export const replyRequest = z.strictObject({ from: number, to: number, body: z.string().min(1).max(1_600) });

export const clockRequest = z.union([
  z.strictObject({ to: z.iso.datetime({ offset: true }) }),
  z.strictObject({ to: z.literal('next-working-morning') }),
]);

export type RowsRequest = z.infer<typeof rowsRequest>;
export type ActiveRange = z.infer<typeof activeRange>;
