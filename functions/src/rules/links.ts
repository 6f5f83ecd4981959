/**
 * What phones and the filters of mobile networks take for a link. An SMS to mainland China that holds one is not
 * delivered, and a name that somebody types must not carry one.
 *
 * Two kinds, because nobody can tell `gendan.wang` from `Mr.Wang`. What can be nothing but an address is taken out. Of
 * words that only stand on both sides of a dot, as a domain or as a sentence without its space, nothing is lost: a space
 * behind the dot makes either of them words. So no list of top-level domains has to be complete.
 */

/** Chinese is written without spaces, so that a domain may begin or end right beside it. */
const han = String.raw`\p{Script=Han}`;
const letter = String.raw`(?:(?!${han})[\p{L}\p{M}\p{N}-])`;
const wordEnd = `(?!${letter})`;
const tail = '[!-~]*';
/** Endings that hardly stand for anything but a domain; `。` is typed for a dot where only the input method differs. */
const surest = 'com|cn|net|org';
const sure = `${surest}|top|cc|xyz|io|tw|hk|mo|me|info|vip|shop|link|site|club|app|ly`;
const chinese =
  '中国|中國|公司|网络|網絡|網路|网址|網址|网站|網站|商城|商店|在线|在線|手机|手機|集团|香港|台湾|台灣';
const anyEnding = String.raw`(?:xn--[a-z0-9-]+|${chinese}|(?:(?!${han})\p{Ll}){2,})`;

const either = (...parts: readonly string[]) => `(?:${parts.join('|')})`;
/** The first label of a domain begins here; of a Chinese one only what follows it belongs to the link. */
const start = String.raw`(?<!${letter})(?<!${letter}\.)`;
const dotted = `(?:${letter}+\\.)+`;
const afterHan = String.raw`(?<=${han})\.`;

const addresses = new RegExp(
  either(
    String.raw`(?<![a-z0-9+.-])[a-z0-9+.-]*[:：]\/\/${tail}`,
    String.raw`www\.${tail}`,
    `${start}(?:${letter}+[.。])+(?:${surest})${wordEnd}(?!\\.${letter})${tail}`,
    `${either(start + dotted, afterHan)}(?:${sure})${wordEnd}(?!\\.${letter})${tail}`,
    String.raw`(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?:[:：]\d{2}|\/[!-~])${tail}`,
  ),
  'giu',
);
/** A path behind words in small letters, as addresses are typed: `Mr.Wang/Li` and `1.sofa/2.bed` are none. */
const notNumbered = String.raw`(?![\d.]+\.\p{Ll}+\/)`;
const paths = new RegExp(
  String.raw`${either(start + notNumbered + dotted, afterHan)}${anyEnding}(?:[:：]\d{2,5})?\/${tail}`,
  'gu',
);
/** The dot that makes two words a domain. */
const dots = new RegExp(
  String.raw`(?<=[\p{L}\p{M}\p{N}_-])\.(?=${either(
    `(?:xn--[a-z0-9-]+|(?:(?!${han})\\p{L}){2,})${wordEnd}`,
    String.raw`(?:${chinese})(?![\p{L}\p{N}])`,
  )})`,
  'giu',
);
/** What stands around such a dot; enough to recognise it by. */
const before = new RegExp(`(?:(?:${letter}|[_.]){1,20}|[${han}.]{1,20})$`, 'u');
const after = new RegExp(String.raw`^\.(?:(?:${letter}|\.){1,20}|${han}{1,20})`, 'u');

/** The text without links: addresses are taken out, a dot that makes two words a domain gets a space behind it. */
export function withoutLinks(text: string): string {
  if (!mayHoldLink(text)) return text;
  let rest = text;
  for (;;) {
    const kept = spaced(without(without(rest, addresses), paths));
    // What stood around a link may make another one.
    if (kept === rest) return rest;
    rest = kept;
  }
}

/** The first link as it was typed; `isSure` where it can be nothing else. */
export function firstLink(
  text: string,
): { readonly text: string; readonly at: number; readonly isSure: boolean } | undefined {
  if (!mayHoldLink(text)) return undefined;
  const read = asRead(text);
  const found = [addresses, paths].flatMap((kind) => read.found(kind).slice(0, 1));
  const [first] = found.sort((one, other) => one.from - other.from);
  if (first) return { text: text.slice(first.from, first.to), at: first.from, isSure: true };
  const [dot] = read.found(dots);
  if (!dot) return undefined;
  const from = dot.from - (text.slice(0, dot.from).match(before)?.[0].length ?? 0);
  const to = dot.from + (text.slice(dot.from).match(after)?.[0].length ?? dot.to - dot.from);
  return { text: text.slice(from, to), at: from, isSure: false };
}

function without(text: string, kind: RegExp): string {
  let kept = '';
  let at = 0;
  for (const { from, to } of asRead(text).found(kind)) {
    kept += text.slice(at, from);
    at = to;
  }
  return kept + text.slice(at);
}

function spaced(text: string): string {
  let kept = '';
  let at = 0;
  for (const { to } of asRead(text).found(dots)) {
    kept += `${text.slice(at, to)} `;
    at = to;
  }
  return kept + text.slice(at);
}

function mayHoldLink(text: string): boolean {
  return /[./。]/.test(text.normalize('NFKC'));
}

type Span = { readonly from: number; readonly to: number };

/**
 * The text as a reader sees it: full-width and other forms of letters, digits, dots and slashes are plain ones, and what
 * can't be seen is not there. Found are the places in the text as it was typed.
 */
function asRead(text: string): { readonly found: (kind: RegExp) => readonly Span[] } {
  let plain = '';
  const places: Span[] = [];
  let from = 0;
  for (const character of text) {
    const to = from + character.length;
    for (const unit of plainForm(character).split('')) {
      plain += unit;
      places.push({ from, to });
    }
    from = to;
  }
  return {
    found: (kind) =>
      Array.from(plain.matchAll(kind), ({ index, 0: { length } }) => ({
        from: places[index]?.from ?? 0,
        to: places[index + length - 1]?.to ?? text.length,
      })),
  };
}

/** Full-width punctuation stays: it ends a link. */
function plainForm(character: string): string {
  if (character <= '~') return character;
  if (/\p{Default_Ignorable_Code_Point}/u.test(character)) return '';
  const plain = character.normalize('NFKC');
  return /^[\p{L}\p{M}\p{N}.。/-]+$/u.test(plain) ? plain : character;
}
