import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { createFirestoreStore } from '../../functions/src/adapters/firestore-store';
import { systemClock } from '../../functions/src/adapters/system-clock';
import { createStaffDirectory } from '../../functions/src/flows/staff-directory';
import { recordSchema } from '../../functions/src/rules/record';

it('a seeded staff list is the one that the functions read, each person with a row; a second run changes nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gendan-staff-'));
  const file = join(folder, 'staff.csv');
  const projectId = `seed-${process.pid}`;
  writeFileSync(
    file,
    'email,name,phone,channel,roles,regions\n' +
      'QianLei@hongyuan.example,钱磊,138 0013 8001,both,sales-manager,华南;华东\n' +
      'zhouping@hongyuan.example,周平,,,manager,\n',
  );
  const seed = () =>
    execFileSync(
      process.execPath,
      ['infra/seed-staff.mjs', '--project', projectId, '--spreadsheet', 'sheet-1', file],
      { encoding: 'utf8' },
    );
  const first = seed();
  const second = seed();
  rmSync(folder, { recursive: true });
  expect(first).toContain('2 people were added.');
  expect(second).toContain('qianlei@hongyuan.example  钱磊  sales-manager  (has a row already, left alone)');
  expect(second).toContain('0 people were added.');

  const store = createFirestoreStore({ projectId, emulatorHost: process.env.FIRESTORE_EMULATOR_HOST });
  const people = await createStaffDirectory(store, systemClock).current();
  expect(people).toHaveLength(2);
  expect(people).toContainEqual({
    email: 'qianlei@hongyuan.example',
    name: '钱磊',
    phone: '+8613800138001',
    channel: 'both',
    language: 'zh-CN',
    roles: ['sales-manager'],
    regions: ['华南', '华东'],
    dealers: [],
    active: true,
  });
  const rows = await store.find({ collection: 'records', where: [['rowWanted', '==', true]], limit: 10 });
  expect(rows.map(({ data }) => recordSchema.parse(data).number).sort()).toEqual([
    ...['KH', 'RL', 'TX', 'TZ', 'YG'].map((prefix) => expect.stringMatching(`^${prefix}\\d{4}-0001$`)),
    expect.stringMatching(/^YG\d{4}-0002$/),
  ]);
});
