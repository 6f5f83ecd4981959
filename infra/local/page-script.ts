import type { AppsScript } from './apps-script/runtime';
import { broadcast } from './broadcast';
import type { Alert, LogLine, Sidebar, Toast } from './web/wire';
import type { PageScript } from './web/workbench-app';

/** Joins the script to the page: what the script shows goes out to the windows, what people do there comes in. */
export function pageScript() {
  const toasts = broadcast<Toast>();
  const alerts = broadcast<Alert>();
  const sidebars = broadcast<Sidebar>();
  const lines = broadcast<LogLine>();
  return {
    ui: { onToast: toasts.send, onAlert: alerts.send, onSidebar: sidebars.send, onLog: lines.send },
    connect: (script: AppsScript): PageScript => ({
      userEdits: (user, sheetId, row, column, typed) => {
        const { typed: stored, triggers } = script.userEdits(user, sheetId, row, column, typed);
        return { typed: stored, triggers: triggers.then((results) => reportFailures(results, lines.send)) };
      },
      run: async (functionName, { user, args, activeRange }) => {
        const result = await script.run(functionName, {
          user,
          ...(args ? { args } : {}),
          ...(activeRange ? { activeRange: activeRange } : {}),
        });
        return result.ok ? { ok: true, value: result.value } : { ok: false, error: result.error };
      },
      menu: (user) => script.open(user),
      onToast: toasts.listen,
      onAlert: alerts.listen,
      onSidebar: sidebars.listen,
      onLog: lines.listen,
    }),
  };
}

/** A failed trigger shows nowhere in a spreadsheet; here it shows in the log. */
function reportFailures(
  results: readonly { readonly ok: boolean; readonly error?: string }[],
  tell: (line: LogLine) => void,
): void {
  for (const result of results)
    if (!result.ok) tell({ level: 'error', text: result.error ?? 'a trigger failed' });
}
