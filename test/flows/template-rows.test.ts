import { describe, expect, it } from '@jest/globals';
import { templateRows } from '../../functions/src/flows/template-rows';
import { recordSchema, type StoredRecord } from '../../functions/src/rules/record';
import { templateKey } from '../../functions/src/rules/template-record';
import { builtIn, slotOf, templateSlots } from '../../functions/src/rules/templates';
import { testServices, testSettings } from '../support/services';

const [first = slotOf('')] = templateSlots;
if (!first) throw new Error('there is no template');
const path = `records/templates~${templateKey(first)}` as const;

function world() {
  const { services, store, at } = testServices({ now: '2026-03-16T01:00:00.000Z' });
  return {
    services,
    store,
    at,
    rows: async (): Promise<StoredRecord[]> =>
      (await store.find({ collection: 'records', where: [], limit: 100 })).map(({ data }) =>
        recordSchema.parse(data),
      ),
    row: async () => recordSchema.parse((await store.get([path]))[0]?.data),
    change: (data: Record<string, unknown>) => store.write([{ kind: 'update', path, data }]),
    run: (settings = testSettings) => templateRows({ ...services, settings }),
  };
}

describe('the rows of 通知模板', () => {
  it('are made by the system, one for each template, numbered in their order and wanted in the register', async () => {
    const { run, rows } = world();
    expect(await run()).toEqual({ written: 30 });
    const made = await rows();
    expect(made.map(({ number }) => number).sort()).toEqual(
      templateSlots.map((_slot, index) => `MB-${String(index + 1).padStart(2, '0')}`),
    );
    for (const record of made)
      expect(record).toMatchObject({ rowWanted: true, toSheet: true, done: true, summaryPending: false });
  });

  it('are made once: asked for again, at once or later, nothing is written', async () => {
    const { run, rows } = world();
    await Promise.all([run(), run(), run()]);
    const made = await rows();
    expect(made).toHaveLength(30);
    expect(await run()).toEqual({ written: 0 });
    expect(await rows()).toEqual(made);
  });

  it('cost one read where nothing is to be done', async () => {
    const { run, services, store } = world();
    await run();
    let asked = 0;
    const counting = {
      ...store,
      get: (paths: Parameters<typeof store.get>[0]) => {
        asked += 1;
        return store.get(paths);
      },
      write: () => Promise.reject(new Error('nothing is to be written')),
    };
    await templateRows({ ...services, store: counting });
    expect(asked).toBe(1);
  });

  it('of which one cannot be read are brought up to date all the same', async () => {
    const { run, change, store } = world();
    await run();
    await change({ values: 'broken' });
    expect(await run({ ...testSettings, company: '新公司' })).toEqual({ written: 29 });
    expect((await store.get([path]))[0]?.data).toMatchObject({ values: 'broken' });
  });

  it('that are missing are made with the next number, and leave the others alone', async () => {
    const { run, row, store } = world();
    await run();
    await store.write([{ kind: 'delete', path }]);
    expect(await run()).toEqual({ written: 1 });
    expect(await row()).toMatchObject({ number: 'MB-31', revision: 1 });
  });
});

describe('a row of 通知模板, when a later version words things otherwise', () => {
  const older = { sms: '旧短信{编号}', subject: '旧标题', body: '旧正文', notice: '旧名称' };

  it('shows the new built-in texts', async () => {
    const { run, row, change, at } = world();
    await run();
    const before = await row();
    await change({ values: { ...before.values, ...older, source: 'built-in' }, toSheet: false });
    at('2026-03-17T01:00:00.000Z');
    expect(await run()).toEqual({ written: 1 });
    const after = await row();
    expect(after.values).toEqual(before.values);
    expect(after).toMatchObject({ revision: before.revision + 1, toSheet: true });
    expect(after.marks.sms).toEqual({ revision: 2, by: 'system', at: '2026-03-17T01:00:00.000Z' });
    expect(after.marks.recipient).toEqual(before.marks.recipient);
  });

  it('keeps the texts that a manager has put into effect, and drafts', async () => {
    const { run, row, change } = world();
    await run();
    const { values } = await row();
    const mine = { ...older, source: 'modified', smsDraft: '新短信{编号}' };
    await change({ values: { ...values, ...mine } });
    await run();
    const { sms, subject, body, smsDraft } = mine;
    expect((await row()).values).toMatchObject({ sms, subject, body, smsDraft, notice: values.notice });
    expect((await row()).values.smsPreview).toContain('新短信');
  });

  it('shows what an SMS costs by the present prices, signed with the present name', async () => {
    const { run, row } = world();
    await run();
    const before = await row();
    expect(await run({ ...testSettings, company: '新公司', smsPrices: { '': 0.8 } })).toEqual({
      written: 30,
    });
    const { values } = await row();
    expect([before.values.smsCost, values.smsCost]).toEqual([
      expect.stringContaining('约0.50元'),
      expect.stringContaining('约0.80元'),
    ]);
    expect(values.smsPreview).toMatch(/^【新公司】/);
    expect(values).toMatchObject(builtIn(first));
  });

  it('that is edited at this moment is left as the manager has it', async () => {
    const { services, store, run, row } = world();
    await run();
    const { values } = await row();
    await store.write([{ kind: 'update', path, data: { values: { ...values, notice: '旧名称' } } }]);
    const overtaking = {
      ...store,
      get: async (paths: Parameters<typeof store.get>[0]) => {
        const documents = await store.get(paths);
        await store.write([{ kind: 'update', path, data: { revision: 9 } }]);
        return documents;
      },
    };
    expect(await templateRows({ ...services, store: overtaking })).toEqual({ written: 0 });
    expect(await row()).toMatchObject({ revision: 9, values: { notice: '旧名称' } });
  });
});
