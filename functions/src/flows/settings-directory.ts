import { forms } from '../forms';
import { log } from '../log';
import type { Clock, SettingsDirectory, Store, StoredDocument } from '../ports';
import { localTime } from '../rules/local-time';
import type { DeployedSettings, Settings } from '../rules/settings';
import { eraOf } from '../rules/settings-era';
import { managedSettings, type SettingsRows, settingsRowsSchema } from '../rules/settings-rows';
import { believed } from './believed';

/** How long the rows of the settings tabs are believed, in machine time. */
const believedMs = 15_000;

/** Every row of the settings tabs that is in effect, in one document: who needs settings reads no more than this. */
export const settingsPath = 'settings/rows';

export const noRows: SettingsRows = { version: 0, rows: {} };

/**
 * What was deployed, with what the settings tabs say for the business's present day. The day is looked at anew each
 * time, the tabs every 15 seconds; settings are worked out anew when either has changed. A document that cannot be read must not stop everybody's work: the last one that
 * could be read goes on holding, before the first one the defaults; the log says so at every look.
 */
export function createSettingsDirectory(
  store: Pick<Store, 'get'>,
  clock: Clock,
  deployed: DeployedSettings,
): SettingsDirectory {
  let lastGood = noRows;
  const rowsOf = (document: StoredDocument | undefined): SettingsRows => {
    const parsed = document ? settingsRowsSchema.safeParse(document.data) : undefined;
    if (parsed && !parsed.success) log('ERROR', 'settings unreadable', { document: settingsPath });
    else lastGood = parsed?.data ?? noRows;
    return lastGood;
  };
  const stored = believed(clock, believedMs, async () => {
    const [document] = await store.get([settingsPath]);
    return rowsOf(document);
  });
  let worked: { readonly of: SettingsRows; readonly today: string; readonly settings: Settings } | undefined;
  return {
    current: async () => {
      const rows = await stored.current();
      const today = localTime(clock.business().getTime(), deployed.zone)?.slice(0, 10) ?? '';
      if (worked?.of !== rows || worked.today !== today) {
        const settings = { ...deployed, ...managedSettings(rows, today) };
        worked = { of: rows, today, settings: { ...settings, era: eraOf(settings, forms, today) } };
      }
      return worked.settings;
    },
  };
}
