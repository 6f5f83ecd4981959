import { z } from 'zod';
import { Refusal } from '../errors';
import { newSummaryMemory } from '../flows/kept-lines';
import { refreshSummaries } from '../flows/refresh-summaries';
import { restoreSettingsRows } from '../flows/restore-settings-rows';
import { showNotices } from '../flows/show-notices';
import { syncSheet } from '../flows/sync-sheet';
import { forms } from '../forms';
import type { Services, WiredServices } from '../ports';
import { sameAddress } from '../rules/same-address';
import { answering, bearerToken, parsedBody } from './http-entry';

const requestSchema = z.strictObject({ spreadsheetId: z.string().min(1).max(128) });
const budgetMs = 20_000;

/** Kept between the calls that one instance answers, so that unchanged buckets are not read again. */
const memory = newSummaryMemory();

/** `POST /refresh`, from the menu: what changed on the server goes to the register and the managers' tabs now. */
export function refreshEntry(wired: () => WiredServices) {
  return answering('refresh', wired, async (request) => {
    const { verifyCaller, current, staff, deployed } = wired();
    const { email } = await verifyCaller(bearerToken(request));
    const { spreadsheetId } = parsedBody(requestSchema, request);
    const known = (await staff.current()).some((person) => person.active && sameAddress(person.email, email));
    if (!known) throw new Refusal(403, 'unknown-person', 'The caller is not on the staff list.');
    if (!deployed.spreadsheets.includes(spreadsheetId))
      throw new Refusal(403, 'unknown-spreadsheet', 'This spreadsheet is not registered.');
    const services = await current();
    const { error } = await attempt(restoreSettingsRows(services, forms));
    const done = await bringUpToDate(services);
    if (error !== undefined) throw error;
    return done;
  });
}

/** Called by the schedule every minute; only the scheduler's account may call it (deployed without public access). */
export function syncEntry(wired: () => WiredServices) {
  return answering('sync', wired, async () => bringUpToDate(await wired().current()));
}

/**
 * What became of notices goes to their records before the register and the tabs show it. Each goes on though another
 * failed; the schedule and the next minute try again.
 */
async function bringUpToDate(services: Services) {
  const [notices, sheet, summaries] = [
    await attempt(showNotices({ services, forms, memory, budgetMs })),
    await attempt(syncSheet({ services, forms, budgetMs })),
    await attempt(refreshSummaries({ services, forms, memory, budgetMs })),
  ];
  for (const { error } of [notices, sheet, summaries]) if (error !== undefined) throw error;
  return { notices: notices.value, sheet: sheet.value, summaries: summaries.value };
}

async function attempt<T>(work: Promise<T>): Promise<{ value?: T; error?: unknown }> {
  try {
    return { value: await work };
  } catch (error) {
    return { error };
  }
}
