/** Words that mean nothing but “no more messages”, in capitals. `CANCEL` and `END` may be about the order: they must stand alone. */
const word = /退[订訂]|取消[订訂][阅閱]|UNSUBSCRIBE|STOPALL|STOP|OPT[ -]?OUT|TD/;
const sentence =
  /NO MORE (?:MESSAGES?|TEXTS?|SMS|MSGS?)|(?:DO NOT|DON'?T) (?:(?:TEXT|MESSAGE|SMS) (?:ME|US)|SEND (?:(?:ME|US) )?(?:ANY )?(?:MORE )?(?:MESSAGES?|TEXTS?|SMS|MSGS?))|REMOVE (?:ME|US|MY (?:PHONE )?NUMBER)|TAKE (?:ME|US) OFF/;
const refusal = new RegExp(`${word.source}|${sentence.source}`);
/** What people put around them, out of politeness or for the sake of a sentence. */
const politeness = `
  您好 你好 谢谢 謝謝 多谢 多謝 感谢 感謝 谢 謝 拜托 拜託 请 請 麻烦 麻煩 帮忙 幫忙 帮 幫 给 給
  我们 我們 我 您 你们 你們 你 想要 需要 想 要 立即 立刻 马上 馬上 现在 現在 一下 掉 了 吧 啊 呀
  啦 哦 哈 回复 回覆 回 这个 這個 这些 這些 此 所有 全部 都 的 短信 短讯 短訊 简讯 簡訊 信息 訊息 消息 通知
  推送 服务 服務 订阅 訂閱 提醒 要求 把 这种 這種 垃圾 任何 一切
  PLEASE REPLY FOR MAILING PLS PLZ KINDLY THANKS THANK THX HELLO HI HEY SIR I'D I ME US MY YOU YOUR
  WOULD COULD CAN LIKE WANT WISH NEED TO JUST NOW THE THIS THESE THOSE ALL ANY IT FROM AND
  SENDING TEXTING MESSAGING AGAIN ANYMORE MORE MESSAGES MESSAGE TEXTS TEXT SMS MSGS MSG LIST T
`;
const message = '(?:短[信訊讯]|[简簡][讯訊]|信息|[讯訊]息|消息|推送)';
/** Which messages: “不要再发这种短信”. */
const which = '(?:[这這][种種些个個样樣]?的?|任何的?|什[么麼]|所有的?|一切|垃圾|你[们們]?的)';
const toMe = '(?:[给給向对對]我[们們]?)?';
const unwanted = `(?:(?<!要)不要|不用|不需要|不想要?|[别別勿])再?${toMe}`;
/** A refusal where the clause says what is to end (短信). Alone, “不要发了” may be about the goods. */
const noMore = `(?:${unwanted}(?:[发發传傳]送?|寄|收到?)|停止?${toMe}[发發传傳]送?|停止)(?:${which}{0,2}${message})?|${unwanted}${which}{0,2}${message}`;
/** The same of “不收短信”; goods are refused with the former too (拒收). */
const refused = '拒[绝絕]接?收|拒收';
const notTaken = '不再?接?收';
/** What undoes whatever stands beside it: “取消拒收短信” asks for messages. */
const cancelled = '取消|[关關][闭閉掉]';
const aMessage = new RegExp(message, 'u');
const mayBeMessages = /(?:不要|[别別勿])再?(?:[给給]我[们們]?)?[发發传傳]送?|停止[发發传傳]送/u;
/** “不要发这些” is about things that are sent. */
const things = /[这這]|此|所有|全部|都/u;
const longestFirst = politeness
  .trim()
  .split(/\s+/)
  .sort((one, other) => other.length - one.length)
  .join('|');
/** The next word of a clause that is known; an English one must have ended. */
const nextWord = new RegExp(
  `\\s*(?:(?<refusal>${refusal.source})|(?<refused>${refused})|(?<notTaken>${notTaken})|(?<cancelled>${cancelled})|(?<more>${noMore})(?<over>了)?|${longestFirst})(?:(?<![A-Z])|(?![A-Z0-9']))`,
  'uy',
);

/** Goods and money can be cancelled too. */
const otherMatters = /[货貨单單款钱錢换換坏壞损損]|ORDER|GOODS|REFUND|RETURN|DELIVER|CANCEL/u;
const longestRefusal = 40;
/** Quotes, brackets and what can't be seen: “不要‘退订’” is one clause. An apostrophe stands between letters. */
const around = /[\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{M}\p{Cf}"]|(?<![A-Za-z])'|'(?![A-Za-z])/gu;

/** A number that stands alone at either end is an answer by itself: “2 退订” says two things. */
const numberBefore = /^(\s*[12])(?![A-Z\d])/;
const numberAfter = /(?<![A-Z\d])([12])(?=[\s\p{P}]*$)/u;
const refusalWord = /退[订訂]|取消[订訂][阅閱]|\b(?:UNSUBSCRIBE|STOP|TD)\b/u;

/** What may be about the goods: `perhaps` (不要发了) isn't beside a refusal, `refused` (拒收) is. */
type Clause = 'refusal' | 'perhaps' | 'refused' | 'number' | 'politeness' | 'other';

/**
 * Whether somebody wants no more messages, however they word it: `only` where they say nothing else, `and-more` where a
 * person must read it too: a short text begins or ends with it, or any with a number (`2 退订`), or it may be about the
 * goods (`不要发了`, `拒收`). What asks (`怎么退订？`) or denies (`不要退订`, `don't stop`) is neither.
 */
export function refusalIn(body: string): 'only' | 'and-more' | undefined {
  const text = capitalsOf(body).replace(numberBefore, '$1\n').replace(numberAfter, '\n$1');
  const said = clausesOf(text).filter(({ kind }) => kind !== 'politeness');
  const clauses = said.filter(({ kind }) => kind !== 'number');
  const hasNumber = clauses.length < said.length;
  const isRefusal = ({ kind, isAsked }: (typeof clauses)[number] = none) => kind === 'refusal' && !isAsked;
  if (clauses.length > 0 && clauses.every(({ kind, isAsked }) => kind !== 'other' && !isAsked)) {
    const isOnly = !hasNumber && clauses.some(isRefusal) && clauses.every(({ kind }) => kind !== 'refused');
    return isOnly ? 'only' : 'and-more';
  }
  const isPlain = hasNumber || (text.trim().length <= longestRefusal && !otherMatters.test(text));
  return isPlain && (isRefusal(clauses[0]) || isRefusal(clauses.at(-1))) ? 'and-more' : undefined;
}

/** Whether a word of a refusal stands anywhere in it: with what asks (`怎么退订`) nobody tells of their goods. */
export function namesRefusal(body: string): boolean {
  return refusalWord.test(capitalsOf(body));
}

function capitalsOf(body: string): string {
  return body.normalize('NFKC').replaceAll('’', "'").replace(around, '').toUpperCase();
}

const none = { kind: 'other', isAsked: false } as const;

/** What stands between punctuation, line breaks and pictures; `isAsked` where a question mark follows. */
function clausesOf(text: string): readonly { readonly kind: Clause; readonly isAsked: boolean }[] {
  const parts = text.split(/((?:(?!['-])[\p{P}\p{S}\n\r]|(?<![A-Z])-|-(?![A-Z]))+)/u);
  return parts.flatMap((part, index) =>
    index % 2 === 0 && part.trim() !== ''
      ? [{ kind: kindOf(part), isAsked: (parts[index + 1] ?? '').includes('?') }]
      : [],
  );
}

function kindOf(clause: string): Clause {
  if (/^\s*[12]\s*$/.test(clause)) return 'number';
  const namesMessages = aMessage.test(clause);
  let isRefusal = false;
  let saysNoMore = false;
  let isRefused = false;
  let isCancelled = false;
  let at = 0;
  for (const end = clause.trimEnd().length; at < end; at = nextWord.lastIndex) {
    nextWord.lastIndex = at;
    const { groups } = nextWord.exec(clause) ?? {};
    if (!groups) return 'other';
    const refuses = [groups.refusal, groups.more, groups.refused, groups.notTaken, groups.cancelled];
    if (isCancelled && refuses.some((group) => group !== undefined)) return 'other';
    if ((groups.notTaken || groups.cancelled) && !namesMessages) return 'other';
    if (groups.cancelled && refusal.test(clause.slice(nextWord.lastIndex))) return 'other';
    if (groups.cancelled) isCancelled = true;
    if (groups.refused) isRefused = true;
    if (groups.refusal) isRefusal = true;
    // “不要再发退订” asks for no such word; after the word, or once “了” or what is to end (短信) has ended it, it only says so again.
    else if (groups.more && !groups.over && !aMessage.test(groups.more) && !isRefusal && refusal.test(clause))
      return 'other';
    if (groups.more || groups.notTaken || groups.cancelled) saysNoMore = true;
  }
  if (isRefusal || ((saysNoMore || isRefused) && namesMessages)) return 'refusal';
  if (isRefused) return things.test(clause) ? 'other' : 'refused';
  return saysNoMore && mayBeMessages.test(clause) && !things.test(clause) ? 'perhaps' : 'politeness';
}
