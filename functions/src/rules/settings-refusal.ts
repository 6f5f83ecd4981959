import { getCountries, getCountryCallingCode } from 'libphonenumber-js/max';
import type { Form, PlacedField } from '../forms/form';
import type { Language } from '../forms/label';
import type { CellRefusal } from './cell-refusal';
import { sameValue } from './change';
import type { Value } from './record';
import { settingsMessages } from './settings-messages';
import { type SettingsAttempt, templateRefusal } from './template-row';

/** Why a cell of a settings tab is not taken though it is well typed and its own person's: what no kind of field can say. */
export function settingsRefusal(attempt: SettingsAttempt): CellRefusal | undefined {
  const { form, field, value, values, editor } = attempt;
  if (value === undefined || sameValue(values[field.id], value)) return undefined;
  if (form.settings === 'templates') return templateRefusal(attempt);
  if (form.settings !== 'notices') return undefined;
  if (field.id === 'price') return priceRefusal(attempt);
  if (field.id !== 'country' || isCallingCode(value)) return undefined;
  const message = settingsMessages.unknownCountry[editor.language](String(value));
  return { code: 'unknown-country', message };
}

/** Without the country that was meant, the price would hold for another one, or for all of those that have none. */
function priceRefusal({ refused, problems, editor }: SettingsAttempt): CellRefusal | undefined {
  const isCountryBad = refused.country !== undefined || problems.some(({ field }) => field === 'country');
  return isCountryBad
    ? { code: 'country-refused', message: settingsMessages.countryRefused[editor.language]() }
    : undefined;
}

/** The refusal of what cannot be read; of a calling code in its own words, as it is no number to those who type it. */
export function misreadSetting(
  form: Form,
  field: PlacedField,
  { code, message }: CellRefusal,
  language: Language,
): CellRefusal {
  const isCountry = form.settings === 'notices' && field.id === 'country';
  return { code, message: isCountry ? settingsMessages.notACallingCode[language]() : message };
}

function isCallingCode(value: Value): boolean {
  return getCountries().some((country) => getCountryCallingCode(country) === String(value));
}
