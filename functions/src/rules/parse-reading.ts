import type { TypingFault } from './typing-messages';

/** What became of a typed text: a value, or which sentence to answer with and what fills its gaps. */
export type Reading<T> = { readonly ok: true; readonly value: T } | Refused;
export type Refused = {
  readonly ok: false;
  readonly code: TypingFault;
  readonly details: Readonly<Record<string, string>>;
};

export function accept<T>(value: T): Reading<T> {
  return { ok: true, value };
}

export function refuse(code: TypingFault, details: Readonly<Record<string, string>> = {}): Refused {
  return { ok: false, code, details };
}

/** Marks without a shape that come along when names and numbers are copied from phones and web pages. */
const shapeless = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const blank = /[\s\u200b\u2060]/;

/** Without white space, also the zero-width kind, at either end. */
export function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && blank.test(text.charAt(start))) start += 1;
  while (start < end && blank.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** For everything but prose: full-width signs as half-width ones (NFKC), runs of white space as one space. */
export function plain(typed: string | number | boolean): string {
  return String(typed).normalize('NFKC').replace(shapeless, '').replace(/\s+/g, ' ').trim();
}

export const noneWords: readonly string[] = ['无', '無', '没有', '沒有', 'none', 'no', 'nil', '0'];
