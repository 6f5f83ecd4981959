import type { Language } from '../forms/label';

export type Sender = {
  readonly company: string;
  readonly companyEnglish?: string | undefined;
};

/**
 * The company's name as messages in that language sign it. In Chinese letters it would make every English SMS UCS-2, of
 * 70 letters where 160 fit, and twice as dear; so there may be an English one.
 */
export function companyName({ company, companyEnglish }: Sender, language: Language): string {
  return language === 'en' ? (companyEnglish ?? company) : company;
}
