import { expect, it } from '@jest/globals';
import { createMemoryStore } from '../../functions/src/adapters/memory-store';
import { seedSettings } from '../../functions/src/flows/seed-settings';
import { createSettingsDirectory } from '../../functions/src/flows/settings-directory';
import { forms } from '../../functions/src/forms';
import { recordSchema } from '../../functions/src/rules/record';
import { defaultManaged, settingsSchema } from '../../functions/src/rules/settings';
import { missingFields } from '../../functions/src/rules/stage-order';
import { testServices, testSettings } from '../support/services';

function world() {
  const store = createMemoryStore();
  const { services } = testServices({ now: '2026-03-16T01:00:00.000Z', store });
  const rows = async () =>
    (await store.find({ collection: 'records', where: [], limit: 10 })).map(({ data }) =>
      recordSchema.parse(data),
    );
  return { store, services, rows };
}

it('the seeded rows say what holds without them, and are complete', async () => {
  const { store, services, rows } = world();
  await seedSettings(services);
  const settings = await createSettingsDirectory(store, services.clock, testSettings).current();
  const { era, penalties, ...managed } = settings;
  expect(era).toMatch(/^[\w-]{16}$/);
  expect(penalties.amounts.at(-1)).toEqual({ from: '2026-01-01', amount: 2 });
  const {
    era: _era,
    penalties: _penalties,
    ...expected
  } = settingsSchema.parse({ ...testSettings, ...defaultManaged });
  expect(managed).toEqual(expected);
  expect((await rows()).map(({ form }) => form)).toEqual(['calendar', 'notices', 'penalties', 'reminders']);
  for (const record of await rows()) {
    const form = forms.find(({ id }) => id === record.form);
    expect(form && missingFields(form, 'head', record)).toEqual([]);
    expect(record).toMatchObject({ rowWanted: true, toSheet: true, summaryPending: false });
  }
});

it('what a manager has changed since is not overwritten by seeding again', async () => {
  const { store, services, rows } = world();
  await seedSettings(services);
  const [first] = await rows();
  const path = `records/${first?.form}~${first?.key}` as const;
  await store.write([{ kind: 'update', path, data: { values: { changed: 'by a manager' } } }]);
  const before = await rows();
  await seedSettings(services);
  expect(await rows()).toEqual(before);
});
