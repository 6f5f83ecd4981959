import { type Language, languages } from '../forms/label';
import { type Recipient, recipients } from '../forms/notice-rule';
import {
  type TemplateKind,
  type TemplateSlot,
  type TemplateTexts,
  templateKinds,
} from '../forms/template-kinds';
import { templatesEn } from './templates-en';
import { templatesZhCN } from './templates-zh-cn';
import { templatesZhTW } from './templates-zh-tw';

type ForEach<T> = Readonly<Record<TemplateKind, T>>;
type ToEach = Readonly<Record<Recipient, string>>;

/** The built-in templates of one language. */
export type TemplateWords = {
  /** The SMS without the sender's name, as short as it can be said. */
  readonly sms: ForEach<ToEach>;
  readonly subject: ForEach<string>;
  /** An email begins with the greeting, says what the SMS says (or what stands here instead), and gives the details. */
  readonly greeting: string;
  readonly openings: Readonly<Partial<Record<TemplateKind, ToEach>>>;
  readonly details: ForEach<readonly string[]>;
  /** How to refuse more SMS: at the end of the first one that a dealer gets of an order. */
  readonly refusing: string;
  /** Whom a dealer phones: the last line of their emails. */
  readonly question: string;
};

const words: Readonly<Record<Language, TemplateWords>> = {
  'zh-CN': templatesZhCN,
  'zh-TW': templatesZhTW,
  en: templatesEn,
};

/** In the order of an order's progress; every template is in every language. */
export const templateSlots: readonly TemplateSlot[] = kinds().flatMap((kind) =>
  recipients.flatMap((recipient) => languages.map((language) => ({ kind, recipient, language }))),
);

function kinds(): readonly TemplateKind[] {
  return Object.keys(templateKinds).filter((kind): kind is TemplateKind => kind in templateKinds);
}

/** What a changed template is stored under. */
export function slotId({ kind, recipient, language }: TemplateSlot): string {
  return `${kind}~${recipient}~${language}`;
}

const slots = new Map(templateSlots.map((slot) => [slotId(slot), slot]));

export function slotOf(id: string): TemplateSlot | undefined {
  return slots.get(id);
}

/** What a message says until a manager words it otherwise. */
export function builtIn({ kind, recipient, language }: TemplateSlot): TemplateTexts {
  const { sms, subject, greeting, openings, details, refusing, question } = words[language];
  const says = sms[kind][recipient];
  const company = language === 'en' ? '{company}' : '{公司}';
  return {
    sms: kind === 'order-registered' && recipient === 'dealer' ? says + refusing : says,
    subject: subject[kind],
    body: [
      greeting,
      openings[kind]?.[recipient] ?? says,
      details[kind].join('\n'),
      ...(recipient === 'dealer' ? [question] : []),
      company,
    ].join('\n\n'),
  };
}
