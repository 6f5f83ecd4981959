import { z } from 'zod';
import { type EditRequest, type EditRow, maxRowsPerRequest } from '../forms/edit-contract';

/**
 * Keys and ids become parts of document names, so nothing but these characters may stand in them; names like `__x__`
 * are the store's own.
 */
const idSchema = z
  .string()
  .regex(/^(?!__.*__$)[A-Za-z0-9_-]{1,64}$/, 'must be 1–64 letters, digits, "-" or "_"');

/** What a cell of a sheet can hold. What is too long for its field is refused there in plain words, and that cell alone. */
const maxCellCharacters = 50_000;

const cellsSchema = z.record(
  z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, 'must be a field id'),
  z.union([z.string().max(maxCellCharacters), z.number(), z.boolean(), z.null()]),
);

const rowSchema: z.ZodType<EditRow> = z.strictObject({
  key: idSchema,
  editId: idSchema,
  revision: z.int().min(0),
  editedAt: z.iso.datetime({ offset: true }),
  editedBy: z.union([z.email(), z.literal('')]).exactOptional(),
  cells: cellsSchema.refine((cells) => Object.keys(cells).length <= 200, 'too many cells'),
});

/** The body of `POST /edits`. Two rows with one key cannot both be meant, so the request is refused. */
export const editRequestSchema: z.ZodType<EditRequest> = z
  .strictObject({
    spreadsheetId: z.string().min(1).max(128),
    form: z.string().min(1).max(64),
    rows: z.array(rowSchema).min(1).max(maxRowsPerRequest, `at most ${maxRowsPerRequest} rows`),
  })
  .superRefine(({ rows }, context) => {
    const seen = new Set<string>();
    for (const [index, { key }] of rows.entries()) {
      if (seen.has(key))
        context.addIssue({ code: 'custom', path: ['rows', index, 'key'], message: 'two rows have one key' });
      seen.add(key);
    }
  });
