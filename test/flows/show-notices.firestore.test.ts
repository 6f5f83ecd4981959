import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { createFirestoreStore } from '../../functions/src/adapters/firestore-store';
import { newSummaryMemory } from '../../functions/src/flows/kept-lines';
import { refreshSummaries } from '../../functions/src/flows/refresh-summaries';
import { showNotices } from '../../functions/src/flows/show-notices';
import { forms } from '../../functions/src/forms';
import { recordSchema } from '../../functions/src/rules/record';
import { delivered, noticeOf, putNotices } from '../support/notice-stored';
import { budgetMs, pending, put, range, summaryWorld } from '../support/summary-world';

// A project of its own: a run takes whatever is flagged.
const store = createFirestoreStore({
  projectId: `gendan-${randomUUID().slice(0, 8)}`,
  emulatorHost: process.env.FIRESTORE_EMULATOR_HOST,
});
const { services, text } = summaryWorld(store);
const show = () => showNotices({ services, forms, budgetMs });

it('three runs at once, on Firestore: every record says how its notices stand, and every notice has one line', async () => {
  await put(store, ...range(30).map((at) => pending(at)));
  const notices = range(30).flatMap((at) => [
    noticeOf({ record: `order~row-${at}`, ...delivered }),
    noticeOf({ record: `order~row-${at}`, recipient: 'sales-manager', channel: 'email', subject: '发货' }),
  ]);
  await putNotices(store, ...notices);
  await Promise.all([show(), show(), show()]);
  for (let run = 0; run < 3; run += 1) await show();
  expect((await show()).noticesRead).toBe(0);
  const records = await store.find({ collection: 'records', where: [['toSheet', '==', true]], limit: 99 });
  expect(records).toHaveLength(30);
  for (const { data } of records)
    expect(recordSchema.parse(data).messages).toMatchObject({
      'goods-shipped~dealer~sms': { state: 'delivered' },
      'goods-shipped~sales-manager~email': { state: 'pending' },
    });

  const memory = newSummaryMemory();
  expect(await refreshSummaries({ services, forms, memory, budgetMs })).toMatchObject({ sheetCalls: 2 });
  expect(text()).toContain('依据近两个月 60 条通知');
  expect(await refreshSummaries({ services, forms, memory, budgetMs })).toMatchObject({
    documentsRead: 2,
    documentsWritten: 0,
    sheetCalls: 0,
  });
});
