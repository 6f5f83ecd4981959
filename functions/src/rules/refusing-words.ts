/** Words that mean nothing but “no more messages”, in capitals. `CANCEL` and `END` may be about the order: they must stand alone. */
const word = /退[订訂]|取消[订訂][阅閱]|UNSUBSCRIBE|STOPALL|STOP|OPT[ -]?OUT|TD/;
const sentence =
  /NO MORE (?:MESSAGES?|TEXTS?|SMS|MSGS?)|(?:DO NOT|DON'?T) (?:(?:TEXT|MESSAGE|SMS) (?:ME|US)|SEND (?:(?:ME|US) )?(?:ANY )?(?:MORE )?(?:MESSAGES?|TEXTS?|SMS|MSGS?))/;
const refusal = new RegExp(`${word.source}|${sentence.source}`);
/** What people put around them, out of politeness or for the sake of a sentence. */
const politeness = `
  您好 你好 谢谢 謝謝 多谢 多謝 感谢 感謝 谢 謝 拜托 拜託 请 請 麻烦 麻煩 帮忙 幫忙 帮 幫 给 給
  我们 我們 我 您 你们 你們 你 想要 需要 想 要 立即 立刻 马上 馬上 现在 現在 一下 掉 了 吧 啊 呀
  啦 哦 哈 回复 回覆 回 这个 這個 这些 這些 此 所有 全部 都 的 短信 短讯 短訊 简讯 簡訊 信息 訊息 消息 通知
  推送 服务 服務 PLEASE PLS PLZ KINDLY THANKS THANK THX HELLO HI HEY SIR I'D I ME US MY YOU YOUR
  WOULD COULD CAN LIKE WANT WISH NEED TO JUST NOW THE THIS THESE THOSE ALL ANY IT FROM AND
  SENDING TEXTING MESSAGING AGAIN ANYMORE MORE MESSAGES MESSAGE TEXTS TEXT SMS MSGS MSG LIST T
`;
const message = '(?:短[信訊讯]|[简簡][讯訊]|信息|[讯訊]息|消息|推送)';
/** A refusal where the clause says what is to end (短信). Alone, “不要发了” may be about the goods. */
const noMore = `(?:(?:不要|不用|不想|[别別勿])再?(?:[给給]我[们們]?)?(?:[发發传傳]送?|寄|收到?)|停止?[发發传傳]送?|停止)(?:${message})?`;
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
  `\\s*(?:(?<refusal>${refusal.source})|(?<more>${noMore})(?<over>了)?|${longestFirst})(?:(?<![A-Z])|(?![A-Z0-9']))`,
  'uy',
);

/** Goods and money can be cancelled too. */
const otherMatters = /[货貨单單款钱錢换換坏壞损損]|ORDER|GOODS|REFUND|RETURN|DELIVER|CANCEL/u;
const longestRefusal = 40;
/** Quotes, brackets and what can't be seen: “不要‘退订’” is one clause. An apostrophe stands between letters. */
const around = /[\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{M}\p{Cf}"]|(?<![A-Za-z])'|'(?![A-Za-z])/gu;

type Clause = 'refusal' | 'perhaps' | 'politeness' | 'other';

/**
 * Whether somebody wants no more messages, however they word it: `only` where they say nothing else, `and-more` where a
 * person must read it too: a short text begins or ends with it, or it may be about the goods (`不要发了`). What asks
 * (`怎么退订？`) or denies (`不要退订`, `don't stop`) is neither.
 */
export function refusalIn(body: string): 'only' | 'and-more' | undefined {
  const text = body.normalize('NFKC').replaceAll('’', "'").replace(around, '').toUpperCase();
  const clauses = clausesOf(text).filter(({ kind }) => kind !== 'politeness');
  const isRefusal = ({ kind, isAsked }: (typeof clauses)[number] = none) => kind === 'refusal' && !isAsked;
  const isMeant = clauses.every(
    (clause) => isRefusal(clause) || (clause.kind === 'perhaps' && !clause.isAsked),
  );
  if (isMeant && clauses.length > 0) return clauses.some(isRefusal) ? 'only' : 'and-more';
  const isPlain = text.trim().length <= longestRefusal && !otherMatters.test(text);
  return isPlain && (isRefusal(clauses[0]) || isRefusal(clauses.at(-1))) ? 'and-more' : undefined;
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
  let isRefusal = false;
  let saysNoMore = false;
  let at = 0;
  for (const end = clause.trimEnd().length; at < end; at = nextWord.lastIndex) {
    nextWord.lastIndex = at;
    const { groups } = nextWord.exec(clause) ?? {};
    if (!groups) return 'other';
    if (groups.refusal) isRefusal = true;
    // “不要再发退订” asks for no such word; after the word, or once “了” has ended it, it only says so again.
    else if (groups.more && !groups.over && !isRefusal && refusal.test(clause)) return 'other';
    if (groups.more) saysNoMore = true;
  }
  if (isRefusal || (saysNoMore && aMessage.test(clause))) return 'refusal';
  return saysNoMore && mayBeMessages.test(clause) && !things.test(clause) ? 'perhaps' : 'politeness';
}
