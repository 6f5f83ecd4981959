import { isDateFormat } from '../workbook/serial-date';
import type { Cell } from '../workbook/workbook-types';
import { colorOf, hexOf } from './colors';
import { type FieldMask, namedUnder, touches } from './field-mask';
import { invalid, notImplemented } from './sheets-api-error';
import type { CellFormat } from './sheets-types';

type Attributes = Exclude<keyof Cell, 'value' | 'formula'>;
export type CellChange = { [K in Attributes]?: Cell[K] | undefined };

const FORMAT_FIELDS = [
  'numberFormat',
  'backgroundColor',
  'backgroundColorStyle',
  'textFormat',
  'horizontalAlignment',
  'verticalAlignment',
  'wrapStrategy',
  'borders',
];
const TEXT_FIELDS = ['bold', 'fontSize', 'foregroundColor', 'foregroundColorStyle'];

/** What the masked part of a userEnteredFormat sets; a field that is named but not given is removed. */
export function formatChange(format: CellFormat, mask: FieldMask): CellChange {
  refuseOthers('userEnteredFormat', FORMAT_FIELDS, format, mask);
  refuseOthers('userEnteredFormat.textFormat', TEXT_FIELDS, format.textFormat ?? {}, mask);
  const wants = (...paths: string[]) => paths.some((path) => touches(mask, `userEnteredFormat.${path}`));
  const text = format.textFormat;
  return {
    ...(wants('numberFormat') && { format: patternOf(format.numberFormat) }),
    ...(wants('backgroundColor', 'backgroundColorStyle') && {
      background: hexOf(format.backgroundColorStyle, format.backgroundColor),
    }),
    ...(wants('textFormat.foregroundColor', 'textFormat.foregroundColorStyle') && {
      color: hexOf(text?.foregroundColorStyle, text?.foregroundColor),
    }),
    ...(wants('textFormat.bold') && { bold: text?.bold }),
    ...(wants('textFormat.fontSize') && { fontSize: text?.fontSize }),
    ...(wants('horizontalAlignment') && { align: ALIGN[format.horizontalAlignment ?? ''] }),
    ...(wants('verticalAlignment') && { verticalAlign: VERTICAL[format.verticalAlignment ?? ''] }),
    ...(wants('wrapStrategy') && { wrap: wrapOf(format.wrapStrategy) }),
    ...(wants('borders') && { border: hasBorder(format.borders) }),
  };
}

/** A cell's own format as the API answers it; undefined for a plain cell. */
export function formatMessage(cell: Cell): CellFormat | undefined {
  const [background, color] = [colorOf(cell.background), colorOf(cell.color)];
  const textFormat = {
    ...(cell.bold !== undefined && { bold: cell.bold }),
    ...(cell.fontSize !== undefined && { fontSize: cell.fontSize }),
    ...(color && { foregroundColor: color, foregroundColorStyle: { rgbColor: color } }),
  };
  const line = { style: 'SOLID' as const };
  const format: CellFormat = {
    ...(cell.format !== undefined && { numberFormat: numberFormatMessage(cell.format) }),
    ...(background && { backgroundColor: background, backgroundColorStyle: { rgbColor: background } }),
    ...(cell.border && { borders: { top: line, bottom: line, left: line, right: line } }),
    ...(cell.align && { horizontalAlignment: HORIZONTAL_NAMES[cell.align] }),
    ...(cell.verticalAlign && { verticalAlignment: VERTICAL_NAMES[cell.verticalAlign] }),
    ...(cell.wrap !== undefined && { wrapStrategy: strategyOf(cell.wrap) }),
    ...(Object.keys(textFormat).length > 0 && { textFormat }),
  };
  return Object.keys(format).length > 0 ? format : undefined;
}

const HORIZONTAL_NAMES = { left: 'LEFT', center: 'CENTER', right: 'RIGHT' } as const;
const VERTICAL_NAMES = { top: 'TOP', middle: 'MIDDLE', bottom: 'BOTTOM' } as const;
const ALIGN: Record<string, Cell['align']> = { LEFT: 'left', CENTER: 'center', RIGHT: 'right' };
const VERTICAL: Record<string, Cell['verticalAlign']> = { TOP: 'top', MIDDLE: 'middle', BOTTOM: 'bottom' };

const PATTERNS: Record<string, string> = {
  NUMBER: '#,##0.00',
  PERCENT: '0.00%',
  CURRENCY: '"¥"#,##0.00',
  DATE: 'yyyy-mm-dd',
  TIME: 'h:mm:ss',
  DATE_TIME: 'yyyy-mm-dd h:mm:ss',
  SCIENTIFIC: '0.00E+00',
};

function patternOf(numberFormat: CellFormat['numberFormat']): string | undefined {
  if (numberFormat === undefined) return undefined;
  const { type, pattern } = numberFormat;
  if (type === undefined || type === 'NUMBER_FORMAT_TYPE_UNSPECIFIED') {
    throw invalid('numberFormat.type must be specified.');
  }
  return type === 'TEXT' ? '@' : (pattern ?? PATTERNS[type]);
}

function numberFormatMessage(pattern: string): NonNullable<CellFormat['numberFormat']> {
  if (pattern === '@') return { type: 'TEXT', pattern };
  if (!isDateFormat(pattern)) return { type: pattern.includes('%') ? 'PERCENT' : 'NUMBER', pattern };
  const [hasDay, hasClock] = [/[yd]/i.test(pattern), /h/i.test(pattern)];
  return { type: hasDay && hasClock ? 'DATE_TIME' : hasClock ? 'TIME' : 'DATE', pattern };
}

function wrapOf(strategy: CellFormat['wrapStrategy']): Cell['wrap'] {
  if (strategy === undefined || strategy === 'WRAP_STRATEGY_UNSPECIFIED') return undefined;
  return strategy === 'CLIP' ? 'clip' : strategy === 'WRAP';
}

function strategyOf(wrap: NonNullable<Cell['wrap']>): 'CLIP' | 'WRAP' | 'OVERFLOW_CELL' {
  if (wrap === 'clip') return 'CLIP';
  return wrap ? 'WRAP' : 'OVERFLOW_CELL';
}

/** The workbook knows a cell with a border and one without, not four sides. */
function hasBorder(borders: CellFormat['borders']): true | undefined {
  const sides = [borders?.top, borders?.bottom, borders?.left, borders?.right];
  return sides.some((side) => side?.style !== undefined && side.style !== 'NONE') ? true : undefined;
}

/** What the workbook cannot keep is refused rather than lost. */
function refuseOthers(path: string, known: readonly string[], given: object, mask: FieldMask): void {
  const named = [
    ...namedUnder(mask, path),
    ...Object.keys(given).filter((name) => touches(mask, `${path}.${name}`)),
  ];
  const other = named.find((name) => !known.includes(name));
  if (other !== undefined) throw notImplemented(`${path}.${other}`);
}
