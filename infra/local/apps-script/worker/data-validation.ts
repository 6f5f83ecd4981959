import type { Cell } from '../../workbook/workbook-types';
import type { Parts } from './parts';

type Builder = GoogleAppsScript.Spreadsheet.DataValidationBuilder;
type Rule = GoogleAppsScript.Spreadsheet.DataValidation;
type Dropdown = NonNullable<Cell['dropdown']>;

const dropdowns = new WeakMap<object, Dropdown>();

/** The dropdown that a built rule stands for. */
export function dropdownOf(rule: Rule | null): Dropdown | undefined {
  return rule === null ? undefined : dropdowns.get(rule);
}

/** `SpreadsheetApp.newDataValidation()`: lists of values only. As in Google's, invalid values are allowed by default. */
export function dataValidationBuilder(parts: Parts): Builder {
  let options: readonly string[] | undefined;
  let strict = false;
  let help: string | undefined;
  const self = (): Builder => builder;
  const builder = parts.strict<Builder>('DataValidationBuilder', {
    requireValueInList: (values: string[], showDropdown = true) => {
      if (!showDropdown)
        throw new Error('local Apps Script runtime: a list without dropdown is not implemented');
      options = [...values].map(String);
      return self();
    },
    setAllowInvalid: (allowed) => {
      strict = !allowed;
      return self();
    },
    setHelpText: (text) => {
      help = text;
      return self();
    },
    build: () => {
      if (options === undefined || options.length === 0) {
        throw new Error('A data validation rule needs a criterion.');
      }
      const dropdown = { options, strict, ...(help === undefined ? {} : { help }) };
      const rule = parts.strict<Rule>('DataValidation', {
        getAllowInvalid: () => !dropdown.strict,
        getHelpText: () => dropdown.help ?? '',
        getCriteriaValues: () => [dropdown.options, true],
      });
      dropdowns.set(rule, dropdown);
      return rule;
    },
  });
  return builder;
}
