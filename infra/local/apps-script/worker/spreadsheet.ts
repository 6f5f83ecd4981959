import type { Enumerations } from './enumerations';
import type { Book, Sheet, Spreadsheet } from './parts';
import { userOf } from './protection';

/** `Spreadsheet`: the one that the script belongs to. */
export function spreadsheetService(book: Book, names: Enumerations): Spreadsheet {
  const { call } = book;
  const about = () => call('about');
  const sheetOf = (found: { id: number } | undefined) => (found === undefined ? null : book.sheet(found.id));
  const insertSheet = (first?: unknown, second?: unknown): Sheet => {
    const title = typeof first === 'string' ? first : undefined;
    const index = [first, second].find((value) => typeof value === 'number');
    if ([first, second].some((value) => typeof value === 'object')) {
      throw new Error(
        'local Apps Script runtime: Spreadsheet.insertSheet from a template is not implemented',
      );
    }
    return book.sheet(call('addSheet', title, typeof index === 'number' ? index : undefined));
  };

  return book.strict<Spreadsheet>('Spreadsheet', {
    getId: () => about().id,
    getName: () => about().title,
    getUrl: () => `https://docs.google.com/spreadsheets/d/${about().id}/edit`,
    getSpreadsheetTimeZone: () => about().timeZone,
    getSpreadsheetLocale: () => about().locale,
    getOwner: () => userOf(book, () => about().ownerEmail),
    getSheetByName: (name) => sheetOf(call('sheetByTitle', name)),
    getSheetById: (id) => sheetOf(call('sheets').find((sheet) => sheet.id === id)),
    getSheets: () => call('sheets').map(({ id }) => book.sheet(id)),
    getNumSheets: () => call('sheets').length,
    insertSheet,
    deleteSheet: (sheet) => call('deleteSheet', sheet.getSheetId()),
    getActiveSheet: () => book.sheet(call('active').sheetId),
    setActiveSheet: (sheet) => {
      call('activate', { sheetId: sheet.getSheetId(), row: 0, column: 0, rows: 1, columns: 1 });
      return sheet;
    },
    getActiveRange: () => {
      const { sheetId, ...at } = call('active');
      return book.range(sheetId, at);
    },
    getRange: (address) => {
      const { sheetId, ...at } = call('rangeByAddress', call('active').sheetId, address);
      return book.range(sheetId, at);
    },
    moveActiveSheet: (position) => call('moveSheet', call('active').sheetId, position - 1),
    getProtections: (type) =>
      call('sheets').flatMap(({ id, protections }) =>
        protections
          .filter(({ range }) => (range === 'sheet') === (type === names.protectionTypes.SHEET))
          .map((protection) => book.protection(id, protection.id)),
      ),
    toast: (message: string, title?: string) => call('toast', message, title),
  });
}
