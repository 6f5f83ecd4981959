import type { Menu, MenuItem } from './execution';
import type { Executions, RunResult, Start } from './executions';
import type { ScriptStore, Trigger } from './host/script-store';
import type { Typed } from './user-edit';

/**
 * What runs when somebody edits or opens the spreadsheet and when time has passed: first the simple trigger, as that
 * person and without authority, then every installed trigger as its installer, one after the other.
 */
export function triggeredRuns({ execute }: Executions, store: ScriptStore, now: () => Date) {
  const installed = (event: Trigger['event']) =>
    store.triggers().filter((trigger) => trigger.event === event);
  const asPerson = (user: string): Start => {
    return { authMode: 'LIMITED', effectiveUser: user, activeUser: '', window: user };
  };
  const asInstaller = (installer: string, user: string): Start => {
    return { authMode: 'FULL', effectiveUser: installer, activeUser: seenBy(installer, user), window: user };
  };

  return {
    afterEdit: async (user: string, { at, ...values }: Typed): Promise<readonly RunResult[]> => {
      const event = { kind: 'edit', at, ...values } as const;
      const simple = { ...event, authMode: 'LIMITED', user: '' } as const;
      const job = { functionName: 'onEdit', ifDefined: true, args: [], event: simple };
      const results = [await execute(job, { ...asPerson(user), active: at })];
      for (const { uid: triggerUid, handler, installer } of installed('ON_EDIT')) {
        const start = { ...asInstaller(installer, user), active: at };
        const told = { ...event, authMode: 'FULL', user: start.activeUser, triggerUid } as const;
        results.push(
          await execute({ functionName: handler, ifDefined: false, args: [], event: told }, start),
        );
      }
      return results;
    },
    afterOpening: async (user: string): Promise<readonly MenuItem[]> => {
      const menus: Menu[] = [];
      const simple = { kind: 'open', authMode: 'LIMITED', user: '' } as const;
      await execute(
        { functionName: 'onOpen', ifDefined: true, args: [], event: simple },
        asPerson(user),
        menus,
      );
      for (const { uid: triggerUid, handler, installer } of installed('ON_OPEN')) {
        const start = asInstaller(installer, user);
        const event = { kind: 'open', authMode: 'FULL', user: start.activeUser, triggerUid } as const;
        await execute({ functionName: handler, ifDefined: false, args: [], event }, start, menus);
      }
      return menus;
    },
    byTheClock: async (): Promise<readonly RunResult[]> => {
      const results: RunResult[] = [];
      for (const { uid: triggerUid, handler, installer } of installed('CLOCK')) {
        const event = { kind: 'time', authMode: 'FULL', triggerUid, time: now().toISOString() } as const;
        const start = { ...asInstaller(installer, installer), window: undefined };
        results.push(await execute({ functionName: handler, ifDefined: false, args: [], event }, start));
      }
      return results;
    },
  };
}

/** Google tells a script who acts only within the domain of the account that it runs under. */
function seenBy(installer: string, user: string): string {
  return domainOf(installer) === domainOf(user) ? user : '';
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}
