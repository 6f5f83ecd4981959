import type { ICellData, IStyleData } from '@univerjs/core';
import type { Look } from '../../web/wire';
import type { CellState } from '../sync/mirror';

const ALIGN = { left: 1, center: 2, right: 3 } as const;
const VERTICAL = { top: 1, middle: 2, bottom: 3 } as const;
const WRAP = { true: 3, clip: 2 } as const;
const LINE = { s: 1, cl: { rgb: '#d5dae1' } } as const;
const LOCKED = '#f4f5f7';

export const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';
export const FONT_SIZE = 10;

export const DEFAULT_STYLE: IStyleData = {
  ff: FONT,
  fs: FONT_SIZE,
  vt: 2,
  cl: { rgb: '#1f2933' },
};

/** What each part of a style is where nothing is set, for a cell that must not take it from its column. */
const NEUTRAL: IStyleData = {
  bg: { rgb: '#ffffff' },
  cl: { rgb: '#1f2933' },
  bl: 0,
  ff: FONT,
  fs: FONT_SIZE,
  ht: 0,
  vt: 2,
  tb: 1,
  bd: { t: null, r: null, b: null, l: null },
  n: { pattern: 'General' },
};

/**
 * A protected cell without a colour of its own is shaded, as nobody can type there. A cell with a dropdown names its
 * font, as Univer draws those in its own.
 */
export function styleOf(look: Look, locked: boolean): IStyleData {
  const background = look.background ?? (locked ? LOCKED : undefined);
  return {
    ...(background === undefined ? {} : { bg: { rgb: background } }),
    ...(look.color === undefined ? {} : { cl: { rgb: look.color } }),
    ...(look.bold ? { bl: 1 } : {}),
    ...(look.align === undefined ? {} : { ht: ALIGN[look.align] }),
    ...(look.verticalAlign === undefined ? {} : { vt: VERTICAL[look.verticalAlign] }),
    ...(look.wrap ? { tb: WRAP[`${look.wrap}`] } : {}),
    ...(look.border ? { bd: { t: LINE, r: LINE, b: LINE, l: LINE } } : {}),
    ...(look.format === undefined ? {} : { n: { pattern: look.format } }),
    ...(look.dropdown === undefined ? {} : { ff: FONT, fs: FONT_SIZE }),
    ...(look.fontSize === undefined ? {} : { fs: look.fontSize }),
  };
}

/** The style as Univer must be given it for one cell: it lays a cell's style over its column's. */
export function styleOver(style: IStyleData, column: IStyleData): IStyleData {
  const parts = Object.keys(NEUTRAL).filter((part) => part in column && !(part in style));
  return { ...Object.fromEntries(parts.map((part) => [part, NEUTRAL[part as keyof IStyleData]])), ...style };
}

/** Text that Univer would take for a number, a truth value or a formula. */
const LOOKS_TYPED = /^\s*[-+=.'\d]|^\s*(true|false)\s*$/i;

/**
 * Text that looks like something else is stored as forced text (t: 4), else Univer makes '0911' the number 911 as soon
 * as something touches the cell's style; when edited it shows the apostrophe that forces it. In '@' cells the format
 * protects the text, and an apostrophe would be typed text. Formulas are shown as their text: nothing computes here.
 */
export function contentOf({ value, look }: Pick<CellState, 'value' | 'look'>): ICellData {
  const rest = { f: null, si: null, p: null };
  if (value === null || value === '') return { v: null, t: null, ...rest };
  if (typeof value === 'number') return { v: value, t: 2, ...rest };
  if (typeof value === 'boolean') return { v: value ? 1 : 0, t: 3, ...rest };
  return { v: value, t: look.format !== '@' && LOOKS_TYPED.test(value) ? 4 : 1, ...rest };
}
