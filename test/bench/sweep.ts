import { Firestore } from '@google-cloud/firestore';
import { createFirestoreStore } from '../../functions/src/adapters/firestore-store';
import { sweepDeadlines } from '../../functions/src/flows/sweep-deadlines';
import { forms } from '../../functions/src/forms';
import { recordSchema, type StoredRecord } from '../../functions/src/rules/record';
import { startEmulator } from '../../infra/local/emulator';
import { sendOne } from '../support/edits';
import { stages } from '../support/orders';
import { testServices } from '../support/services';
import { li, zhang } from '../support/staff';
import { sweep } from '../support/sweeping';
import { countingStore } from './counting-store';
import { atOnce, milliseconds, rounded } from './timing';

const projectId = 'gendan-bench';
const sizes = [10_000, 100_000] as const;
const due = 100;
const morning = '2026-03-16T01:20:00.000Z';
const midnight = '2026-03-16T16:00:00.000Z';

/**
 * One sweep at the deadline of 100 open records, among 10,000 and among 100,000 open ones, on the official emulator: what
 * it reads follows what is due. Times are printed only, beside a raw loop of one query and one blind write per
 * document: the emulator looks through the whole collection where Firestore uses its index.
 */
export async function benchSweep(): Promise<object> {
  const emulator = await startEmulator({ projectId });
  if (emulator.kind === 'none') throw new Error(`This bench needs the Firestore emulator. ${emulator.why}`);
  process.env.FIRESTORE_EMULATOR_HOST = emulator.host;
  const db = new Firestore({ projectId });
  const waiting = await waitingRecord();
  const reads: number[] = [];
  let there = 0;
  for (const size of sizes) {
    await load(db, there, size - due, { ...waiting, nextDueAt: '2026-03-17T16:00:00.000Z' });
    there = size - due;
    const first = size * 100;
    await load(db, first, first + due, waiting);
    const raw = await milliseconds(() => rawSweep(db));
    await load(db, first, first + due, waiting);
    const { store, counted } = countingStore(
      createFirestoreStore({ projectId, emulatorHost: emulator.host }),
    );
    const { services } = testServices({ now: midnight, store });
    let swept = 0;
    const ours = await milliseconds(async () => {
      ({ swept } = await sweepDeadlines(services, forms, { limit: due, concurrency: 16, budgetMs: 120_000 }));
    });
    if (swept !== due) throw new Error(`${swept} of ${due} were swept`);
    reads.push(counted.reads);
    console.log(
      `${size} open records, ${due} due: ${counted.reads} documents read, ${counted.writes} written, ${Math.round(ours)} ms; raw ${Math.round(raw)} ms; ratio ${rounded(ours / raw)}`,
    );
  }
  await db.terminate();
  await emulator.stop();
  const [few = Number.NaN, many = Number.NaN] = reads;
  return { readsPerDue: rounded(many / due), growth: rounded(many / few) };
}

/** An order that the assessment clerk has been told to classify until midnight, and that is left alone. */
async function waitingRecord(): Promise<StoredRecord> {
  const { services } = testServices({ now: morning });
  const { revision } = await sendOne(services, zhang, { cells: stages.received.cells });
  await sendOne(services, li, { revision, cells: stages.payment.cells });
  await sweep(services);
  const [document] = await services.store.get(['records/order~row-1']);
  return recordSchema.parse(document?.data);
}

async function load(db: Firestore, from: number, to: number, record: StoredRecord): Promise<void> {
  const batches = Array.from({ length: Math.ceil((to - from) / 400) }, (_, index) => from + index * 400);
  await atOnce(6, batches, async (first) => {
    const batch = db.batch();
    for (let number = first; number < Math.min(first + 400, to); number++) {
      const key = `row-${number}`;
      batch.set(db.doc(`records/order~${key}`), { ...record, key, number: `DH2026-${number}` });
    }
    await batch.commit();
  });
}

async function rawSweep(db: Firestore): Promise<void> {
  const found = await db
    .collection('records')
    .where('nextDueAt', '<=', midnight)
    .orderBy('nextDueAt')
    .limit(due)
    .get();
  await atOnce(16, found.docs, (document) => document.ref.update({ nextDueAt: '2026-03-17T16:00:00.000Z' }));
}
