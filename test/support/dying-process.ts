import type { SendOutcome, Services, Store } from '../../functions/src/ports';

class ProcessDied extends Error {}

/**
 * Services of a process that dies at its `deathAt`-th step: every store operation and every send is two steps, one
 * before and one after its effect. After its death nothing it tries has any effect. `steps` tells how many there were.
 */
export function dyingProcess(services: Services, deathAt: number) {
  let steps = 0;
  const step = () => {
    steps += 1;
    if (steps >= deathAt) throw new ProcessDied();
  };
  const mortal =
    <A extends unknown[], R>(work: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      step();
      const result = await work(...args);
      step();
      return result;
    };
  const { store, sms, mail } = services;
  const dying: Store = {
    get: mortal(store.get),
    find: mortal(store.find),
    write: mortal(store.write),
    take: mortal(store.take),
    transact: async (decide) => {
      step();
      const result = await store.transact(async (read) => {
        const decided = await decide(read);
        step();
        return decided;
      });
      step();
      return result;
    },
  };
  return {
    services: {
      ...services,
      store: dying,
      sms: {
        send: mortal<Parameters<typeof sms.send>, SendOutcome>(sms.send),
        ...(sms.find ? { find: mortal(sms.find) } : {}),
        ...(sms.fetch ? { fetch: mortal(sms.fetch) } : {}),
      },
      mail: { send: mortal<Parameters<typeof mail.send>, SendOutcome>(mail.send) },
    },
    steps: () => steps,
  };
}

/** Whoever is to die may fail; nobody else. */
export function unlessDead(dieAt: number | undefined): (error: unknown) => void {
  return (error) => {
    if (dieAt === undefined) throw error;
  };
}
