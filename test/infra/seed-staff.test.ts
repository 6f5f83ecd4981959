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

function run(...args: readonly string[]) {
  return spawnSync(process.execPath, ['infra/seed-staff.mjs', ...args], { encoding: 'utf8' });
}

function check(name: string, text: string) {
  const file = join(folder, name);
  writeFileSync(file, text);
  return run('--project', 'demo', '--spreadsheet', 'sheet-1', '--dry-run', file);
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
      'email,name,phone,language,roles,active\nnobody,张敏,123,fr,clerk,maybe\na@b.example,,,,manager,\nA@b.example,李,,,manager,\nc@b.example,王,,,,\n',
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
      'line 5: roles',
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

it.each([
  ['the project', ['--spreadsheet', 'sheet-1', 'staff.csv']],
  ['the spreadsheet that their rows belong to', ['--project', 'demo', 'staff.csv']],
  ['a file', ['--project', 'demo', '--spreadsheet', 'sheet-1']],
])('without %s nothing is done but the usage is shown', (_what, args) => {
  const { stderr, status } = run(...args);
  expect(stderr).toMatch(/^Usage: .*--project PROJECT --spreadsheet ID/);
  expect(status).toBe(2);
});
