import type { Execution } from '../execution';
import type { Manifest } from '../manifest';

const AUTH = 'https://www.googleapis.com/auth/';

/**
 * What each guarded service call needs: all of `scopes`. Simple triggers, which nobody has authorised, get none of
 * them; what they may do (the spreadsheet they sit in, properties, locks) is not listed here.
 * Source: developers.google.com/apps-script/guides/triggers and the reference page of each method.
 */
const GUARDED = {
  'UrlFetchApp.fetch': ['script.external_request'],
  'ScriptApp.newTrigger': ['script.scriptapp'],
  'ScriptApp.getProjectTriggers': ['script.scriptapp'],
  'ScriptApp.deleteTrigger': ['script.scriptapp'],
  'ScriptApp.getIdentityToken': ['openid', 'userinfo.email'],
  'Session.getEffectiveUser': ['userinfo.email'],
  'SpreadsheetApp.openById': ['spreadsheets'],
  'Ui.showSidebar': ['script.container.ui'],
  'Ui.showModalDialog': ['script.container.ui'],
} as const satisfies Record<string, readonly string[]>;

export type GuardedCall = keyof typeof GUARDED;

/** Throws as Google does when the execution, or the manifest, has no permission for the call. */
export function mustBePermitted(call: GuardedCall, execution: Execution, manifest: Manifest): void {
  const needed = GUARDED[call].map((scope) => (scope === 'openid' ? scope : `${AUTH}${scope}`));
  const permissions = `Required permissions: ${needed.join(' && ')}`;
  if (execution.authMode === 'LIMITED') {
    throw new Error(`You do not have permission to call ${call}. ${permissions}`);
  }
  if (needed.some((scope) => !manifest.oauthScopes.includes(scope))) {
    throw new Error(`Specified permissions are not sufficient to call ${call}. ${permissions}`);
  }
}

/** The spreadsheet itself is open to simple triggers; everybody else needs one of the two scopes. */
export function mustReachSpreadsheet(execution: Execution, manifest: Manifest): void {
  if (execution.authMode === 'LIMITED') return;
  const either = ['spreadsheets.currentonly', 'spreadsheets'].map((scope) => `${AUTH}${scope}`);
  if (either.some((scope) => manifest.oauthScopes.includes(scope))) return;
  throw new Error(
    'Specified permissions are not sufficient to call SpreadsheetApp.getActiveSpreadsheet. ' +
      `Required permissions: (${either.join(' || ')})`,
  );
}
