import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createFirestoreStore } from '../../functions/src/adapters/firestore-store';
import { createMemoryStore } from '../../functions/src/adapters/memory-store';
import { deliverNotices } from '../../functions/src/flows/deliver-notices';
import { refreshSummaries, type SummaryMemory } from '../../functions/src/flows/refresh-summaries';
import { syncSheet } from '../../functions/src/flows/sync-sheet';
import { forms } from '../../functions/src/forms';
import { roles } from '../../functions/src/forms/roles';
import type { Services } from '../../functions/src/ports';
import { buildServices } from '../../functions/src/services';
import { createAppsScript } from './apps-script/runtime';
import { createBusinessClock, workingMorning } from './business-clock';
import type { Emulator } from './emulator';
import { startFunctions } from './functions-server';
import { audience, localConfig, projectId, spreadsheetId, twilioAccount } from './local-config';
import { pageScript } from './page-script';
import { createIssuer } from './providers/issuer';
import { serveOnLoopback } from './providers/loopback';
import { startMailbox } from './providers/mailbox';
import { createTwilioStandIn } from './providers/twilio-stand-in';
import { requireIndexes } from './require-indexes';
import { functionsAccount, owner, samplePeople } from './sample-people';
import type { SavedState } from './saved-state';
import { startSchedule } from './schedule';
import { createSheetsApi } from './sheets-api/sheets-api';
import { createWorkbenchApp } from './web/workbench-app';
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
    ? loadWorkbook(saved.workbook)
    : createWorkbook({
        id: spreadsheetId,
        title: '宏远家具 订货发货售后跟踪',
        timeZone: 'Asia/Shanghai',
        locale: 'zh_CN',
      });

  let services: Services | undefined;
  const running = (): Services => {
    if (!services) throw new Error('the workbench is still starting');
    return services;
  };
  const functions = await startFunctions(running);
  const twilio = createTwilioStandIn({
    accountSid: twilioAccount.sid,
    authToken: twilioAccount.token,
    now: clock.business,
  });
  const twilioServer = await serveOnLoopback(twilio.app);
  const mailbox = await startMailbox({ now: clock.business });
  const issuerServer = await serveOnLoopback({ fetch: (request: Request) => issuer.app.fetch(request) });
  const issuer = await createIssuer({ issuer: issuerServer.url, machineNow: clock.machine });
  const sheetsApi = createSheetsApi({
    workbook,
    accountOf: (token) => (token === functionsAccount ? functionsAccount : undefined),
    editors: [functionsAccount],
    owner,
    machineNow: clock.machine,
  });
  const sheetsServer = await serveOnLoopback(sheetsApi.app);

  const memory = emulator ? undefined : createMemoryStore(saved?.documents ?? {});
  const store = requireIndexes(memory ?? createFirestoreStore({ projectId, emulatorHost: emulator?.host }));
  const config = localConfig({
    functions: functions.url,
    issuer: issuer.issuer,
    jwks: issuer.jwksUrl,
    twilio: twilioServer.url,
    smtpPort: mailbox.port,
    sheets: sheetsServer.url,
    emulatorHost: emulator?.host,
  });
  const summaryMemory: SummaryMemory = new Map();
  const schedule = startSchedule({
    // As the minute's schedule does in production, only sooner.
    jobs: {
      deliver: () => deliverNotices(running(), forms, { limit: 200, concurrency: 8, random: Math.random }),
      sync: () => syncSheet({ services: running(), forms, budgetMs: 20_000 }),
      summaries: () =>
        refreshSummaries({ services: running(), forms, memory: summaryMemory, budgetMs: 20_000 }),
      timers: () => script.runTimeTriggers(),
    },
    onFailure,
  });
  services = buildServices(config, {
    store,
    clock,
    accessToken: async () => functionsAccount,
    wakeDelivery: schedule.wake,
  });
  if (!saved)
    await store.write(
      samplePeople.map((person) => ({ kind: 'set', path: `staff/${person.email}`, data: person })),
    );

  const bundle = resolve('dist/sheets-addon');
  const page = pageScript();
  const script = createAppsScript({
    code: await readFile(`${bundle}/Code.js`, 'utf8'),
    manifest: JSON.parse(await readFile(`${bundle}/appsscript.json`, 'utf8')),
    workbook,
    ownerEmail: owner,
    identityToken: (email) => issuer.token({ email, audience }),
    now: clock.business,
    ...page.ui,
  });
  script.load({
    properties: { script: { GENDAN_ENDPOINT: functions.url } },
    triggers: saved?.triggers ?? [],
    installed: saved?.triggers.length ?? 0,
  });
  if (saved) {
    twilio.load(saved.twilio);
    mailbox.load(saved.mailbox);
  }

  const web = await serveOnLoopback(
    createWorkbenchApp({
      workbook,
      script: page.connect(script),
      inbox: {
        sms: () => twilio.messages(),
        mails: () => mailbox.mails(),
        reply: (from, to, body) => twilio.reply(from, to, body),
        onChange: (listener) => {
          const ends = [twilio.onMessage(() => listener()), mailbox.onMail(() => listener())];
          return () => ends.forEach((end) => void end());
        },
      },
      clock: {
        now: clock.business,
        set: async (to) => {
          clock.set(to);
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
    services: running(),
    twilio,
    mailbox,
    issuer,
    sheetsApi,
    save: (): Omit<SavedState, 'onEmulator'> => ({
      now: clock.business().toISOString(),
      workbook: workbook.save(),
      triggers: [...script.triggers()],
      twilio: twilio.save(),
      mailbox: mailbox.save(),
      ...(memory ? { documents: memory.save() } : {}),
    }),
    close: async () => {
      await schedule.stop();
      await web.close();
      await script.close();
      await functions.stop();
      await Promise.all([
        twilio.close(),
        mailbox.close(),
        twilioServer.close(),
        issuerServer.close(),
        sheetsServer.close(),
      ]);
    },
  };
}
