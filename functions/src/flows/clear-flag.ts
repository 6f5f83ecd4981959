import type { Store, StoredDocument, Write } from '../ports';
import { StoreConflict } from '../ports';
import type { StoredRecord } from '../rules/record';

/**
 * Clears a flag of records that have been dealt with, and gives those that it could: a record that was written since
 * it was read keeps its flag, because its change is still to be dealt with. With `toSheet` the wish for a row goes too:
 * once the row was there, one that is deleted stays deleted, unless it is a row of settings.
 */
export async function clearFlag(
  store: Store,
  documents: readonly StoredDocument[],
  flag: 'toSheet' | 'summaryPending',
): Promise<readonly StoredDocument[]> {
  const clearing = ({ path, version, data }: StoredDocument): Write => ({
    kind: 'update',
    path,
    data: { [flag]: false, ...(flag === 'toSheet' && wantsRow(data) ? { rowWanted: false } : {}) },
    version,
  });
  if (await succeeds(store, documents.map(clearing))) return documents;
  const cleared: StoredDocument[] = [];
  for (const document of documents) if (await succeeds(store, [clearing(document)])) cleared.push(document);
  return cleared;
}

function wantsRow(data: unknown): boolean {
  return (data as Partial<StoredRecord> | undefined)?.rowWanted === true;
}

/** Sets the flag, be it again where a writer who knew nothing of our work may have cleared it. Records that are gone stay so. */
export async function setFlag(
  store: Store,
  documents: readonly StoredDocument[],
  flag: 'toSheet',
): Promise<void> {
  for (const { path } of documents) await succeeds(store, [{ kind: 'update', path, data: { [flag]: true } }]);
}

async function succeeds(store: Store, writes: readonly Write[]): Promise<boolean> {
  try {
    if (writes.length > 0) await store.write(writes);
    return true;
  } catch (error) {
    if (error instanceof StoreConflict) return false;
    throw error;
  }
}
