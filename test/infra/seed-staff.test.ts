import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gendan-staff-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function check(name: string, text: string) {
  const file = join(folder, name);
  writeFileSync(file, text);
  return spawnSync(process.execPath, ['infra/seed-staff.mjs', '--project', 'demo', '--dry-run', file], {
    encoding: 'utf8',
  });
}

describe('a staff list to be seeded', () => {
  it('is read from a CSV as a spreadsheet exports it, addresses in small letters', () => {
    const { stdout, status } = check(
      'staff.csv',
      '\uFEFFemail,name,phone,roles,regions,dealers\r\nZhangMin@hongyuan.example,张敏,,assessment-clerk;after-sales-clerk,,\r\n' +
        'qianlei@hongyuan.example,钱磊,138 0013 8001,sales-manager,华南；华东,"佛山, 南海"\r\n\r\n',
    );
    expect(stdout).toContain('staff/zhangmin@hongyuan.example  张敏  assessment-clerk, after-sales-clerk');
    expect(stdout).toContain('nothing was written');
    expect(status).toBe(0);
  });

  it('is read from a JSON', () => {
    const { stdout, status } = check(
      'staff.json',
      JSON.stringify([{ email: 'a@hongyuan.example', name: '李娟', roles: ['manager'], active: false }]),
    );
    expect(stdout).toContain('staff/a@hongyuan.example');
    expect(status).toBe(0);
  });

  it('is refused with all its faults at once, by line', () => {
    const { stderr, status } = check(
      'faults.csv',
      'email,name,phone,language,roles,active\nnobody,张敏,123,fr,clerk,maybe\na@b.example,,,,manager,\nA@b.example,李,,,manager,\n',
    );
    expect(status).toBe(1);
    for (const fault of [
      'line 2: phone: 123',
      'line 2: email',
      'line 2: language',
      'line 2: roles.0',
      'line 2: active',
      'line 3: name',
      'line 4: a@b.example is there twice',
    ])
      expect(stderr).toContain(fault);
  });

  it.each([
    ['an unknown column', 'strange.csv', 'email,title\na@b.example,x\n', 'title'],
    [
      'an unknown member',
      'strange.json',
      '[{"email":"a@b.example","name":"x","roles":[],"role":"x"}]',
      '"role"',
    ],
    ['nobody in it', 'empty.csv', 'email,name,roles\n', 'nobody'],
    ['no JSON', 'broken.json', '{', 'JSON'],
    ['no list', 'object.json', '{}', 'array'],
  ])('is refused with %s', (_what, name, text, told) => {
    const { stderr, status } = check(name, text);
    expect(stderr).toContain(told);
    expect(status).toBe(1);
  });
});
