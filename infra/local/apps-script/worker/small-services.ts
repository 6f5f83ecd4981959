import type { StoreName } from '../host/script-ops';
import type { Parts } from './parts';
import { userOf } from './protection';

type Properties = GoogleAppsScript.Properties.Properties;
type Lock = GoogleAppsScript.Lock.Lock;

export function session(parts: Parts, timeZone: string) {
  return parts.strict<GoogleAppsScript.Base.Session>('Session', {
    getActiveUser: () => userOf(parts, () => parts.call('activeUser')),
    getEffectiveUser: () => userOf(parts, () => parts.call('effectiveUser')),
    getScriptTimeZone: () => timeZone,
    getActiveUserLocale: () => parts.call('about').locale.replace(/_.*/, ''),
  });
}

export function propertiesService({ strict, call }: Parts) {
  const store = (name: StoreName): Properties => {
    const all = () => call('properties', name);
    const set = (changes: Readonly<Record<string, string | null>>) => {
      call('setProperties', name, changes);
      return self();
    };
    const nulls = () => Object.fromEntries(Object.keys(all()).map((key) => [key, null]));
    const texts = (given: object) =>
      Object.fromEntries(Object.entries(given).map(([key, value]) => [key, String(value)]));
    const self = (): Properties => properties;
    const properties = strict<Properties>('Properties', {
      getProperty: (key) => all()[key] ?? null,
      getProperties: all,
      getKeys: () => Object.keys(all()),
      setProperty: (key, value) => set({ [key]: String(value) }),
      setProperties: (given: object, deleteAllOthers = false) =>
        set({ ...(deleteAllOthers ? nulls() : {}), ...texts(given) }),
      deleteProperty: (key) => set({ [key]: null }),
      deleteAllProperties: () => set(nulls()),
    });
    return properties;
  };
  return strict<GoogleAppsScript.Properties.PropertiesService>('PropertiesService', {
    getScriptProperties: () => store('script'),
    getDocumentProperties: () => store('document'),
    getUserProperties: () => store('user'),
  });
}

export function lockService({ strict, call }: Parts) {
  const lock = (name: StoreName) =>
    strict<Lock>('Lock', {
      tryLock: (waitMs) => call('takeLock', name, waitMs),
      waitLock: (waitMs) => {
        if (call('takeLock', name, waitMs)) return;
        throw new Error('Lock timeout: another process was holding the lock for too long.');
      },
      hasLock: () => call('hasLock', name),
      releaseLock: () => call('releaseLock', name),
    });
  return strict<GoogleAppsScript.Lock.LockService>('LockService', {
    getDocumentLock: () => lock('document'),
    getScriptLock: () => lock('script'),
    getUserLock: () => lock('user'),
  });
}
