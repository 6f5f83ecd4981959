import { fetchAnswer, fetchItems } from './imap-fetch';
import { type ImapCommand, ImapSyntaxError, type ImapToken, parseCommand } from './imap-syntax';
import type { ReturnedBox } from './returned-box';

export type ImapAccount = { readonly user: string; readonly pass: string };

/** What is written back; `then`: what the client's next line is, if no command; `bye`: the connection ends. */
export type ImapAnswer = {
  readonly bytes: Buffer;
  readonly then?: (line: string) => ImapAnswer;
  readonly bye?: true;
};

type State = 'stranger' | 'known' | 'reading' | 'read-only';
type Handler = (command: ImapCommand) => ImapAnswer;

const capabilities = 'IMAP4rev1 AUTH=PLAIN';
export const greeting = `* OK [CAPABILITY ${capabilities}] workbench\r\n`;
const dateFormat = /^(\d{1,2})-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-(\d{4})$/i;

/** One connection to the mailbox, as RFC 3501 has it: what it doesn't know, or not in this state, it answers with BAD. */
export function createImapSession(box: ReturnedBox, account: ImapAccount): (text: string) => ImapAnswer {
  let state: State = 'stranger';

  const say = (command: ImapCommand, words: string, ...lines: readonly (string | Buffer)[]): ImapAnswer => ({
    bytes: Buffer.concat([
      ...lines.map((line) => (typeof line === 'string' ? Buffer.from(`* ${line}\r\n`) : line)),
      Buffer.from(`${command.tag} ${words}\r\n`),
    ]),
  });
  const bad = (command: ImapCommand): ImapAnswer => say(command, `BAD ${command.name}: not understood here`);

  const signIn = (command: ImapCommand, user: string | undefined, pass: string | undefined): ImapAnswer => {
    if (user !== account.user || pass !== account.pass)
      return say(command, 'NO [AUTHENTICATIONFAILED] wrong user or password');
    state = 'known';
    return say(command, 'OK signed in');
  };
  const login: Handler = (command) => {
    const [user, pass] = command.args.map(textOf);
    return command.args.length === 2 ? signIn(command, user, pass) : bad(command);
  };
  const authenticate: Handler = (command) => {
    if (command.args.length !== 1 || textOf(command.args[0])?.toUpperCase() !== 'PLAIN') return bad(command);
    const then = (line: string): ImapAnswer => {
      const [, user, pass] = Buffer.from(line, 'base64').toString().split('\0');
      return line === '*' ? bad(command) : signIn(command, user, pass);
    };
    return { bytes: Buffer.from('+ \r\n'), then };
  };

  const open: Handler = (command) => {
    const isReadOnly = command.name === 'EXAMINE';
    if (command.args.length !== 1) return bad(command);
    if (textOf(command.args[0])?.toUpperCase() !== 'INBOX') {
      state = 'known';
      return say(command, 'NO [NONEXISTENT] no such mailbox');
    }
    state = isReadOnly ? 'read-only' : 'reading';
    return say(
      command,
      `OK [READ-${isReadOnly ? 'ONLY' : 'WRITE'}] opened`,
      'FLAGS (\\Seen \\Deleted)',
      `${box.mails().length} EXISTS`,
      '0 RECENT',
      `OK [UIDVALIDITY ${box.validity()}] numbers`,
      `OK [UIDNEXT ${box.nextUid()}] next`,
    );
  };

  const list: Handler = (command) => {
    const [reference, pattern] = command.args.map(textOf);
    if (command.args.length !== 2 || reference !== '') return bad(command);
    if (pattern === '') return say(command, 'OK listed', `${command.name} (\\Noselect) "/" ""`);
    const isOurs = /^(inbox|\*|%)$/i.test(pattern ?? '');
    return say(command, 'OK listed', ...(isOurs ? [`${command.name} (\\HasNoChildren) "/" INBOX`] : []));
  };

  const search: Handler = (command) => {
    const [key, value] = command.args.map((token) => textOf(token)?.toUpperCase() ?? '');
    const at = dateFormat.exec(value ?? '');
    const since = at && Date.parse(`${at[3]} ${at[2]} ${at[1]} UTC`);
    const isWanted =
      key === 'ALL' && command.args.length === 1
        ? () => true
        : key === 'UID' && command.args.length === 2
          ? inSet(value ?? '', box)
          : undefined;
    if (isWanted)
      return found(
        command,
        box.mails().filter(({ uid }) => isWanted(uid)),
      );
    if (key !== 'SINCE' || since === null) return bad(command);
    return found(
      command,
      box.mails().filter((mail) => mail.at.getTime() >= since),
    );
  };
  const found = (command: ImapCommand, mails: readonly { readonly uid: number }[]): ImapAnswer =>
    say(command, 'OK searched', ['SEARCH', ...mails.map(({ uid }) => uid)].join(' '));

  const fetch: Handler = (command) => {
    const isWanted = inSet(textOf(command.args[0]) ?? '', box);
    const items = fetchItems(command.args[1]);
    if (!isWanted || !items || command.args.length !== 2) return bad(command);
    const lines = box.mails().flatMap((mail, index) => {
      if (!isWanted(mail.uid)) return [];
      if (state === 'reading' && items.some(({ marks }) => marks)) box.markSeen(mail.uid);
      return [fetchAnswer(index + 1, mail, items)];
    });
    return say(command, 'OK fetched', ...lines);
  };

  const change: Handler = (command) =>
    state === 'read-only' ? say(command, 'NO [READ-ONLY] opened by EXAMINE') : bad(command);
  const bare =
    (...lines: readonly string[]): Handler =>
    (command) =>
      command.args.length === 0 ? say(command, 'OK done', ...lines) : bad(command);
  const logOut: Handler = (command) => ({ ...say(command, 'OK gone', 'BYE workbench'), bye: true });
  const anywhere: Readonly<Record<string, Handler>> = {
    CAPABILITY: bare(`CAPABILITY ${capabilities}`),
    NOOP: bare(),
    LOGOUT: logOut,
  };
  const signedIn = { LIST: list, LSUB: list, SELECT: open, EXAMINE: open };
  const opened = { 'UID SEARCH': search, 'UID FETCH': fetch, ...changing(change) };
  const known = (): Readonly<Record<string, Handler>> => {
    if (state === 'stranger') return { ...anywhere, LOGIN: login, AUTHENTICATE: authenticate };
    return state === 'known' ? { ...anywhere, ...signedIn } : { ...anywhere, ...signedIn, ...opened };
  };

  return (text) => {
    try {
      const command = parseCommand(text);
      return (known()[command.name] ?? bad)(command);
    } catch (error) {
      if (!(error instanceof ImapSyntaxError)) throw error;
      return { bytes: Buffer.from(`${error.tag} BAD ${error.message}\r\n`) };
    }
  };
}

function changing(change: Handler): Readonly<Record<string, Handler>> {
  const names = ['STORE', 'UID STORE', 'EXPUNGE', 'UID EXPUNGE', 'UID MOVE', 'APPEND'];
  return Object.fromEntries(names.map((name) => [name, change]));
}

function textOf(token: ImapToken | undefined): string | undefined {
  return token && token.kind !== 'list' ? token.text : undefined;
}

/** `1,5:7,9:*`; the largest number counts as inside `n:*` even where n is larger. Undefined for what is no such set. */
function inSet(text: string, box: ReturnedBox): ((uid: number) => boolean) | undefined {
  if (!/^(\d+|\*)(:(\d+|\*))?(,(\d+|\*)(:(\d+|\*))?)*$/.test(text)) return undefined;
  const largest = box.mails().at(-1)?.uid ?? 0;
  const ranges = text.split(',').map((range) => {
    const [from = 0, to = from] = range.split(':').map((one) => (one === '*' ? largest : Number(one)));
    return [Math.min(from, to), Math.max(from, to)] as const;
  });
  return (uid) => ranges.some(([from, to]) => uid >= from && uid <= to);
}
