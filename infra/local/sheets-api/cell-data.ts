import { displayText, UNCOMPUTED } from '../workbook/display';
import type { Cell, Entry } from '../workbook/workbook-types';
import { type CellChange, formatChange, formatMessage } from './cell-format';
import { type FieldMask, touches } from './field-mask';
import { invalid, notImplemented } from './sheets-api-error';
import type { CellData, DataValidationRule } from './sheets-types';

const LONGEST_TEXT = 50_000;
const WRITABLE = ['userEnteredValue', 'userEnteredFormat', 'note', 'dataValidation'];

/** What a masked CellData sets in a cell; `entry` is absent when the mask leaves the value alone. */
export function cellChange(data: CellData, mask: FieldMask): { entry?: Entry; attributes: CellChange } {
  const other = [...Object.keys(mask), ...Object.keys(data).filter((name) => touches(mask, name))].find(
    (name) => name !== '*' && !WRITABLE.includes(name),
  );
  if (other !== undefined) throw notImplemented(`writing CellData.${other}`);
  return {
    ...(touches(mask, 'userEnteredValue') && { entry: entryOf(data.userEnteredValue) }),
    attributes: {
      ...(touches(mask, 'userEnteredFormat') && formatChange(data.userEnteredFormat ?? {}, mask)),
      ...(touches(mask, 'note') && { note: data.note === '' ? undefined : data.note }),
      ...(touches(mask, 'dataValidation') && { dropdown: dropdownOf(data.dataValidation) }),
    },
  };
}

/** A dropdown of the workbook; other conditions than a list of values are not kept here. */
export function dropdownOf(rule: DataValidationRule | undefined): Cell['dropdown'] {
  if (rule === undefined) return undefined;
  const { type, values = [] } = rule.condition ?? {};
  if (type === undefined) throw invalid('A data validation rule must have a condition.');
  if (type !== 'ONE_OF_LIST') throw notImplemented(`data validation ${type}`);
  const options = values.map((value) => value.userEnteredValue);
  if (options.length === 0) throw invalid('ONE_OF_LIST must have at least one ConditionValue.');
  if (!options.every((option) => option !== undefined)) {
    throw invalid('A ConditionValue of ONE_OF_LIST must have a userEnteredValue.');
  }
  const help = rule.inputMessage;
  return { options, strict: rule.strict ?? false, ...(help !== undefined && { help }) };
}

/** A cell as spreadsheets.get answers it in grid data. */
export function cellMessage(cell: Cell): CellData {
  const format = formatMessage(cell);
  const { value, note, dropdown } = cell;
  return {
    ...(value !== null && {
      userEnteredValue: cell.formula ? { formulaValue: String(value) } : plainValue(value),
      effectiveValue: cell.formula
        ? { errorValue: { type: 'ERROR', message: UNCOMPUTED } }
        : plainValue(value),
      formattedValue: displayText(cell),
    }),
    ...(format && { userEnteredFormat: format, effectiveFormat: format }),
    ...(note !== undefined && { note }),
    ...(dropdown && {
      dataValidation: {
        condition: {
          type: 'ONE_OF_LIST',
          values: dropdown.options.map((option) => ({ userEnteredValue: option })),
        },
        strict: dropdown.strict,
        ...(dropdown.help !== undefined && { inputMessage: dropdown.help }),
        showCustomUi: true,
      },
    }),
  };
}

/** Throws 400 for text that is too long for a cell. */
export function checkLength(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  throw invalid(`Your input contains more than the maximum of ${LONGEST_TEXT} characters in a single cell.`);
}

function entryOf(value: CellData['userEnteredValue']): Entry {
  const given = Object.keys(value ?? {});
  if (value === undefined || given.length === 0) return { value: null };
  if (given.length > 1) {
    throw invalid(`Invalid value (oneof), oneof field 'value' is already set. Cannot set '${given[1]}'`);
  }
  if (value.errorValue !== undefined) throw invalid('userEnteredValue cannot be an errorValue.');
  const { formulaValue } = value;
  if (formulaValue === undefined) {
    return { value: value.numberValue ?? value.boolValue ?? checkLength(value.stringValue ?? '') };
  }
  if (!formulaValue.startsWith('=')) throw invalid(`formulaValue must start with '=': ${formulaValue}`);
  return { value: checkLength(formulaValue), formula: true };
}

function plainValue(value: string | number | boolean): NonNullable<CellData['userEnteredValue']> {
  if (typeof value === 'number') return { numberValue: value };
  return typeof value === 'boolean' ? { boolValue: value } : { stringValue: value };
}
