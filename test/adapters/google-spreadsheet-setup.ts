import { createGoogleSpreadsheet } from '../../functions/src/adapters/google-spreadsheet';
import type { SheetTab } from '../../functions/src/ports';
import { servedSheetsApi } from '../local/sheets-api-setup';

/** The adapter over the stand-in for Google; `waits` are the pauses before its repeats, which take no time here. */
export function servedSpreadsheet() {
  const world = servedSheetsApi();
  const waits: number[] = [];
  const spreadsheet = (token = 'token-robot') =>
    createGoogleSpreadsheet({
      accessToken: async () => token,
      rootUrl: world.root,
      wait: async (milliseconds) => void waits.push(milliseconds),
    });

  /** The tab's values without the empty cells behind the last filled one. */
  function shown(title: string): unknown[][] {
    const sheet = world.workbook.sheetByTitle(title);
    if (!sheet) throw new Error(`there is no tab ${title}`);
    const size = world.workbook.dataSize(sheet.id);
    return world.workbook.values(sheet.id, { row: 0, column: 0, ...size });
  }

  return { world, waits, spreadsheet, shown };
}

export const tab = (rows: SheetTab['rows'], title = '今日看板'): SheetTab & { headingRows: number[] } => ({
  title,
  rows,
  headerRows: 1,
  headingRows: [0],
  columnWidths: [150, 80],
});
