export type Broadcast<T> = {
  readonly send: (value: T) => void;
  readonly listen: (listener: (value: T) => void) => () => void;
};

/** Hands each value to whoever listens at the time. */
export function broadcast<T>(): Broadcast<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    send: (value) => {
      for (const listener of listeners) listener(value);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
