import { getCountries, getCountryCallingCode } from 'libphonenumber-js/max';
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
  if (form.settings !== 'notices' || field.id !== 'country' || isCallingCode(value)) return undefined;
  const message = settingsMessages.unknownCountry[editor.language](String(value));
  return { code: 'unknown-country', message };
}

function isCallingCode(value: Value): boolean {
  return getCountries().some((country) => getCountryCallingCode(country) === String(value));
}
