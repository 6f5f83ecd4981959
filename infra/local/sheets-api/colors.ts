import { notImplemented } from './sheets-api-error';
import type { Color, ColorStyle } from './sheets-types';

/** `#rrggbb` of a colour of the API, whose parts run from 0 to 1; the style wins over the older plain colour. */
export function hexOf(style: ColorStyle | undefined, plain: Color | undefined): string | undefined {
  if (style?.themeColor !== undefined) throw notImplemented('themeColor');
  const color = style?.rgbColor ?? plain;
  if (color === undefined) return undefined;
  const { red = 0, green = 0, blue = 0 } = color;
  const part = (share: number) =>
    Math.round(Math.min(1, Math.max(0, share)) * 255)
      .toString(16)
      .padStart(2, '0');
  return `#${part(red)}${part(green)}${part(blue)}`;
}

/** A colour as the API answers it; nothing for names such as 'red'. */
export function colorOf(hex: string | undefined): Color | undefined {
  const match = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex ?? '');
  if (match === null) return undefined;
  const [red = 0, green = 0, blue = 0] = match.slice(1).map((part) => Number.parseInt(part, 16) / 255);
  return { red, green, blue };
}
