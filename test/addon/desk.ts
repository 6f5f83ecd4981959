import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildAddon } from '../../infra/build-addon.mjs';
import { createAppsScript, type RunResult } from '../../infra/local/apps-script/runtime';
import { createWorkbook, loadWorkbook } from '../../infra/local/workbook/workbook';
import type { Cell, Workbook } from '../../infra/local/workbook/workbook-types';
import { createStubServer } from './stub-server';

/** Sets the tabs up, so that the triggers run in this name. */
export const owner = 'bridge@gendan.example';
export const clerk = 'li@gendan.example';
export const register = '订货发货跟踪';
export const card = '跟踪表';

export type Addon = { code: string; html?: Readonly<Record<string, string>>; manifest: unknown };
/** What `keep` of a desk gives: a spreadsheet that is set up, to start others from. */
type Kept = { workbook: unknown; script: unknown };

/** The bundle as it is pushed, and its manifest. */
export async function builtAddon(): Promise<Addon> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gendan-addon-'));
  const outfile = path.join(folder, 'Code.js');
  await buildAddon({ outfile, config: { endpoint: 'http://functions.test/' } });
  return {
    code: await readFile(outfile, 'utf8'),
    html: { notices: await readFile(path.join(folder, 'notices.html'), 'utf8') },
    manifest: JSON.parse(await readFile(path.join(folder, 'appsscript.json'), 'utf8')),
  };
}

export type Desk = ReturnType<typeof openDesk>;

/** Opens desks that were set up once. */
export async function desksSetUp(): Promise<{ open: (functions?: typeof fetch) => Desk }> {
  const addon = await builtAddon();
  const first = openDesk(addon);
  await first.setUp();
  const kept = first.keep();
  await first.close();
  return { open: (functions) => openDesk(addon, kept, functions) };
}

/**
 * A spreadsheet with the add-on in it, not set up yet unless it starts as one kept. `functions` answers in place of the
 * stub server.
 */
export function openDesk(addon: Addon, kept?: Kept, functions?: typeof fetch) {
  const workbook = kept
    ? loadWorkbook(kept.workbook)
    : createWorkbook({ id: 'sheet-1', title: '跟单', timeZone: 'Asia/Shanghai', locale: 'zh_CN' });
  const server = createStubServer();
  const toasts: string[] = [];
  const alerts: string[] = [];
  const sidebars: { title: string; html: string }[] = [];
  const errors: string[] = [];
  let time = Date.parse('2026-03-16T01:00:00Z');
  const script = createAppsScript({
    ...addon,
    workbook,
    ownerEmail: owner,
    identityToken: async (email) => `token:${email}`,
    now: () => new Date(time),
    fetch: functions ?? server.fetch,
    onToast: ({ message }) => toasts.push(message),
    onAlert: ({ message }) => alerts.push(message),
    onSidebar: ({ title, html }) => sidebars.push({ title, html }),
    onLog: ({ text }) => errors.push(text),
  });

  if (kept) script.load(kept.script);

  const idOf = (tab: string) => {
    const sheet = workbook.sheetByTitle(tab);
    if (!sheet) throw new Error(`There is no tab ${tab}`);
    return sheet.id;
  };
  const columnOf = (id: string): number => {
    const ids = idsOf(workbook, idOf(register));
    const at = ids.indexOf(id);
    if (at < 0) throw new Error(`There is no column ${id}`);
    return at;
  };
  const all = async (results: Promise<readonly RunResult[]>) => {
    const ended = await results;
    for (const result of ended) if (!result.ok) throw new Error(errors.join('\n'));
    return ended;
  };
  const cellAt = (row: number, id: string): Cell => workbook.cell(idOf(register), row, columnOf(id));
  const cardPlace = (field: string): { row: number; column: number } => {
    const id = idOf(card);
    const { rows } = workbook.dataSize(id);
    for (let row = 1; row < rows; row += 1) {
      const at = String(workbook.cell(id, row, 0).value ?? '')
        .split(' ')
        .indexOf(field);
      if (at >= 0) return { row, column: at === 0 ? 3 : 5 };
    }
    throw new Error(`There is no blank ${field}`);
  };

  return {
    workbook,
    server,
    script,
    toasts,
    alerts,
    sidebars,
    idOf,
    columnOf,
    cardPlace,
    wind: (seconds: number) => {
      time += seconds * 1000;
    },
    /** Row 4 is the first below the header. */
    cell: cellAt,
    value: (row: number, id: string) => cellAt(row, id).value,
    saved: (row: number) => JSON.parse(String(cellAt(row, 'saved').value ?? 'null')),
    cardCell: (field: string): Cell => {
      const { row, column } = cardPlace(field);
      return workbook.cell(idOf(card), row, column);
    },
    setUp: async () => {
      const result = await script.run('setUpTabs', { user: owner });
      if (!result.ok) throw new Error(errors.join('\n'));
      return result;
    },
    type: async (row: number, id: string, typed: readonly (readonly string[])[] | string, user = clerk) => {
      const block = typeof typed === 'string' ? [[typed]] : typed;
      const { triggers } = script.userEdits(user, idOf(register), row, columnOf(id), block);
      return all(triggers);
    },
    typeOnCard: async (field: string, text: string, user = clerk) => {
      const { row, column } = cardPlace(field);
      return all(script.userEdits(user, idOf(card), row, column, [[text]]).triggers);
    },
    /** As the sidebar's page calls it, with `row` of `tab` selected. */
    call: (name: string, args: readonly unknown[] = [], tab = register, row = 0, user = clerk) =>
      script.run(name, {
        user,
        args,
        activeRange: { sheetId: idOf(tab), row, column: 0, rows: 1, columns: 1 },
      }),
    menu: async (item: string, user = clerk, tab = register, row = 0) => {
      const result = await script.run(item, {
        user,
        activeRange: { sheetId: idOf(tab), row, column: 0, rows: 1, columns: 1 },
      });
      if (!result.ok) throw new Error(errors.join('\n'));
      return result;
    },
    minute: async () => {
      time += 60_000;
      return all(script.runTimeTriggers());
    },
    /** As the Sheets API or a macro writes: raises no trigger. */
    write: (row: number, id: string, value: string) =>
      workbook.setValues(idOf(register), row, columnOf(id), [[value]], { by: 'api' }),
    keep: (): Kept => ({ workbook: workbook.save(), script: script.save() }),
    close: () => script.close(),
  };
}

function idsOf(workbook: Workbook, sheetId: number): string[] {
  const { columns } = workbook.dataSize(sheetId);
  return (workbook.values(sheetId, { row: 0, column: 0, rows: 1, columns })[0] ?? []).map(String);
}
