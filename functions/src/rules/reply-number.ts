/** “1”: the goods have come in order. “2”: something is wrong; `words` say what, where anything was said ('' otherwise). */
export type NumberReply =
  | { readonly says: 'received' }
  | { readonly says: 'problem'; readonly words: string };

/** What people put around a number out of politeness. It says nothing else, and nothing but this may stand beside a 1. */
const polite = `
  谢谢 謝謝 多谢 多謝 感谢 感謝 好的 好 您好 你好 回复 回覆 了
  OK OKAY THANKS THANK THX YOU HI HELLO
`;
/** So it is beside a 1. Behind a 2 it may say that the goods have come, or that the SMS has. */
const received = '收到 已收到 已收 RECEIVED';
/** Said with a 1 it says the same again; said with a 2 it contradicts it. */
const inOrder = '没问题 沒問題 没有问题 沒有問題 无误 無誤 完好';
/** Said before a 2, “received” counts the goods. */
const counting = /收|RECEIVED/;
const contradiction = new RegExp(
  `^(?:${[
    '[货貨物全部都已经經一切东東西]*(?:',
    '(?:[没沒]有?|[无無未])(?:任何|什[么麼]|[发發][现現])?(?:[问問][题題]|[误誤]|[异異]常|毛病|破[损損]|[损損]坏|[损損]壞|坏|壞)',
    '|正常|完好|完整|很好|全部收到|都收到|都到|已[经經]?[签簽]收)',
    "|(?:(?:THE|GOODS|EVERYTHING|ALL|IT['’]?S|IS|ARE|WAS|WERE|THERE|VERY|RECEIVED|ARRIVED) )*(?:(?:",
    'GOOD|OK|OKAY|FINE|PERFECT|NO (?:PROBLEM|ISSUE|DAMAGE|COMPLAINT)S?|NOTHING (?:IS )?(?:WRONG|MISSING|BROKEN|DAMAGED)',
    '|NOT (?:BROKEN|DAMAGED)|UNDAMAGED|IN (?:GOOD |PERFECT )?(?:ORDER|CONDITION))(?![A-Z]))',
  ].join('')})`,
  'u',
);
/** Nothing but that they have come, which is no problem: “2，货收到了”. Letter by letter, so that there is one way to read it. */
const come =
  '[货貨物全部都已经經东東西我们們的收签簽到了啦齐齊好谢謝您你感多]|(?:THE|GOODS|EVERYTHING|ALL|IT|THEY|HAVE|HAS|WAS|WERE|BEEN|WE|RECEIVED|ARRIVED|DELIVERED|CAME|OK|OKAY|THANKS|THANK|YOU|THX)(?![A-Z])';

/** A number of boxes, a time of day, a date. */
const measured =
  /^(?:[箱件个個台张張套把条條块塊批天点點日月号號楼樓层層次位包双雙只隻袋根片分小时時年人吨噸米元]|[\p{L}]$)/u;
/** With nothing but a space behind a 2, only these say that it is no count (“2 days late”). */
const complaint = /^(?:BROKEN|DAMAGED?|MISSING|WRONG|PROBLEM|SCRATCHED|CRACKED|SHORT|NOT|NO|THE)\b/;

const space = /[\s\p{Cf}\p{M}]/u;
/** `1?` confirms nothing, `1%` and `1#` are no answers, `-1` and `+1` are other numbers. */
const mark = /(?![?%#&@*/\\])[\s\p{P}\p{M}\p{Cf}~]/u;
const wordsOf = (list: string): string =>
  list
    .trim()
    .split(/\s+/)
    .sort((one, other) => other.length - one.length)
    .join('|');
/** An English one must have ended. The two ways of ending exclude each other, or long texts would be tried in 2ⁿ ways. */
const token = (list: string): string => `(?:${wordsOf(list)})(?:(?<![A-Z])|(?<=[A-Z])(?![A-Z]))`;
const before = new RegExp(`^(?:${token(`${polite} ${received}`)}|(?!-)${mark.source})*?(?=[12](?!\\d))`, 'u');
const afterOne = new RegExp(`^(?:${token(`${polite} ${received} ${inOrder}`)}|${mark.source})*$`, 'u');
const onlyCome = new RegExp(`^(?:${come}|${mark.source})*$`, 'u');
const afterTwo = new RegExp(`^(?:${token(polite)}|${mark.source})*$`, 'u');

const longestWords = 200;

/**
 * The number that somebody answers with: it stands alone or among polite words (`1，谢谢`). A 1 beside anything else is
 * prose (`1，但是少一件`); behind a 2 and a comma, a space or the like the problem itself may follow (`2，玻璃碎了`),
 * but for a count (`2 箱破损`), another number, what denies it (`2，没问题`) and what only says that the goods have come.
 */
export function numberIn(body: string): NumberReply | undefined {
  const text = body.normalize('NFKC');
  const capitals = text.toUpperCase();
  // Capitals that are longer than their letters (ß) would shift what is cut.
  if (capitals.length !== text.length) return undefined;
  const [start] = before.exec(capitals) ?? [];
  if (start === undefined) return undefined;
  const [digit, rest] = [capitals[start.length], capitals.slice(start.length + 1)];
  if (digit === '1') return afterOne.test(rest) ? { says: 'received' } : undefined;
  if (counting.test(start)) return undefined;
  if (afterTwo.test(rest)) return { says: 'problem', words: '' };
  const words = problemAfter(rest);
  return words === undefined
    ? undefined
    : { says: 'problem', words: shortened((text.length === body.length ? body : text).slice(-words.length)) };
}

/** The problem's words at the end of what follows the 2. */
function problemAfter(rest: string): string | undefined {
  const end = [...rest].findIndex((letter) => !mark.test(letter));
  const words = end < 0 ? '' : [...rest].slice(end).join('');
  const between = rest.slice(0, rest.length - words.length);
  const isAlone = !/\p{L}.*\p{L}/su.test(words);
  if (isAlone || contradiction.test(words) || onlyCome.test(words) || /^[\d?%#&@*/\\+]/.test(words))
    return undefined;
  if ([...between].every((letter) => space.test(letter))) {
    if (measured.test(words)) return undefined;
    if (between === '' ? !/^有/.test(words) : /^[A-Z]/.test(words) && !complaint.test(words))
      return undefined;
  }
  return words;
}

function shortened(words: string): string {
  const line = words.replace(/\s+/gu, ' ').trim();
  const letters = [...line];
  return letters.length > longestWords ? `${letters.slice(0, longestWords - 1).join('')}…` : line;
}
