import type { Execution, MenuItem } from '../execution';
import type { Manifest } from '../manifest';
import { type GuardedCall, mustBePermitted } from './authority';
import type { Locks } from './locks';
import type { ScriptStore, Trigger } from './script-store';
import { type FetchRequest, urlFetch } from './url-fetch';

/** What a script says to the person at the window. `user` is whose window; absent where it is everybody's. */
export type Ui = {
  onToast(toast: { user?: string; title?: string; message: string }): void;
  onAlert(alert: { user?: string; title?: string; message: string }): void;
  onSidebar(sidebar: { user?: string; title: string; html: string }): void;
  onLog(line: { level: 'info' | 'warning' | 'error'; text: string }): void;
};

export type ScriptHost = {
  manifest: Manifest;
  store: ScriptStore;
  locks: Locks;
  ui: Ui;
  identityToken(email: string): Promise<string>;
  now(): Date;
  fetch: typeof fetch;
};

export type StoreName = 'script' | 'document' | 'user';

/** Everything that is not the spreadsheet: time, fetching, identity, triggers, properties, locks, dialogs, log. */
export function scriptOps(host: ScriptHost, execution: Execution, ended: AbortSignal) {
  const { store, locks, ui } = host;
  const user = execution.effectiveUser;
  const permitted = (call: GuardedCall) => mustBePermitted(call, execution, host.manifest);
  const perUser = (name: StoreName) => (name === 'user' ? `user:${user}` : name);
  const toWindow = execution.window === undefined ? {} : { user: execution.window };
  const mustHaveWindow = () => {
    if (execution.window !== undefined) return;
    throw new Error('Cannot call SpreadsheetApp.getUi() from this context.');
  };

  return {
    now: () => host.now().getTime(),
    permit: permitted,
    fetchAll: (requests: readonly FetchRequest[]) => {
      permitted('UrlFetchApp.fetch');
      return Promise.all(requests.map((request) => urlFetch(request, host.fetch, ended)));
    },
    identityToken: () => {
      permitted('ScriptApp.getIdentityToken');
      return host.identityToken(user);
    },
    activeUser: () => (execution.authMode === 'LIMITED' ? '' : execution.activeUser),
    effectiveUser: () => {
      permitted('Session.getEffectiveUser');
      return user;
    },
    /** Only the user's own triggers, as in Google's. */
    triggers: () => {
      permitted('ScriptApp.getProjectTriggers');
      return store.triggers().filter(({ installer }) => installer === user);
    },
    addTrigger: (wanted: Omit<Trigger, 'uid' | 'installer'>) => {
      permitted('ScriptApp.newTrigger');
      return store.addTrigger({ ...wanted, installer: user });
    },
    removeTrigger: (uid: string) => {
      permitted('ScriptApp.deleteTrigger');
      store.removeTrigger(uid);
    },
    properties: (name: StoreName) => store.properties(perUser(name)),
    setProperties: (name: StoreName, changes: Readonly<Record<string, string | null>>) =>
      store.setProperties(perUser(name), changes),
    takeLock: (name: StoreName, waitMs: number) => locks.take(perUser(name), execution.id, waitMs),
    hasLock: (name: StoreName) => locks.has(perUser(name), execution.id),
    releaseLock: (name: StoreName) => locks.release(perUser(name), execution.id),
    mustHaveWindow,
    addMenu: (label: string, items: readonly MenuItem[]) => {
      execution.menus.push({ label, items });
    },
    toast: (message: string, title: string | undefined) =>
      ui.onToast({ ...toWindow, message, ...(title === undefined ? {} : { title }) }),
    alert: (message: string, title: string | undefined) =>
      ui.onAlert({ ...toWindow, message, ...(title === undefined ? {} : { title }) }),
    showSidebar: (title: string, html: string) => {
      permitted('Ui.showSidebar');
      ui.onSidebar({ ...toWindow, title, html });
    },
    showModalDialog: (title: string, html: string) => {
      permitted('Ui.showModalDialog');
      ui.onSidebar({ ...toWindow, title, html });
    },
    log: (level: 'info' | 'warning' | 'error', text: string) => ui.onLog({ level, text }),
  };
}
