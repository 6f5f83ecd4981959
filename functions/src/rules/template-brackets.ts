import type { PlaceholderId } from '../forms/template-kinds';
import { placeholderNamed } from './template';

/** Braces that were typed twice around a name, and where (from, and up to before `to`). */
type Doubled = { readonly inside: string; readonly from: number; readonly to: number };

const braced = /[{｛]+([^{}[\]｛｝［］\n]*)[}｝]+/g;

/** `{{编号}}`, as other programs have it, also where one brace too many stands on one side only. */
export function doubledBraces(text: string): readonly Doubled[] {
  return [...text.matchAll(braced)].flatMap(({ 0: typed, 1: inside = '', index: from }) =>
    typed.length - inside.length > 2 && inside.trim() !== ''
      ? [{ inside: inside.trim(), from, to: from + typed.length }]
      : [],
  );
}

const otherBrackets =
  /[（(［[【〔〈《<＜]([^（()）［[\]］【】〔〕〈〉《》<>＜＞{}\n]{1,20})[）)］\]】〕〉》>＞]/g;

/** Placeholders' names in any other brackets, where they stay as they were typed: `（编号）`. */
export function inOtherBrackets(text: string): ReadonlyMap<PlaceholderId, string> {
  return new Map(
    [...text.matchAll(otherBrackets)].flatMap(({ 0: typed, 1: inside = '' }) => {
      const id = placeholderNamed(inside);
      return id ? [[id, typed] as const] : [];
    }),
  );
}
