import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { z } from 'zod';
import { createWorkbook } from '../../infra/local/workbook/workbook';
import { nodeOnly } from '../support/node-only';
import { workbenchClient } from '../support/workbench-client';
import { workbenchFolder } from '../support/workbench-folder';
import { openWorkbench, type WorkbenchPage } from '../support/workbench-page';
import { runWorkbench, startWorkbenchProcess, type WorkbenchProcess } from '../support/workbench-process';

jest.setTimeout(180_000);
/** The first empty row under the sample orders, as the sheet counts. */
const row = 8;
const dealerPhone = '+86 139 1234 5678';
const newOrder = {
  dealerName: '中山小榄经销部',
  dealerPhone: '139 1234 5678',
  salesManager: '钱磊',
  salesManagerPhone: '13800138001',
  lines: '沙发 A1×10；茶几 B2×4',
  receivedAt: '3.16 8:50',
};

const memory = nodeOnly();
afterAll(memory.remove);
let folder: ReturnType<typeof workbenchFolder>;
let workbench: WorkbenchProcess | undefined;
let desk: WorkbenchPage | undefined;
beforeEach(() => {
  folder = workbenchFolder();
});
afterEach(async () => {
  await stop();
  folder.remove();
});

/** With the official emulator where there is one. */
async function start(args: readonly string[]) {
  workbench = await startWorkbenchProcess({ cwd: folder.path, args });
  desk = await openWorkbench(workbench.url);
  await desk.show(desk.tab);
  return { desk, client: workbenchClient(workbench.url) };
}

async function startInMemory(args: readonly string[]) {
  workbench = await startWorkbenchProcess({ cwd: folder.path, args, env: memory.env });
  return workbenchClient(workbench.url);
}

async function stop(): Promise<void> {
  await desk?.close();
  await workbench?.stop();
  [desk, workbench] = [undefined, undefined];
}

const revision = async (desk: WorkbenchPage) =>
  z.looseObject({ revision: z.number() }).parse(JSON.parse(await desk.text('saved', row))).revision;
const register = async (desk: WorkbenchPage) => (await desk.lines(desk.tab)).slice(0, row);

describe('--keep', () => {
  it('goes on where it was left: workbook, phones, clock and records', async () => {
    const first = await start(['--keep']);
    await first.desk.be('张敏');
    for (const [id, typed] of Object.entries(newOrder)) await first.desk.type(id, row, typed);
    await first.desk.untilText('number', row, 'DH2026-0004');
    await first.desk.untilText('next', row, '2 货款到帐 · 售后专员 李娟');
    await first.desk.wind('+1 小时');
    await first.desk.until(
      'the dealer is told',
      async () => (await first.desk.phone(dealerPhone)).length === 1,
    );
    await first.desk.untilText('messages', row, '收到订单：经销商已送达，销售经理已送达');
    await first.desk.untilText('state', row, '已保存');
    const before = {
      register: await register(first.desk),
      messages: await first.desk.phone(dealerPhone),
      revision: await revision(first.desk),
      now: await first.client.now(),
    };
    await stop();

    const again = await start(['--keep']);
    expect(await register(again.desk)).toEqual(before.register);
    expect(await again.desk.phone(dealerPhone)).toEqual(before.messages);
    const passed = (await again.client.now()) - before.now;
    expect(passed).toBeGreaterThanOrEqual(0);
    expect(passed).toBeLessThan(60_000);

    await again.desk.be('李娟');
    for (const [id, typed] of Object.entries({ paidAt: '3.16 9:30', bank: '工商银行', amount: '12800' }))
      await again.desk.type(id, row, typed);
    await again.desk.untilText('next', row, '3 发货性质 · 考核专员 张敏');
    await again.desk.untilText('state', row, '已保存');
    expect(await again.desk.text('number', row)).toBe('DH2026-0004');
    expect(await revision(again.desk)).toBeGreaterThan(before.revision);
    await again.desk.be('张敏');
    await again.desk.type('dealerName', row + 1, '新经销商');
    await again.desk.untilText('number', row + 1, 'DH2026-0005');
    expect(again.desk.faults).toEqual([]);
  });

  it('keeps records that are in memory too, and a start without it is fresh and leaves them alone', async () => {
    const file = join(folder.path, '.gendan/state/workbench.json');
    const first = await startInMemory(['--keep']);
    await first.type('zhangmin@hongyuan.example', 'dealerName', row, '中山小榄经销部');
    await first.until('DH2026-0004');
    await stop();
    const again = await startInMemory(['--keep']);
    expect(await again.workbook()).toContain('DH2026-0004');
    await again.type('zhangmin@hongyuan.example', 'dealerName', row + 1, '新经销商');
    await again.until('DH2026-0005');
    await stop();
    const kept = readFileSync(file, 'utf8');

    const fresh = await startInMemory([]);
    expect(await fresh.workbook()).toContain('DH2026-0003');
    expect(await fresh.workbook()).not.toContain('中山小榄经销部');
    expect((await fresh.now()) - Date.parse('2026-03-16T01:00:00Z')).toBeLessThan(60_000);
    await stop();
    expect(readFileSync(file, 'utf8')).toBe(kept);
  });
});

describe('kept state that cannot be used', () => {
  const keep = (text: string) => {
    mkdirSync(join(folder.path, '.gendan/state'), { recursive: true });
    writeFileSync(join(folder.path, '.gendan/state/workbench.json'), text);
  };
  const sentences = async (env = memory.env) => {
    const command = runWorkbench({ args: ['--keep'], cwd: folder.path, env });
    expect(await command.ended).toBe(1);
    return command.output().trim().split('\n');
  };
  const emptyWorkbook = () =>
    createWorkbook({ id: 'w', title: 'w', timeZone: 'Asia/Shanghai', locale: 'zh_CN' }).save();
  const complete = {
    now: '2026-03-16T01:00:00.000Z',
    onEmulator: false,
    workbook: {},
    triggers: [],
    twilio: {},
    mailbox: {},
    documents: {},
  };

  it.each([
    ['is empty', ''],
    ['was cut off', JSON.stringify(complete).slice(0, 60)],
    ['is of something else', '{"name":"gendan"}'],
    ['holds no workbook', JSON.stringify(complete)],
    ['holds no messages', JSON.stringify({ ...complete, workbook: emptyWorkbook() })],
    ['has a time that is none', JSON.stringify({ ...complete, now: 'morning' })],
  ])('because the file %s: one sentence says what to do', async (_, text) => {
    keep(text);
    expect(await sentences()).toEqual([
      '.gendan/state/workbench.json cannot be read. Delete .gendan/state or start without --keep.',
    ]);
    expect(readFileSync(join(folder.path, '.gendan/state/workbench.json'), 'utf8')).toBe(text);
  });

  it('because it was made with the emulator, which is not here: says so', async () => {
    keep(JSON.stringify({ ...complete, onEmulator: true }));
    expect(await sentences()).toEqual([
      expect.stringMatching(/^The kept state was made with the Firestore emulator, which is not here\./),
    ]);
  });
});

it('a first start that is ended before it is ready keeps nothing half-made', async () => {
  const command = runWorkbench({ args: ['--keep'], cwd: folder.path, env: memory.env });
  await wait(1000);
  command.process.kill('SIGINT');
  await command.ended;
  const wasReady = command.output().includes('Ctrl-C');
  expect(existsSync(join(folder.path, '.gendan/state/workbench.json'))).toBe(wasReady);
});
