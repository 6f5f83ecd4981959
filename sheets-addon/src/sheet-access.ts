/** The only file that names the spreadsheet service; everything else is handed sheets and ranges. */
export type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
export type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
export type Range = GoogleAppsScript.Spreadsheet.Range;

export function openSpreadsheet(): Spreadsheet {
  return SpreadsheetApp.getActiveSpreadsheet();
}

export function openUi(): GoogleAppsScript.Base.Ui {
  return SpreadsheetApp.getUi();
}

/** What is offered, not enforced: other spellings are judged, and explained, by the server. */
export function dropdownOf(options: readonly string[]): GoogleAppsScript.Spreadsheet.DataValidation {
  return SpreadsheetApp.newDataValidation()
    .requireValueInList([...options], true)
    .setAllowInvalid(true)
    .build();
}

/** Of ranges and of the sheet as a whole. */
export function allProtections(sheet: Sheet): GoogleAppsScript.Spreadsheet.Protection[] {
  return [...rangeProtections(sheet), ...sheet.getProtections(SpreadsheetApp.ProtectionType.SHEET)];
}

export function rangeProtections(sheet: Sheet): GoogleAppsScript.Spreadsheet.Protection[] {
  return sheet.getProtections(SpreadsheetApp.ProtectionType.RANGE);
}

/**
 * Runs `work` while no other execution of this script works on this spreadsheet, and has everything written when it
 * ends. Never held while waiting for the network. Throws when the others don't finish within 20 seconds.
 */
export function withSheetLock<T>(work: () => T): T {
  const lock: GoogleAppsScript.Lock.Lock | null = LockService.getDocumentLock();
  lock?.waitLock(20_000);
  try {
    const result = work();
    SpreadsheetApp.flush();
    return result;
  } finally {
    lock?.releaseLock();
  }
}
