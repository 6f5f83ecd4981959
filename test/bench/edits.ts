import { randomUUID } from 'node:crypto';
import { Firestore } from '@google-cloud/firestore';
import { createFirestoreStore } from '../../functions/src/adapters/firestore-store';
import { createMemoryStore } from '../../functions/src/adapters/memory-store';
import { startEmulator } from '../../infra/local/emulator';
import { freePort } from '../../infra/local/free-port';
import { createIssuer } from '../../infra/local/providers/issuer';
import { serveOnLoopback } from '../../infra/local/providers/loopback';
import { send } from '../support/edits';
import { orderUpTo } from '../support/orders';
import { testServices, testSettings } from '../support/services';
import { everybody, zhang } from '../support/staff';
import { countingStore } from './counting-store';
import { type FunctionProcess, startProcess, untilAnswered } from './function-process';
import { atOnce, median, milliseconds, percentile, rounded } from './timing';

const projectId = 'gendan-bench';
const audience = 'bench';
const orders = Array.from({ length: 500 }, (_, index) => `order-${index}`);
const rounds = { single: 200, batch: 13, cold: 11 } as const;

/**
 * `POST /edits` over HTTP, with its token verified, in a process of its own on the official emulator, beside raw
 * transactions of the same client library with the same reads and writes. The edit: the assessment clerk corrects
 * two blanks of an order, which is what most edits are: a change of an existing record that nobody is told of.
 */
export async function benchEdits(): Promise<object> {
  const emulator = await startEmulator({ projectId });
  if (emulator.kind === 'none') throw new Error(`This bench needs the Firestore emulator. ${emulator.why}`);
  process.env.FIRESTORE_EMULATOR_HOST = emulator.host;
  let issuer: Awaited<ReturnType<typeof createIssuer>> | undefined;
  const issuerServer = await serveOnLoopback({
    fetch: async (request: Request) => issuer?.app.fetch(request) ?? new Response(),
  });
  issuer = await createIssuer({ issuer: issuerServer.url, machineNow: () => new Date() });
  const token = await issuer.token({ email: zhang.email, audience });
  const env = environment(emulator.host, issuerServer.url, issuer.jwksUrl);
  const cost = await costPerEdit();
  await seed(emulator.host, projectId);

  const ours = startProcess('dist/functions/serve.js', await freePort(), env);
  const post = (rows: readonly object[]) => postEdits(ours, token, rows);
  const raw = await rawTransactions(emulator.host);
  await untilAnswered(() => fetchEdits(ours, token, [rowOf('order-0', 0)]));
  for (let warm = 0; warm < 60; warm++) {
    await post([rowOf(`order-${warm}`, warm + 1)]);
    await raw(`order-${warm}`, warm);
  }
  for (const nonce of [1000, 1001]) {
    await post(orders.map((key) => rowOf(key, nonce)));
    await atOnce(64, orders, (key) => raw(key, nonce));
  }

  const single = { ours: [] as number[], raw: [] as number[] };
  for (let round = 0; round < rounds.single; round++) {
    const key = `order-${round}`;
    single.ours.push(await milliseconds(() => post([rowOf(key, 2000 + round)])));
    single.raw.push(await milliseconds(() => raw(key, 2000 + round)));
  }
  tell('1 row, ms', single);

  const batch = { ours: [] as number[], raw16: [] as number[], raw64: [] as number[] };
  for (let round = 0; round < rounds.batch; round++) {
    const nonce = 10_000 + round * 10;
    batch.ours.push(await milliseconds(() => post(orders.map((key) => rowOf(key, nonce)))));
    batch.raw16.push(await milliseconds(() => atOnce(16, orders, (key) => raw(key, nonce + 1))));
    batch.raw64.push(await milliseconds(() => atOnce(64, orders, (key) => raw(key, nonce + 2))));
  }
  tell('500 rows, ms', batch);
  console.log(
    `rows per second: ours ${Math.round(500_000 / median(batch.ours))}, raw ${Math.round(500_000 / Math.min(median(batch.raw16), median(batch.raw64)))}`,
  );
  await ours.stop();

  // In a project of its own: the emulator looks at every document of a project to find the few of a query.
  const fresh = { ...env, GOOGLE_CLOUD_PROJECT: `${projectId}-cold` };
  await seed(emulator.host, fresh.GOOGLE_CLOUD_PROJECT);
  const cold = { ours: [] as number[], hello: [] as number[] };
  for (let round = 0; round < rounds.cold; round++) {
    cold.ours.push(
      await coldStart('dist/functions/serve.js', fresh, (started) =>
        fetchEdits(started, token, [rowOf('order-1', 50_000 + round)]),
      ),
    );
    cold.hello.push(await coldStart('dist/bench/hello.js', fresh, (started) => fetch(started.url)));
  }
  tell('cold start to the first write, ms', cold);

  await issuerServer.close();
  await emulator.stop();
  return {
    single: rounded(median(single.ours) / median(single.raw)),
    batch500: rounded(median(batch.ours) / Math.min(median(batch.raw16), median(batch.raw64))),
    coldStart: rounded(median(cold.ours) / median(cold.hello)),
    ...cost,
  };
}

function rowOf(key: string, nonce: number): object {
  const cells = {
    plannedHandling: `尽早开票发货，第${nonce}次确认`,
    requiredOn: `2026-04-${10 + (nonce % 20)}`,
  };
  return { key, editId: randomUUID(), revision: 1_000_000, editedAt: new Date().toISOString(), cells };
}

const fetchEdits = (to: FunctionProcess, token: string, rows: readonly object[]): Promise<Response> =>
  fetch(`${to.url}/edits`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ spreadsheetId: 'sheet-1', form: 'order', rows }),
  });

/** An edit that is not saved would be measured as a fast one. */
async function postEdits(to: FunctionProcess, token: string, rows: readonly object[]): Promise<void> {
  const answer = await (await fetchEdits(to, token, rows)).text();
  const saved = answer.split('"outcome":"saved"').length - 1;
  if (saved !== rows.length)
    throw new Error(`only ${saved} of ${rows.length} rows were saved: ${answer.slice(0, 500)}`);
}

async function coldStart(
  script: string,
  env: Readonly<Record<string, string>>,
  ask: (started: FunctionProcess) => Promise<Response>,
): Promise<number> {
  const port = await freePort();
  let started: FunctionProcess | undefined;
  const time = await milliseconds(async () => {
    const running = startProcess(script, port, env);
    started = running;
    await untilAnswered(() => ask(running));
  });
  await started?.stop();
  return time;
}

/** Documents read and written by one such edit, counted on the memory store; what a process reads once is left out. */
async function costPerEdit(): Promise<{ readsPerEdit: number; writesPerEdit: number }> {
  const { store, counted } = countingStore(createMemoryStore());
  const { services } = testServices({ now: new Date().toISOString(), store });
  await orderUpTo(
    testServices({ now: '2026-03-18T10:00:00.000Z', store }).services,
    'classification',
    'order-0',
  );
  const before = { ...counted };
  const edits = 20;
  for (let index = 0; index < edits; index++)
    await send(services, zhang, rowOf('order-0', index) as Parameters<typeof send>[2]);
  return {
    readsPerEdit: (counted.reads - before.reads) / edits,
    writesPerEdit: (counted.writes - before.writes) / edits,
  };
}

/** 500 paid orders and the staff. */
async function seed(emulatorHost: string, projectId: string): Promise<void> {
  const memory = createMemoryStore();
  await orderUpTo(
    testServices({ now: '2026-03-18T10:00:00.000Z', store: memory }).services,
    'classification',
    'order-0',
  );
  const [record] = await memory.get(['records/order~order-0']);
  const store = createFirestoreStore({ projectId, emulatorHost });
  const people = everybody.map((person) => ({
    kind: 'set' as const,
    path: `staff/${person.email}` as const,
    data: person,
  }));
  const records = orders.map((key) => ({
    kind: 'set' as const,
    path: `records/order~${key}` as const,
    data: { ...(record?.data as object), key },
  }));
  await store.write([...people, ...records]);
}

/** The same two reads and two writes as an edit, with documents of the same size, through the same client library. */
async function rawTransactions(host: string): Promise<(key: string, nonce: number) => Promise<void>> {
  const db = new Firestore({ projectId, host, ssl: false });
  const records = await db.collection('records').get();
  const change = {
    record: 'order~order-0',
    form: 'order',
    number: 'DH2026-0001',
    revision: 3,
    editedBy: zhang.email,
    sentBy: zhang.email,
    editedAt: 'x',
    savedAt: 'x',
    from: { bank: '工商银行', amount: 1 },
    to: { bank: '工商银行', amount: 2 },
    digest: 'x'.repeat(43),
    outcome: 'saved',
    problems: [],
  };
  const copies = new Map(
    records.docs.map((document) => [document.id.replace('order~', ''), document.data()]),
  );
  return async (key, nonce) => {
    const record = db.doc(`raw-records/order~${key}`);
    const entry = db.doc(`raw-changes/${randomUUID()}`);
    await db.runTransaction(async (transaction) => {
      await transaction.getAll(record, entry);
      transaction.set(record, { ...copies.get(key), nonce });
      transaction.create(entry, change);
    });
  };
}

function environment(emulatorHost: string, issuerUrl: string, jwksUrl: string): Record<string, string> {
  return {
    FUNCTION_TARGET: 'edits',
    GOOGLE_CLOUD_PROJECT: projectId,
    FIRESTORE_EMULATOR_HOST: emulatorHost,
    OIDC_ISSUERS: issuerUrl,
    OIDC_AUDIENCE: audience,
    OIDC_JWKS_URL: jwksUrl,
    PUBLIC_URL: 'http://127.0.0.1:1',
    TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    TWILIO_AUTH_TOKEN: 'bench',
    TWILIO_FROM: '+15005550006',
    LINK_SECRET: 'only-for-this-run-and-for-nobody-else',
    SMTP_URL: 'smtp://127.0.0.1:1',
    MAIL_FROM: 'gendan@bench.example',
    SPREADSHEET_IDS: testSettings.spreadsheets.join(),
    COMPANY: testSettings.company,
  };
}

function tell(what: string, sides: Readonly<Record<string, readonly number[]>>): void {
  const parts = Object.entries(sides).map(
    ([side, times]) =>
      `${side} median ${median(times).toFixed(1)}, p95 ${percentile(times, 0.95).toFixed(1)}`,
  );
  console.log(`${what}: ${parts.join('; ')} (${Object.values(sides)[0]?.length} rounds)`);
}
