/** What a command is made of (RFC 3501, 9): atoms as they stand, strings without their quotes, lists. */
export type ImapToken =
  | { readonly kind: 'atom'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly ImapToken[] };

export type ImapCommand = {
  readonly tag: string;
  readonly name: string;
  readonly args: readonly ImapToken[];
};

/** A command that no server has to understand; `tag` is `*` where it has none. */
export class ImapSyntaxError extends Error {
  constructor(
    readonly tag: string,
    message: string,
  ) {
    super(message);
    this.name = 'ImapSyntaxError';
  }
}

/** The length of the literal that is to follow this line, if one is. */
export function literalAfter(line: string): number | undefined {
  const length = /\{(\d{1,9})\}$/.exec(line)?.[1];
  return length === undefined ? undefined : Number(length);
}

/**
 * Reads a whole command, literals (`{5}\r\nhello`) included, with exactly one space between its parts, as the grammar has
 * it. @throws ImapSyntaxError
 */
export function parseCommand(text: string): ImapCommand {
  const [, tag = '*', name, rest = ''] =
    /^([!#$&',-/0-9:;<=>?@A-Z[^_`a-z|}~]+) ([A-Za-z]+)([\s\S]*)$/.exec(text) ?? [];
  if (name === undefined) throw new ImapSyntaxError('*', 'a command is a tag, a space and a name');
  const args = parseArguments(tag, rest);
  const [second] = args;
  if (name.toUpperCase() !== 'UID') return { tag, name: name.toUpperCase(), args };
  if (second?.kind !== 'atom') throw new ImapSyntaxError(tag, 'UID goes before a command');
  return { tag, name: `UID ${second.text.toUpperCase()}`, args: args.slice(1) };
}

function parseArguments(tag: string, text: string): readonly ImapToken[] {
  let at = 0;
  const fail = (message: string): never => {
    throw new ImapSyntaxError(tag, `${message} at ${at}`);
  };
  const literal = (): ImapToken => {
    const [mark = '', length = '0'] = /^\{(\d+)\}\r\n/.exec(text.slice(at)) ?? fail('a literal is {length}');
    at += mark.length + Number(length);
    if (at > text.length) return fail('a literal is too short');
    return { kind: 'string', text: text.slice(at - Number(length), at) };
  };
  const quoted = (): ImapToken => {
    const [all = '', inner = ''] =
      /^"((?:[^"\\\r\n]|\\["\\])*)"/.exec(text.slice(at)) ?? fail('a string has no end');
    at += all.length;
    return { kind: 'string', text: inner.replace(/\\(.)/g, '$1') };
  };
  const list = (): ImapToken => {
    at += 1;
    const items = text[at] === ')' ? [] : several(')');
    if (text[at] !== ')') return fail('a list has no end');
    at += 1;
    return { kind: 'list', items };
  };
  const atom = (): ImapToken => {
    const [all] =
      /^\\?(?:\[[^\]\r\n]*\]|[^\s()"{[\]\\])+/.exec(text.slice(at)) ?? fail('something else stands');
    at += all?.length ?? 0;
    return { kind: 'atom', text: all ?? '' };
  };
  const one = (): ImapToken => {
    if (text[at] === '(') return list();
    if (text[at] === '"') return quoted();
    return text[at] === '{' ? literal() : atom();
  };
  const several = (end: string): readonly ImapToken[] => {
    const tokens = [one()];
    while (at < text.length && text[at] !== end) {
      if (text[at] !== ' ') return fail('a space is missing');
      at += 1;
      tokens.push(one());
    }
    return tokens;
  };
  if (text === '') return [];
  if (text[0] !== ' ') return fail('a space is missing');
  at = 1;
  return several('');
}
