import type { Read } from '../ports';
import { managedSettings, settingsRowsSchema } from '../rules/settings-rows';
import { settingsPath } from './settings-directory';

/**
 * The months that are closed as the transaction sees it: settings that are believed for some seconds would let
 * somebody change a month that has just been closed.
 */
export async function closedMonths(read: Read): Promise<readonly string[]> {
  const [stored] = await read([settingsPath]);
  const rows = stored && settingsRowsSchema.parse(stored.data);
  return rows ? managedSettings(rows, '9999-12-31').closedMonths : [];
}
