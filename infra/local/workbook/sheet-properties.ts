import type { SheetChange, SheetProperties } from './workbook-types';

/** What a new tab is, but for its id and title. */
export const BLANK_SHEET = {
  hidden: false,
  rowCount: 1000,
  columnCount: 26,
  frozenRows: 0,
  frozenColumns: 0,
  columnWidths: {},
  rowHeights: {},
  hiddenColumns: [],
  hiddenRows: [],
  merges: [],
  protections: [],
  charts: [],
  conditionalFormats: [],
} satisfies Partial<SheetProperties>;

export function changedSheet(properties: SheetProperties, change: SheetChange): SheetProperties {
  const { tabColor, basicFilter, ...rest } = { ...properties, ...change };
  return {
    ...rest,
    ...(tabColor === undefined ? {} : { tabColor }),
    ...(basicFilter === undefined ? {} : { basicFilter }),
  };
}
