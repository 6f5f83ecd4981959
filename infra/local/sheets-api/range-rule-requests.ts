import type { Protection, SheetProperties } from '../workbook/workbook-types';
import type { RequestHandlers } from './batch-update';
import { checkIndex, findGrid, findRange, gridRangeMessage } from './grid-range';
import { checkProtection } from './protected-cells';
import { invalid, notImplemented } from './sheets-api-error';
import type { ProtectedRange } from './sheets-types';

const BY_API = { by: 'api' } as const;

/** The owner, and the account that protects a range, may always edit it. */
export const addProtectedRange: RequestHandlers['addProtectedRange'] = (
  { workbook, account, owner },
  { protectedRange: given = {} },
) => {
  if (given.namedRangeId ?? given.tableId ?? given.unprotectedRanges?.length) {
    throw notImplemented('protecting named ranges, tables or all but some ranges');
  }
  const { sheet, range, wholeSheet } = findRange(workbook, given.range);
  const taken = workbook.sheets().flatMap((other) => other.protections.map(({ id }) => id));
  const id = checkIndex('protectedRangeId', given.protectedRangeId ?? Math.max(0, ...taken) + 1);
  if (taken.includes(id)) throw invalid(`A protected range with the id ${id} already exists.`);
  const added: Protection = {
    id,
    description: given.description ?? '',
    range: wholeSheet ? 'sheet' : range,
    warningOnly: given.warningOnly ?? false,
    editors: [...new Set([owner ?? account, account, ...(given.editors?.users ?? [])])],
  };
  workbook.setSheet(sheet.id, { protections: [...sheet.protections, added] }, BY_API);
  return { addProtectedRange: { protectedRange: protectionMessage(sheet, added) } };
};

export const deleteProtectedRange: RequestHandlers['deleteProtectedRange'] = (
  { workbook, account },
  { protectedRangeId },
) => {
  for (const sheet of workbook.sheets()) {
    const found = sheet.protections.find(({ id }) => id === protectedRangeId);
    if (found !== undefined) {
      checkProtection({ protections: [{ ...found, range: 'sheet' }] }, account);
      workbook.setSheet(sheet.id, { protections: sheet.protections.filter((old) => old !== found) }, BY_API);
      return {};
    }
  }
  throw invalid(`No protected range with id: ${protectedRangeId}`);
};

/** A protected range as the API answers it. */
export function protectionMessage(sheet: SheetProperties, protection: Protection): ProtectedRange {
  const { id, range, description, warningOnly, editors } = protection;
  return {
    protectedRangeId: id,
    range: range === 'sheet' ? { sheetId: sheet.id } : gridRangeMessage(sheet.id, range),
    ...(description !== '' && { description }),
    ...(warningOnly ? { warningOnly } : { editors: { users: [...editors] } }),
  };
}

export const addConditionalFormatRule: RequestHandlers['addConditionalFormatRule'] = (
  { workbook },
  { rule, index = 0 },
) => {
  const ranges = rule?.ranges ?? [];
  const [first] = ranges;
  if (rule === undefined || first === undefined) throw invalid('rule.ranges must have at least one range.');
  if ((rule.booleanRule === undefined) === (rule.gradientRule === undefined)) {
    throw invalid('Must specify exactly one of booleanRule and gradientRule.');
  }
  const { sheet } = findRange(workbook, first);
  for (const range of ranges) {
    if (findRange(workbook, range).sheet !== sheet)
      throw invalid('All ranges of a rule must be on the same sheet.');
  }
  const rules = sheet.conditionalFormats;
  if (!Number.isInteger(index) || index < 0 || index > rules.length) throw invalid(`No rule index: ${index}`);
  workbook.setSheet(sheet.id, { conditionalFormats: rules.toSpliced(index, 0, rule) }, BY_API);
  return {};
};

export const deleteConditionalFormatRule: RequestHandlers['deleteConditionalFormatRule'] = (
  { workbook },
  { sheetId, index = 0 },
) => {
  const sheet = findGrid(workbook, sheetId);
  const rule = sheet.conditionalFormats[index];
  if (rule === undefined) throw invalid(`No conditional format on sheet: ${sheet.id} at index: ${index}`);
  workbook.setSheet(sheet.id, { conditionalFormats: sheet.conditionalFormats.toSpliced(index, 1) }, BY_API);
  return {};
};

/** Only the range is kept: hiding and sorting rows by a filter is not done here. */
export const setBasicFilter: RequestHandlers['setBasicFilter'] = ({ workbook }, { filter = {} }) => {
  const { range, ...others } = filter;
  const [other] = Object.keys(others);
  if (other !== undefined) throw notImplemented(`setBasicFilter.${other}`);
  const found = findRange(workbook, range);
  const basicFilter = { range: gridRangeMessage(found.sheet.id, found.range) };
  workbook.setSheet(found.sheet.id, { basicFilter }, BY_API);
  return {};
};

export const clearBasicFilter: RequestHandlers['clearBasicFilter'] = ({ workbook }, { sheetId }) => {
  workbook.setSheet(findGrid(workbook, sheetId).id, { basicFilter: undefined }, BY_API);
  return {};
};
