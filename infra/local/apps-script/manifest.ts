import { z } from 'zod';

const manifest = z.looseObject({
  timeZone: z.string().refine(isTimeZone, 'no time zone that is known here'),
  runtimeVersion: z.literal('V8'),
  oauthScopes: z.array(z.string()),
});

export type Manifest = z.infer<typeof manifest>;

/** Reads `appsscript.json`. Throws, naming the place, for what Apps Script or this runtime could not run by. */
export function parseManifest(given: unknown): Manifest {
  const parsed = manifest.safeParse(given);
  if (!parsed.success) throw new Error(`appsscript.json:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
