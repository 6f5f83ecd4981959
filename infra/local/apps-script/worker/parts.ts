/// <reference types="google-apps-script" />
import type { GridRange } from '../../workbook/workbook-types';
import type { Call } from '../host/host-ops';
import type { Realm } from './realm';

export type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
export type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
export type Range = GoogleAppsScript.Spreadsheet.Range;
export type Protection = GoogleAppsScript.Spreadsheet.Protection;

/** What every service is made of: the way to the main thread, and the maker of service objects. */
export type Parts = { call: Call; strict: Realm['strict'] };

/** The parts of the spreadsheet, which refer to one another. Rows and columns count from 0 here. */
export type Book = Parts & {
  spreadsheet(): Spreadsheet;
  sheet(id: number): Sheet;
  range(sheetId: number, at: GridRange): Range;
  protection(sheetId: number, id: number): Protection;
};

/** One of Apps Script's enumerations: here each value is its own name, which is what Google's values turn into as text. */
export function enumeration<T extends object>(
  parts: Pick<Parts, 'strict'>,
  name: string,
  members: readonly (keyof T & string)[],
): T {
  return parts.strict<T>(name, Object.fromEntries(members.map((member) => [member, member])) as Partial<T>);
}
