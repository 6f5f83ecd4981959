import type { Language } from '../forms/label';
import { accept, plain, type Reading, refuse } from './parse-reading';

/** A month of a year, stored as `YYYY-MM`: `2026-03`, `2026年3月`, `2026/3`, `202603`. Without its year it is no month. */
export function parseMonth(typed: string | number | boolean): Reading<string> {
  const text = plain(typed).replace(/[—–−]/g, '-');
  // Sheets drops a last 0, so the number 2026.1 may have been 2026.10.
  const [, year = '', month = ''] =
    typeof typed === 'number' && !Number.isInteger(typed)
      ? []
      : (/^(\d{4}) ?(?:[-/.]|年) ?(\d{1,2}) ?(?:月(?:份)?)?$/.exec(text) ??
        /^(\d{4})(\d{2})$/.exec(text) ??
        []);
  const ofYear = Number(month);
  if (year < '1900' || year > '2100' || ofYear < 1 || ofYear > 12) return refuse('not-a-month');
  return accept(`${year}-${month.padStart(2, '0')}`);
}

/** 2026年3月; in English 2026-03. */
export function writeMonth(month: string, language: Language): string {
  return language === 'en' ? month : `${month.slice(0, 4)}年${Number(month.slice(5))}月`;
}
