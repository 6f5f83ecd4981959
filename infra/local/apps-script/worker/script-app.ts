import type { Trigger as Installed } from '../host/script-store';
import type { Enumerations } from './enumerations';
import type { Parts } from './parts';

type ScriptApp = GoogleAppsScript.Script.ScriptApp;
type Trigger = GoogleAppsScript.Script.Trigger;
type SpreadsheetTriggerBuilder = GoogleAppsScript.Script.SpreadsheetTriggerBuilder;
type ClockTriggerBuilder = GoogleAppsScript.Script.ClockTriggerBuilder;
type Wanted = Omit<Installed, 'uid' | 'installer'>;

const MINUTES = [1, 5, 10, 15, 30];

/** `ScriptApp`: installed triggers, and the token that says whose authority the execution has. */
export function scriptApp({ strict, call }: Parts, names: Enumerations): ScriptApp {
  const triggerOf = (installed: Installed) =>
    strict<Trigger>('Trigger', {
      getUniqueId: () => installed.uid,
      getHandlerFunction: () => installed.handler,
      getEventType: () => names.eventTypes[installed.event],
    });
  const create = (wanted: Wanted | undefined) => {
    if (wanted === undefined) throw new Error('The trigger needs an event before it can be created.');
    return triggerOf(call('addTrigger', wanted));
  };
  const forSpreadsheet = (handler: string): SpreadsheetTriggerBuilder => {
    let event: Wanted['event'] | undefined;
    const on = (wanted: Wanted['event']) => {
      event = wanted;
      return self();
    };
    const self = (): SpreadsheetTriggerBuilder => builder;
    const builder = strict<SpreadsheetTriggerBuilder>('SpreadsheetTriggerBuilder', {
      onEdit: () => on('ON_EDIT'),
      onOpen: () => on('ON_OPEN'),
      create: () => create(event === undefined ? undefined : { handler, event }),
    });
    return builder;
  };
  const timeBased = (handler: string): ClockTriggerBuilder => {
    let everyMinutes: number | undefined;
    const self = (): ClockTriggerBuilder => builder;
    const every = (minutes: number) => {
      everyMinutes = minutes;
      return self();
    };
    const builder = strict<ClockTriggerBuilder>('ClockTriggerBuilder', {
      everyMinutes: (n) => {
        if (!MINUTES.includes(n)) {
          throw new Error(
            'The value you passed to everyMinutes was invalid. It must be one of 1, 5, 10, 15 or 30.',
          );
        }
        return every(n);
      },
      everyHours: (n) => every(n * 60),
      create: () =>
        create(everyMinutes === undefined ? undefined : { handler, event: 'CLOCK', everyMinutes }),
    });
    return builder;
  };

  return strict<ScriptApp>('ScriptApp', {
    AuthMode: names.authModes,
    EventType: names.eventTypes,
    getScriptId: () => 'local-script',
    getIdentityToken: () => call('identityToken'),
    getProjectTriggers: () => call('triggers').map(triggerOf),
    deleteTrigger: (trigger) => call('removeTrigger', trigger.getUniqueId()),
    newTrigger: (handler) => {
      call('permit', 'ScriptApp.newTrigger');
      return strict<GoogleAppsScript.Script.TriggerBuilder>('TriggerBuilder', {
        forSpreadsheet: () => forSpreadsheet(handler),
        timeBased: () => timeBased(handler),
      });
    },
  });
}
