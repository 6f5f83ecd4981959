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

/** A colour as the API answers it: under its old name and as a style. Names such as 'red' answer nothing. */
export function colorMessage<N extends string>(
  name: N,
  hex: string,
): { [K in N]?: Color } & { [K in `${N}Style`]?: ColorStyle } {
  const match = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  if (match === null) return {} as { [K in N]?: Color } & { [K in `${N}Style`]?: ColorStyle };
  const [red = 0, green = 0, blue = 0] = match.slice(1).map((part) => Number.parseInt(part, 16) / 255);
  const color = { red, green, blue };
  return { [name]: color, [`${name}Style`]: { rgbColor: color } } as {
    [K in N]?: Color;
  } & { [K in `${N}Style`]?: ColorStyle };
}
