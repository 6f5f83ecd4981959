import { z } from 'zod';
import { accept, plain, type Reading, refuse, trimmed } from './parse-reading';

const maxTextLength = 2000;

/**
 * Prose stays as it was typed: full-width punctuation, new lines, and what looks like a formula or HTML. Only its
 * letters get one spelling (NFC), tabs become spaces, and white space at the ends goes.
 */
export function parseText(typed: string | number | boolean): Reading<string> {
  const text = trimmed(String(typed).replace(/\r\n?/g, '\n').replace(/\t/g, ' ').normalize('NFC'));
  if (hasBrokenCharacters(text)) return refuse('broken-characters');
  if (text.length > maxTextLength)
    return refuse('too-long', { length: String(text.length), most: String(maxTextLength) });
  return accept(text);
}

/** Half a surrogate pair, or a control character other than a new line: debris of a broken copy. */
export function hasBrokenCharacters(text: string): boolean {
  return /[\p{Cs}\p{Cc}]/u.test(text.replace(/\n/g, ''));
}

const emailSchema = z.email().max(254);

/** The part after the @ has no case and is kept small; the part before it stays as typed. */
export function parseEmail(typed: string | number | boolean): Reading<string> {
  const text = plain(typed).replace(/^mailto:/i, '');
  const parsed = emailSchema.safeParse(text);
  if (!parsed.success) return refuse('not-an-email');
  const at = parsed.data.lastIndexOf('@');
  return accept(parsed.data.slice(0, at) + parsed.data.slice(at).toLowerCase());
}
