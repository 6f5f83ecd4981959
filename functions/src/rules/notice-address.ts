import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Form } from '../forms/form';
import type { Language } from '../forms/label';
import { languages } from '../forms/label';
import type { Recipient } from '../forms/notice-rule';
import type { Preference } from './contact-preference';
import type { Channel } from './notice';
import type { Staff, StoredRecord } from './record';
import type { Settings } from './settings';
import { takesSms } from './sms-number';

export type NoticeAddress = {
  /** Where an SMS may arrive. */
  readonly phone?: string;
  /** The phone they have, where none can arrive. */
  readonly landline?: string;
  readonly email?: string;
  /** Of either phone (ISO 3166). */
  readonly country?: string;
  readonly channels: readonly Channel[];
  readonly language: Language;
};

type AddressContext = {
  readonly settings: Settings;
  readonly staff: readonly Staff[];
  /** What the customer has chosen on earlier orders; it holds where this one leaves the choice open. */
  readonly prefers?: Preference;
};

/** Where and how a recipient is reached. What they chose is followed as far as there is an address for it. */
export function noticeAddress(
  form: Form,
  record: StoredRecord,
  recipient: Recipient,
  { settings, staff, prefers }: AddressContext,
): NoticeAddress {
  const fields = form.recipients?.[recipient];
  const text = (id: string | undefined) => {
    const value = id === undefined ? undefined : record.values[id];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const given = text(fields?.phone);
  const colleague =
    recipient === 'sales-manager' && given
      ? staff.find((person) => person.active && person.phone === given)
      : undefined;
  const email = text(fields?.email) ?? colleague?.email;
  const country = given && parsePhoneNumberFromString(given)?.country;
  const phone = given && takesSms(given) ? given : undefined;
  const reachable = {
    ...(phone ? { phone } : given ? { landline: given } : {}),
    ...(email ? { email } : {}),
    ...(country ? { country } : {}),
  };
  const open = recipient === 'dealer' ? prefers : undefined;
  const chosen = text(fields?.channel) ?? open?.channel?.is;
  const available: readonly Channel[] = [
    ...(phone ? (['sms'] as const) : []),
    ...(email ? (['email'] as const) : []),
  ];
  const preferred =
    chosen === 'both' ? available : available.filter((channel) => channel === (chosen ?? 'sms'));
  const language =
    languages.find((one) => one === text(fields?.language)) ?? open?.language?.is ?? colleague?.language;
  return {
    ...reachable,
    channels: preferred.length > 0 ? preferred : available,
    language: language ?? languageOf(recipient, given, settings),
  };
}

/** Where nobody chose a language: dealers by the country of their phone, our own people as the company's staff. */
function languageOf(recipient: Recipient, phone: string | undefined, settings: Settings): Language {
  const code = phone && parsePhoneNumberFromString(phone)?.countryCallingCode;
  if (!code || recipient === 'sales-manager') return settings.staffLanguage;
  if (code === '86') return 'zh-CN';
  return ['886', '852', '853'].includes(code) ? 'zh-TW' : 'en';
}
