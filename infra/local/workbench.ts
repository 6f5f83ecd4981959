import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createFirestoreStore } from '../../functions/src/adapters/firestore-store';
import { createMemoryStore } from '../../functions/src/adapters/memory-store';
import { sweepTime } from '../../functions/src/entry/sweep';
import { deliverNotices } from '../../functions/src/flows/deliver-notices';
import { newSummaryMemory } from '../../functions/src/flows/kept-lines';
import { readBounces } from '../../functions/src/flows/read-bounces';
import { refreshSummaries } from '../../functions/src/flows/refresh-summaries';
import { seedSettings } from '../../functions/src/flows/seed-settings';
import { seedStaff } from '../../functions/src/flows/seed-staff';
import { showNotices } from '../../functions/src/flows/show-notices';
import { syncSheet } from '../../functions/src/flows/sync-sheet';
import { templateRows } from '../../functions/src/flows/template-rows';
import { forms } from '../../functions/src/forms';
import { roles } from '../../functions/src/forms/roles';
import type { WiredServices } from '../../functions/src/ports';
import { buildServices } from '../../functions/src/services';
import { createAppsScript } from './apps-script/runtime';
import { createBusinessClock, workingMorning } from './business-clock';
import type { Emulator } from './emulator';
import { startFunctions } from './functions-server';
import { audience, localConfig, projectId, spreadsheetId } from './local-config';
import { pageScript } from './page-script';
import { serveOnLoopback } from './providers/loopback';
import { requireIndexes } from './require-indexes';
import { functionsAccount, owner, samplePeople } from './sample-people';
import { restoring, type SavedState } from './saved-state';
import { startSchedule } from './schedule';
import { startStandIns } from './stand-ins';
import { createWorkbenchApp } from './web/workbench-app';
import { windClock } from './wind-clock';
import { createWorkbook, loadWorkbook } from './workbook/workbook';

export type WorkbenchOptions = {
  readonly port: number;
  readonly emulator: Emulator | undefined;
  /** From an earlier run; a fresh start without. */
  readonly saved?: SavedState | undefined;
  readonly onFailure: (what: string, error: unknown) => void;
};

export type Workbench = Awaited<ReturnType<typeof startWorkbench>>;

/**
 * Everything on this machine: the spreadsheet with the add-on at work in it, the deployed functions, and strict
 * stand-ins for Google, the SMS provider and the mail server, wired as in production.
 */
export async function startWorkbench({ port, emulator, saved, onFailure }: WorkbenchOptions) {
  const clock = createBusinessClock(saved ? new Date(saved.now) : workingMorning);
  const workbook = saved
    ? restoring(() => loadWorkbook(saved.workbook))
    : createWorkbook({
        id: spreadsheetId,
        title: '宏远家具 订货发货售后跟踪',
        timeZone: 'Asia/Shanghai',
        locale: 'zh_CN',
      });

  let wired: WiredServices | undefined;
  const running = (): WiredServices => {
    if (!wired) throw new Error('the workbench is still starting');
    return wired;
  };
  const functions = await startFunctions(running);
  const standIns = await startStandIns(clock, workbook, { repliesTo: `${functions.url}/smsReply` });

  const memory = emulator ? undefined : createMemoryStore(saved?.documents ?? {});
  const store = requireIndexes(memory ?? createFirestoreStore({ projectId, emulatorHost: emulator?.host }));
  const config = localConfig({ ...standIns.urls, functions: functions.url, emulatorHost: emulator?.host });
  const summaryMemory = newSummaryMemory();
  // Before that every second's run would ask for tabs that aren't there yet, at the expense of the minute's quota.
  const isSetUp = (): boolean =>
    forms.some((form) => workbook.sheetByTitle(form.tab[config.settings.staffLanguage]));
  const schedule = startSchedule({
    // As the minute's schedule does in production, only sooner.
    jobs: {
      sweep: async () => sweepTime(await running().current()),
      deliver: async () =>
        deliverNotices(await running().current(), forms, {
          current: () => running().current(),
          limit: 200,
          concurrency: 8,
          budgetMs: 20_000,
          random: Math.random,
        }),
      bounces: async () => readBounces(await running().current(), forms),
      sync: async () => {
        if (!isSetUp()) return;
        const shown = { services: await running().current(), forms, memory: summaryMemory, budgetMs: 20_000 };
        await showNotices(shown);
        await syncSheet(shown);
      },
      summaries: async () => {
        if (!isSetUp()) return;
        await refreshSummaries({
          services: await running().current(),
          forms,
          memory: summaryMemory,
          budgetMs: 20_000,
        });
      },
      timers: () => script.runTimeTriggers(),
    },
    onFailure,
  });
  wired = buildServices(config, {
    store,
    clock,
    accessToken: async () => functionsAccount,
    wakeDelivery: schedule.wake,
  });
  if (!saved) {
    const services = await wired.current();
    await Promise.all([seedStaff(services, samplePeople), seedSettings(services), templateRows(services)]);
  }

  const bundle = resolve('dist/sheets-addon');
  const page = pageScript();
  const script = createAppsScript({
    code: await readFile(`${bundle}/Code.js`, 'utf8'),
    html: { notices: await readFile(`${bundle}/notices.html`, 'utf8') },
    manifest: JSON.parse(await readFile(`${bundle}/appsscript.json`, 'utf8')),
    workbook,
    ownerEmail: owner,
    identityToken: (email) => standIns.issuer.token({ email, audience }),
    now: clock.business,
    ...page.ui,
  });
  script.load({
    properties: { script: { GENDAN_ENDPOINT: functions.url } },
    triggers: saved?.triggers ?? [],
    installed: saved?.triggers.length ?? 0,
  });
  if (saved)
    restoring(() => {
      standIns.twilio.load(saved.twilio);
      standIns.mailbox.load(saved.mailbox);
    });

  const web = await serveOnLoopback(
    createWorkbenchApp({
      workbook,
      script: page.connect(script),
      inbox: standIns.inbox,
      clock: {
        now: clock.business,
        set: async (to) => {
          await windClock(clock, to, () => schedule.run('sweep', 'deliver'));
          await schedule.runAll();
        },
        onChange: clock.onChange,
      },
      people: () => [
        ...samplePeople.map(({ email, name, roles: held }) => ({
          email,
          name,
          roles: held.map((role) => roles[role]['zh-CN']),
        })),
        { email: owner, name: '系统管理员', roles: ['安装插件'] },
      ],
      status: () => ({ firestore: emulator ? 'emulator' : 'memory' }),
      pageDir: resolve('dist/local/page'),
      onFailure: (error) => onFailure('a trigger', error),
    }),
    port,
  );

  return {
    url: web.url,
    workbook,
    script,
    clock,
    schedule,
    functions,
    services: wired,
    twilio: standIns.twilio,
    mailbox: standIns.mailbox,
    inbox: standIns.inbox,
    save: (): Omit<SavedState, 'onEmulator'> => ({
      now: clock.business().toISOString(),
      workbook: workbook.save(),
      triggers: [...script.triggers()],
      twilio: standIns.twilio.save(),
      mailbox: standIns.mailbox.save(),
      ...(memory ? { documents: memory.save() } : {}),
    }),
    close: async () => {
      await schedule.stop();
      await web.close();
      await script.close();
      await functions.stop();
      await standIns.close();
    },
  };
}
