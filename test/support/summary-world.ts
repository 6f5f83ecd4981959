import { createMemoryStore } from '../../functions/src/adapters/memory-store';
import type { SummaryMemory } from '../../functions/src/flows/kept-lines';
import { refreshSummaries } from '../../functions/src/flows/refresh-summaries';
import { forms } from '../../functions/src/forms';
import type { Services, SheetTab, Store } from '../../functions/src/ports';
import { recordId } from '../../functions/src/rules/change';
import type { StoredRecord } from '../../functions/src/rules/record';
import { testServices } from './services';
import { shippedOrder } from './shipped-order';

/** Machine time of one run, in milliseconds. */
export const budgetMs = 20_000;

/** Services whose spreadsheet keeps what was written into it. */
export function summaryWorld(store: Store = createMemoryStore()) {
  const world = testServices({ now: '2026-03-17T01:05:00.000Z', store });
  const written: { readonly spreadsheetId: string; readonly tabs: readonly SheetTab[] }[] = [];
  const services: Services = {
    ...world.services,
    spreadsheet: {
      ...world.services.spreadsheet,
      writeTabs: async (spreadsheetId, tabs) => void written.push({ spreadsheetId, tabs }),
    },
  };
  const refresh = (memory?: SummaryMemory, more: Partial<Services> = {}) =>
    refreshSummaries({ services: { ...services, ...more }, forms, ...(memory ? { memory } : {}), budgetMs });
  const text = () => JSON.stringify(written.at(-1)?.tabs ?? []);
  return { ...world, services, written, refresh, text };
}

/** An order that is to be taken into the summaries, made so many minutes after the first. */
export function pending(at: number, changes: Partial<StoredRecord> = {}): StoredRecord {
  return {
    ...shippedOrder(),
    key: `row-${at}`,
    number: `DH2026-${String(at).padStart(4, '0')}`,
    createdAt: new Date(Date.parse('2026-03-10T00:00:00.000Z') + at * 60_000).toISOString(),
    summaryPending: true,
    ...changes,
  };
}

export async function put(store: Store, ...records: readonly StoredRecord[]): Promise<void> {
  for (const record of records)
    await store.write([{ kind: 'set', path: `records/${recordId(record.form, record.key)}`, data: record }]);
}

export const range = (count: number) => Array.from({ length: count }, (_, at) => at);
