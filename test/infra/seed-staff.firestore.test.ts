import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { createFirestoreStore } from '../../functions/src/adapters/firestore-store';
import { systemClock } from '../../functions/src/adapters/system-clock';
import { createStaffDirectory } from '../../functions/src/flows/staff-directory';

it('a seeded staff list is the one that the functions read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gendan-staff-'));
  const file = join(folder, 'staff.csv');
  const projectId = `seed-${process.pid}`;
  writeFileSync(
    file,
    'email,name,phone,roles,regions\nQianLei@hongyuan.example,钱磊,138 0013 8001,sales-manager,华南;华东\n',
  );
  execFileSync(process.execPath, ['infra/seed-staff.mjs', '--project', projectId, file]);
  rmSync(folder, { recursive: true });
  const store = createFirestoreStore({ projectId, emulatorHost: process.env.FIRESTORE_EMULATOR_HOST });
  expect(await createStaffDirectory(store, systemClock).current()).toEqual([
    {
      email: 'qianlei@hongyuan.example',
      name: '钱磊',
      phone: '+8613800138001',
      language: 'zh-CN',
      roles: ['sales-manager'],
      regions: ['华南', '华东'],
      dealers: [],
      active: true,
    },
  ]);
});
