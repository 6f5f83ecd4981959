import type { PlacedField } from '../forms/form';
import type { Language } from '../forms/label';
import { yesNoTexts } from '../forms/register-layout';
import { showDayEnd } from '../forms/time-left';
import { localTime } from './local-time';
import { optionSeparator } from './parse-choice';
import { endsInSize } from './parse-lines';
import { showPhone } from './parse-phone';
import type { Line, Value } from './record';

export type ShowContext = {
  readonly zone: string;
  readonly language: Language;
  /** Numbers of this country are shown without their country code (ISO 3166). */
  readonly phoneCountry: string;
};

const none: Record<Language, string> = { 'zh-CN': '无', 'zh-TW': '無', en: 'None' };
const extensionMarks: Record<Language, string> = { 'zh-CN': ' 转', 'zh-TW': ' 轉', en: ' ext. ' };
const lineSeparators: Record<Language, string> = { 'zh-CN': '；', 'zh-TW': '；', en: '; ' };

/** The one text (or number) in which the register shows a stored value; typed again, it gives the same value. */
export function showCell(field: PlacedField, value: Value, context: ShowContext): string | number {
  const { language } = context;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return yesNoTexts[language][value ? 0 : 1];
  if (Array.isArray(value))
    return value.length === 0 ? none[language] : value.map(showLine).join(lineSeparators[language]);
  if (typeof value === 'object') return `${value.name} ${showInstant(value.at, context.zone)}`;
  if (field.kind === 'instant') return showInstant(value, context.zone, field.endsDay);
  if (field.kind === 'phone') return showPhone(value, context.phoneCountry, extensionMarks[language]);
  if (field.kind === 'choice') return optionText(value);
  if (field.kind === 'choices') return value.split(',').map(optionText).join(optionSeparator[language]);
  return value;

  function optionText(id: string): string {
    return field.options?.[id]?.[language] ?? id;
  }
}

function showInstant(instant: string, zone: string, endsDay = false): string {
  const local = localTime(instant, zone);
  if (local === undefined) return instant;
  return endsDay ? showDayEnd(local) : local.replace('T', ' ');
}

/** `沙发 A1×10`, and `床1800 ×3` where the name ends in a size. */
function showLine({ product, quantity }: Line): string {
  return `${product}${endsInSize(product) ? ' ' : ''}×${quantity}`;
}
