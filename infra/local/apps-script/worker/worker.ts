import { types } from 'node:util';
import { Script } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import type { Job, Outcome } from '../execution';
import { READY, type WorkerStart } from '../worker-protocol';
import { enumerations } from './enumerations';
import { hostCall } from './host-call';
import { htmlService } from './html-service';
import { logging } from './logging';
import type { Parts } from './parts';
import { createRealm } from './realm';
import { scriptApp } from './script-app';
import { scriptDate } from './script-date';
import { eventOf } from './script-event';
import { lockService, propertiesService, session } from './small-services';
import { bookOf, spreadsheetApp } from './spreadsheet-app';
import { urlFetchApp } from './url-fetch-app';
import { utilities } from './utilities';

const start: WorkerStart = workerData;
const call = hostCall(start.port, start.flag);
let compiled: Script | undefined;

/** Services of Google's that scripts may know but that nobody has needed here. */
const UNKNOWN = [
  'CacheService',
  'DriveApp',
  'MailApp',
  'GmailApp',
  'DocumentApp',
  'FormApp',
  'Browser',
  'Sheets',
];

/** Runs one function in a context of its own: Apps Script keeps no globals between executions. */
async function run(job: Job): Promise<Outcome> {
  const realm = createRealm();
  const parts: Parts = { call, strict: realm.strict };
  const names = enumerations(parts);
  const book = bookOf(parts, names);
  Object.assign(realm.globals, {
    ...Object.fromEntries(UNKNOWN.map((name) => [name, realm.strict(name, {})])),
    ...logging(parts),
    Date: scriptDate(realm.dates, () => call('now'), start.timeZone),
    SpreadsheetApp: spreadsheetApp(book, names),
    UrlFetchApp: urlFetchApp(parts),
    ScriptApp: scriptApp(parts, names),
    Session: session(parts, start.timeZone),
    PropertiesService: propertiesService(parts),
    LockService: lockService(parts),
    Utilities: utilities(parts, names),
    HtmlService: htmlService(parts, start.html),
  });
  try {
    compiled ??= new Script(start.code, { filename: 'Code.js' });
    realm.load(compiled);
    const wanted = realm.globals[job.functionName];
    if (typeof wanted !== 'function') {
      if (job.ifDefined) return { ok: true, json: undefined };
      return { ok: false, error: `Script function not found: ${job.functionName}` };
    }
    const event = job.event === undefined ? [] : [realm.bring(eventOf(book, names, job.event))];
    const args = job.args.map((arg) => realm.bring(arg));
    const value: unknown = await wanted(...event, ...args);
    return { ok: true, json: JSON.stringify(value) };
  } catch (error) {
    return failure(error);
  }
}

function failure(error: unknown): Outcome {
  if (!types.isNativeError(error)) return { ok: false, error: String(error) };
  return {
    ok: false,
    error: `${error.name}: ${error.message}`,
    ...(error.stack ? { stack: error.stack } : {}),
  };
}

parentPort?.on('message', async (job: Job) => {
  parentPort?.postMessage(await run(job));
});
parentPort?.postMessage(READY);
