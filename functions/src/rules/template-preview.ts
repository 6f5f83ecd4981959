import type { Language } from '../forms/label';
import type { TemplateSlot, TemplateTexts } from '../forms/template-kinds';
import { callingCode, dialled } from './message-phone';
import { fillMessage } from './messages';
import { smsCost } from './sms-cost';
import { smsLength } from './sms-segments';
import { leanFacts, longestFacts, sampleFacts } from './template-samples';

/** Numbers of the country in which most people read a language; nothing is sent there. */
const usualPhones: Readonly<Record<Language, string>> = {
  'zh-CN': '+8613800138000',
  'zh-TW': '+886912345678',
  en: '+12025550123',
};

export type TemplatePreview = {
  readonly sms: string;
  readonly subject: string;
  readonly body: string;
  /** Where nothing is known that is only sometimes known: the SMS, and the email's lines that differ; '' where all is the same. */
  readonly lean: { readonly sms: string; readonly email: string };
  /** Of the SMS shown: its characters as networks count them, its segments, and what they cost (yuan). */
  readonly units: number;
  readonly segments: number;
  readonly yuan: number;
  /** The most it can become, with everything as long as it may be. */
  readonly mostSegments: number;
  readonly mostYuan: number;
  /** One letter that is no plain English makes an English SMS as dear as a Chinese one. */
  readonly isDear: boolean;
};

type PreviewSettings = {
  readonly company: string;
  readonly servicePhone?: string | undefined;
  readonly smsPrices: Readonly<Record<string, number>>;
};

/** How messages would read and what they would cost, to a phone of the language's usual country. */
export function templatePreview(
  slot: TemplateSlot,
  texts: TemplateTexts,
  { company, servicePhone, smsPrices }: PreviewSettings,
): TemplatePreview {
  const phone = usualPhones[slot.language];
  const canRefuse = slot.recipient === 'dealer' && slot.language !== 'zh-CN';
  const theirs = {
    canRefuse,
    canReply: canRefuse,
    ...(servicePhone ? { servicePhone: dialled(servicePhone, callingCode(phone)) } : {}),
  };
  const facts = sampleFacts(slot, company, theirs);
  const { sms, email } = fillMessage(slot, texts, facts);
  const least = fillMessage(slot, texts, leanFacts(facts));
  const { units, segments, encoding } = smsLength(sms);
  const mostSegments = longestSms(slot, texts, company);
  return {
    sms,
    subject: email.subject,
    body: email.text,
    lean: { sms: least.sms === sms ? '' : least.sms, email: otherLines(least.email, email) },
    units,
    segments,
    yuan: smsCost(phone, segments, smsPrices),
    mostSegments,
    mostYuan: smsCost(phone, mostSegments, smsPrices),
    isDear: slot.language === 'en' && encoding === 'ucs-2',
  };
}

type Letter = { readonly subject: string; readonly text: string };

function otherLines(least: Letter, full: Letter): string {
  const known = new Set(full.text.split('\n'));
  const lines = least.text.split('\n').filter((line) => !known.has(line));
  return [...(least.subject === full.subject ? [] : [least.subject]), ...lines].join('\n');
}

/**
 * How many segments the SMS never exceeds, whatever was typed: of the 67 units of each, one may be lost where a rare
 * character of two units is not to be split.
 */
export function longestSms(slot: TemplateSlot, texts: TemplateTexts, company: string): number {
  const lengths = longestFacts(slot, company)
    .map((facts) => fillMessage(slot, texts, facts).sms.length)
    .map((units) => (units <= 70 ? 1 : Math.ceil(units / 66)));
  return Math.max(...lengths);
}
