import { types } from 'node:util';
import { createContext, runInContext, type Script } from 'node:vm';

/** What the script's own context makes: values of this realm would fail its `instanceof`. */
export type Realm = {
  /** Runs the bundle. */
  load(script: Script): void;
  globals: Record<string, unknown>;
  /** A copy, in the script's realm, of plain data, dates and lists; what `strict` made goes through as it is. */
  bring(value: unknown): unknown;
  /**
   * The service object `name`: its functions answer with the script's own kind of values and errors, and every member
   * that it lacks throws, where a hand-made stand-in would quietly be undefined.
   */
  strict<T extends object>(name: string, members: Partial<T>): T;
  dates: DateConstructor;
};

export function createRealm(): Realm {
  const globals: Record<string, unknown> = Object.create(null);
  const context = createContext(globals, { name: 'Apps Script' });
  const own = (name: string) => runInContext(name, context);
  const [OwnArray, OwnObject, OwnError, OwnDate] = ['Array', 'Object', 'Error', 'Date'].map(own);
  const services = new WeakSet<object>();

  const bring = (value: unknown): unknown => {
    if (!(value instanceof Object) || services.has(value)) return value;
    if (types.isDate(value)) return new OwnDate(value.getTime());
    if (Array.isArray(value)) {
      const list = new OwnArray();
      for (const item of value) list.push(bring(item));
      return list;
    }
    const copy = new OwnObject();
    for (const [key, item] of Object.entries(value)) copy[key] = bring(item);
    return copy;
  };
  /** Errors of our realm become the script's own; those that the script threw itself go through. */
  const bringError = (error: unknown): unknown => {
    if (!(error instanceof Error)) return error;
    const brought = new OwnError(error.message);
    brought.name = 'Exception';
    return brought;
  };
  const guarded =
    (member: (...args: unknown[]) => unknown) =>
    (...args: unknown[]): unknown => {
      try {
        return bring(member(...args));
      } catch (error) {
        throw bringError(error);
      }
    };

  return {
    globals,
    bring,
    dates: OwnDate,
    load: (script) => script.runInContext(context),
    strict: <T extends object>(name: string, members: Partial<T>): T => {
      const shown = new Map<PropertyKey, unknown>([['toString', () => name]]);
      for (const [key, member] of Object.entries(members)) {
        shown.set(key, typeof member === 'function' ? guarded(member.bind(members)) : member);
      }
      const missing = (key: PropertyKey) =>
        bringError(new Error(`local Apps Script runtime: ${name}.${String(key)} is not implemented`));
      const service = new Proxy<Partial<T>>(members, {
        get: (_, key) => {
          if (shown.has(key)) return shown.get(key);
          if (typeof key === 'symbol' || key === 'toJSON' || key === 'then' || key === 'constructor')
            return undefined;
          throw missing(key);
        },
        set: (_, key) => {
          throw missing(key);
        },
        has: (_, key) => shown.has(key),
        ownKeys: () => [],
      });
      services.add(service);
      return service as T;
    },
  };
}
