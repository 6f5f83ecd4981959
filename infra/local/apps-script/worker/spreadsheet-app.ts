import { conditionalFormatBuilder } from './conditional-format';
import { dataValidationBuilder } from './data-validation';
import type { Enumerations } from './enumerations';
import type { Book, Parts } from './parts';
import { protectionService } from './protection';
import { rangeService } from './range';
import { sheetService } from './sheet';
import { spreadsheetService } from './spreadsheet';
import { uiService } from './ui';

/** The objects of the one spreadsheet that there is. */
export function bookOf(parts: Parts, names: Enumerations): Book {
  const book: Book = {
    ...parts,
    spreadsheet: () => spreadsheet,
    sheet: (id) => sheetService(book, names, id),
    range: (sheetId, at) => rangeService(book, names, sheetId, at),
    protection: (sheetId, id) => protectionService(book, names, sheetId, id),
  };
  const spreadsheet = spreadsheetService(book, names);
  return book;
}

export function spreadsheetApp(book: Book, names: Enumerations) {
  return book.strict<GoogleAppsScript.Spreadsheet.SpreadsheetApp>('SpreadsheetApp', {
    BorderStyle: names.borderStyles,
    ProtectionType: names.protectionTypes,
    WrapStrategy: names.wrapStrategies,
    getActive: () => book.spreadsheet(),
    getActiveSpreadsheet: () => book.spreadsheet(),
    openById: (id) => {
      book.call('permit', 'SpreadsheetApp.openById');
      if (id !== book.call('about').id) {
        throw new Error(
          'Unexpected error while getting the method or property openById on object SpreadsheetApp.',
        );
      }
      return book.spreadsheet();
    },
    getActiveSheet: () => book.spreadsheet().getActiveSheet(),
    getActiveRange: () => {
      const { sheetId, ...at } = book.call('active');
      return book.range(sheetId, at);
    },
    setActiveSheet: (sheet) => book.spreadsheet().setActiveSheet(sheet),
    /** Every write is there at once: nothing is ever pending. */
    flush: () => undefined,
    getUi: () => {
      book.call('mustHaveWindow');
      return uiService(book, names);
    },
    newDataValidation: () => dataValidationBuilder(book),
    newConditionalFormatRule: () => conditionalFormatBuilder(book),
  });
}
