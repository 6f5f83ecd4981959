import { colorOf } from '../../sheets-api/colors';
import type { Parts, Range } from './parts';

type Builder = GoogleAppsScript.Spreadsheet.ConditionalFormatRuleBuilder;
export type FormatRule = GoogleAppsScript.Spreadsheet.ConditionalFormatRule;

/** A rule as the Sheets API writes it (ConditionalFormatRule), so that both ways of setting one look alike. */
type ApiRule = {
  ranges: readonly object[];
  booleanRule: { condition: { type: string; values: readonly object[] }; format: object };
};

const rules = new WeakMap<object, ApiRule>();

export function ruleOf(rule: FormatRule): ApiRule {
  const found = rules.get(rule);
  if (found === undefined) throw new Error('A conditional format rule must have been built.');
  return found;
}

/** `SpreadsheetApp.newConditionalFormatRule()`: by text, by emptiness or by formula. */
export function conditionalFormatBuilder(parts: Parts): Builder {
  let ranges: readonly Range[] = [];
  let condition: ApiRule['booleanRule']['condition'] | undefined;
  let format: Record<string, unknown> = {};
  const self = (): Builder => builder;
  const when = (type: string, ...values: string[]) => {
    condition = { type, values: values.map((userEnteredValue) => ({ userEnteredValue })) };
    return self();
  };
  const builder = parts.strict<Builder>('ConditionalFormatRuleBuilder', {
    setRanges: (wanted) => {
      ranges = [...wanted];
      return self();
    },
    whenTextEqualTo: (text) => when('TEXT_EQ', text),
    whenTextContains: (text) => when('TEXT_CONTAINS', text),
    whenTextStartsWith: (text) => when('TEXT_STARTS_WITH', text),
    whenCellEmpty: () => when('BLANK'),
    whenCellNotEmpty: () => when('NOT_BLANK'),
    whenFormulaSatisfied: (formula) => when('CUSTOM_FORMULA', formula),
    setBackground: (color) => {
      format = { ...format, backgroundColorStyle: { rgbColor: colorOf(color ?? undefined) } };
      return self();
    },
    setFontColor: (color) => {
      const textFormat = { foregroundColorStyle: { rgbColor: colorOf(color ?? undefined) } };
      format = { ...format, textFormat };
      return self();
    },
    build: () => {
      if (condition === undefined || ranges.length === 0) {
        throw new Error('A conditional format rule needs ranges and a condition.');
      }
      const rule = parts.strict<FormatRule>('ConditionalFormatRule', {});
      rules.set(rule, { ranges: ranges.map(gridRange), booleanRule: { condition, format } });
      return rule;
    },
  });
  return builder;
}

function gridRange(range: Range) {
  return {
    sheetId: range.getGridId(),
    startRowIndex: range.getRow() - 1,
    endRowIndex: range.getLastRow(),
    startColumnIndex: range.getColumn() - 1,
    endColumnIndex: range.getLastColumn(),
  };
}
