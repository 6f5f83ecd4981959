import * as z from 'zod/mini';
import type { RowAnswer } from '../../functions/src/forms/edit-contract';

const problemSchema = z.object({
  field: z.string(),
  code: z.string(),
  message: z.string(),
  yours: z.optional(z.string()),
  theirs: z.optional(z.string()),
  by: z.optional(z.string()),
  at: z.optional(z.string()),
});

const rowSchema = z.object({
  key: z.string(),
  outcome: z.enum(['saved', 'unchanged', 'rejected', 'conflict', 'retry'] satisfies RowAnswer['outcome'][]),
  revision: z.number(),
  number: z.nullable(z.string()),
  cells: z.record(z.string(), z.union([z.string(), z.number()])),
  problems: z.array(problemSchema),
  next: z.nullable(z.object({ text: z.string(), dueText: z.string() })),
});

/** The parts of a row's answer that the sheet shows. */
export type Answer = z.infer<typeof rowSchema>;
export type AnsweredProblem = z.infer<typeof problemSchema>;

const editAnswerSchema = z.object({ rows: z.array(rowSchema) });
const errorAnswerSchema = z.object({ error: z.object({ message: z.string() }) });

/** Undefined for anything but an answer of ours: a proxy's page, a cut-off text. */
export function parseEditAnswer(text: string): readonly Answer[] | undefined {
  return parsed(editAnswerSchema, text)?.rows;
}

/** The server's own sentence, where it gave one. */
export function parseErrorAnswer(text: string): string | undefined {
  return parsed(errorAnswerSchema, text)?.error.message;
}

function parsed<T>(schema: z.ZodMiniType<T>, text: string): T | undefined {
  try {
    const result = schema.safeParse(JSON.parse(text));
    return result.success ? result.data : undefined;
  } catch {
    return undefined;
  }
}
