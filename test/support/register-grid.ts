import type { CellInput } from '../../functions/src/forms/edit-contract';
import { headerRows } from '../../functions/src/forms/register-layout';
import { registerSheet, type ShownAnswer } from '../../functions/src/rules/sheet-rows';

/** The columns of the tab, by the ids in its hidden row. */
export const ids = ['key', 'saved', 'next', 'due', 'left', 'number', 'bank', 'deliveryNote', 'summary'];
export type Cells = Record<string, string | number>;
export type Grid = CellInput[][];

/** A row that shows `cells` as they were saved at that revision; `more`: what somebody has typed over them. */
export const row = (key: string, cells: Cells, revision = 1, more: Cells = {}): CellInput[] =>
  ids.map(
    (id) =>
      ({ key, saved: JSON.stringify({ revision, cells }), next: '', due: '', left: '', ...cells, ...more })[
        id
      ] ?? '',
  );
export const headers = (): Grid =>
  Array.from({ length: headerRows.count }, (_, at) => (at === 0 ? [...ids] : []));
export const sheetOf = (values: Grid) => {
  const sheet = registerSheet(values.map((line) => [...line]));
  if (!sheet) throw new Error('not a register');
  return sheet;
};
/** What the functions say of a row. */
export const answerOf = (revision: number, cells: Cells, number = '') => ({
  revision,
  number,
  cells,
  deadlines: [],
  next: null,
});
export const showing = { now: new Date('2026-03-17T01:00:00Z'), language: 'zh-CN' } as const;

/** A turn whose time is up in `hours`. */
export const dueIn = (hours: number) => {
  const at = (ahead: number) => new Date(showing.now.getTime() + ahead * 3600_000).toISOString();
  const next = { stage: 'payment', role: 'r', person: null, text: '2 货款到帐', dueText: '03-17 12:00' };
  return {
    deadlines: [{ stage: 'payment', dueAt: at(hours), state: hours > 0 ? 'open' : 'late' }],
    next: { ...next, dueAt: at(hours), soonAt: at(hours - 2) },
  } satisfies Partial<ShownAnswer>;
};
