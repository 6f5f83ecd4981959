import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Trigger } from './apps-script/host/script-store';

const schema = z.object({
  now: z.iso.datetime(),
  onEmulator: z.boolean(),
  workbook: z.unknown(),
  triggers: z.array(z.custom<Trigger>()),
  twilio: z.unknown(),
  mailbox: z.unknown(),
  /** The memory store's documents; with the emulator they are in its own export. */
  documents: z.record(z.string(), z.unknown()).optional(),
});
export type SavedState = z.infer<typeof schema>;

export const stateFolder = '.gendan/state';

const file = join(stateFolder, 'workbench.json');

/** What `--keep` kept, or nothing. @throws Error that says what to do when the file cannot be understood */
export async function readState(): Promise<SavedState | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  return restoring(() => schema.parse(JSON.parse(text)));
}

/** Takes over a part of what was kept. @throws Error that says what to do when the part cannot be understood */
export function restoring<T>(part: () => T): T {
  try {
    return part();
  } catch {
    throw new Error(`${file} cannot be read. Delete ${stateFolder} or start without --keep.`);
  }
}

/** Written whole or not at all: a half-written file would lose what the one before held. */
export async function writeState(state: SavedState): Promise<void> {
  await mkdir(stateFolder, { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(state), { mode: 0o600 });
  await rename(`${file}.new`, file);
}
