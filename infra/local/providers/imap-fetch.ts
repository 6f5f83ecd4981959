import type { ImapToken } from './imap-syntax';
import type { KeptMail } from './returned-box';

const section = /^BODY(\.PEEK)?\[(HEADER|TEXT|HEADER\.FIELDS \(([^()]+)\))?\](?:<(\d+)\.(\d+)>)?$/i;

/** One thing that is asked of a mail: what to answer, and whether asking for it marks the mail as read. */
type Item = { readonly answer: (mail: KeptMail) => Buffer; readonly marks: boolean };

/** What FETCH asks for; undefined for what this server doesn't know, or no server. */
export function fetchItems(asked: ImapToken | undefined): readonly Item[] | undefined {
  const tokens = asked?.kind === 'list' ? asked.items : asked ? [asked] : [];
  const items = tokens.map((token) => (token.kind === 'atom' ? itemOf(token.text) : undefined));
  const known = items.filter((item) => item !== undefined);
  return known.length === items.length && items.length > 0 ? known : undefined;
}

/** The line that tells of a mail, by its place `seq` in the mailbox. After UID FETCH the UID always comes along. */
export function fetchAnswer(seq: number, mail: KeptMail, items: readonly Item[]): Buffer {
  const answers = items.map(({ answer }) => answer(mail)).filter(({ length }) => length > 0);
  const parts = answers.flatMap((answer) => [Buffer.from(' '), answer]);
  return Buffer.concat([Buffer.from(`* ${seq} FETCH (UID ${mail.uid}`), ...parts, Buffer.from(')\r\n')]);
}

function itemOf(text: string): Item | undefined {
  if (/^UID$/i.test(text)) return { marks: false, answer: () => Buffer.of() };
  if (/^RFC822\.SIZE$/i.test(text))
    return { marks: false, answer: ({ raw }) => Buffer.from(`RFC822.SIZE ${raw.length}`) };
  const [all, peek, part = '', names, from, length] = section.exec(text) ?? [];
  if (all === undefined || length === '0') return undefined;
  return {
    marks: peek === undefined,
    answer: ({ raw }) => {
      const whole = partOf(raw, part.toUpperCase().split(' ')[0] ?? '', names?.split(' ') ?? []);
      const start = Number(from);
      const bytes = from === undefined ? whole : whole.subarray(start, start + Number(length));
      const name = `BODY[${part}]${from === undefined ? '' : `<${start}>`} {${bytes.length}}\r\n`;
      return Buffer.concat([Buffer.from(name), bytes]);
    },
  };
}

function partOf(raw: Buffer, part: string, names: readonly string[]): Buffer {
  if (part === '') return raw;
  const text = raw.toString('latin1');
  const blank = text.search(/\r\n\r\n/);
  const header = blank < 0 ? text : text.slice(0, blank + 4);
  if (part === 'TEXT') return raw.subarray(header.length);
  if (part === 'HEADER') return raw.subarray(0, header.length);
  const wanted = names.map((name) => name.toLowerCase());
  const fields = header
    .trimEnd()
    .split(/\r\n(?![ \t])/)
    .filter((field) => wanted.includes(field.slice(0, field.indexOf(':')).toLowerCase()));
  return Buffer.from(`${fields.map((field) => `${field}\r\n`).join('')}\r\n`, 'latin1');
}
