import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Form } from '../forms/form';
import type { Language } from '../forms/label';
import { languages } from '../forms/label';
import type { Recipient } from '../forms/notice-rule';
import type { Channel } from './notice';
import type { Staff, StoredRecord } from './record';
import type { Settings } from './settings';

export type NoticeAddress = {
  readonly phone?: string;
  readonly email?: string;
  /** Of the phone (ISO 3166). */
  readonly country?: string;
  readonly channels: readonly Channel[];
  readonly language: Language;
};

/** Where and how a recipient is reached. What they chose is followed as far as there is an address for it. */
export function noticeAddress(
  form: Form,
  record: StoredRecord,
  recipient: Recipient,
  settings: Settings,
  staff: readonly Staff[],
): NoticeAddress {
  const fields = form.recipients?.[recipient];
  const text = (id: string | undefined) => {
    const value = id === undefined ? undefined : record.values[id];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const phone = text(fields?.phone);
  const colleague =
    recipient === 'sales-manager' && phone
      ? staff.find((person) => person.active && person.phone === phone)
      : undefined;
  const email = text(fields?.email) ?? colleague?.email;
  const country = phone && parsePhoneNumberFromString(phone)?.country;
  const reachable = {
    ...(phone ? { phone } : {}),
    ...(email ? { email } : {}),
    ...(country ? { country } : {}),
  };
  const chosen = text(fields?.channel);
  const available: readonly Channel[] = [
    ...(phone ? (['sms'] as const) : []),
    ...(email ? (['email'] as const) : []),
  ];
  const preferred =
    chosen === 'both' ? available : available.filter((channel) => channel === (chosen ?? 'sms'));
  const language = languages.find((one) => one === text(fields?.language)) ?? colleague?.language;
  return {
    ...reachable,
    channels: preferred.length > 0 ? preferred : available,
    language: language ?? languageOf(recipient, phone, settings),
  };
}

/** Where nobody chose a language: dealers by the country of their phone, our own people as the company's staff. */
function languageOf(recipient: Recipient, phone: string | undefined, settings: Settings): Language {
  const code = phone && parsePhoneNumberFromString(phone)?.countryCallingCode;
  if (!code || recipient === 'sales-manager') return settings.staffLanguage;
  if (code === '86') return 'zh-CN';
  return ['886', '852', '853'].includes(code) ? 'zh-TW' : 'en';
}
