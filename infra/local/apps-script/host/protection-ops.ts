import type { GridRange, Origin, Protection, Workbook } from '../../workbook/workbook-types';
import type { Execution } from '../execution';
import { PROTECTED } from './protected-cells';

const BY_SCRIPT: Origin = { by: 'script' };

/**
 * Protections of ranges and sheets. A new one admits its maker and the owner. (Google's admits every editor of the
 * spreadsheet until they are removed; who they are is not known here.)
 */
export function protectionOps(workbook: Workbook, execution: Execution, ownerEmail: string) {
  const user = execution.effectiveUser;
  const all = (sheetId: number) => workbook.sheet(sheetId)?.protections ?? [];
  const get = (sheetId: number, id: number): Protection => {
    const protection = all(sheetId).find((one) => one.id === id);
    if (protection === undefined) throw new Error('The protection has been removed.');
    return protection;
  };
  const editable = (sheetId: number, id: number): Protection => {
    const protection = get(sheetId, id);
    if (!protection.editors.includes(user)) throw new Error(PROTECTED);
    return protection;
  };
  const put = (sheetId: number, protections: readonly Protection[]) =>
    workbook.setSheet(sheetId, { protections }, BY_SCRIPT);

  return {
    protections: (sheetId: number) => all(sheetId),
    protection: get,
    protect: (sheetId: number, range: GridRange | 'sheet'): number => {
      const old = range === 'sheet' ? all(sheetId).find((one) => one.range === 'sheet') : undefined;
      if (old !== undefined) return editable(sheetId, old.id).id;
      const ids = workbook.sheets().flatMap((sheet) => sheet.protections.map(({ id }) => id));
      const id = Math.max(0, ...ids) + 1;
      const editors = [...new Set([ownerEmail, user])];
      put(sheetId, [...all(sheetId), { id, description: '', range, warningOnly: false, editors }]);
      return id;
    },
    /** The owner and whoever makes the change stay editors, as in Google Sheets. */
    changeProtection: (sheetId: number, id: number, change: Partial<Omit<Protection, 'id' | 'range'>>) => {
      const protection = { ...editable(sheetId, id), ...change };
      const editors = [...new Set([ownerEmail, user, ...protection.editors])];
      put(
        sheetId,
        all(sheetId).map((one) => (one.id === id ? { ...protection, editors } : one)),
      );
    },
    unprotect: (sheetId: number, id: number) => {
      editable(sheetId, id);
      put(
        sheetId,
        all(sheetId).filter((one) => one.id !== id),
      );
    },
    mayEditProtection: (sheetId: number, id: number) => get(sheetId, id).editors.includes(user),
  };
}
