import type { Language } from '../forms/label';

export type Sender = {
  readonly company: string;
  readonly companyTraditional?: string | undefined;
  readonly companyEnglish?: string | undefined;
};

/**
 * The company's name as messages in that language sign it. Readers of traditional characters need not know the simplified
 * ones. In Chinese letters it would make every English SMS UCS-2, of 70 letters where 160 fit, and twice as dear.
 */
export function companyName(sender: Sender, language: Language): string {
  const own = { 'zh-CN': undefined, 'zh-TW': sender.companyTraditional, en: sender.companyEnglish }[language];
  return own ?? sender.company;
}
