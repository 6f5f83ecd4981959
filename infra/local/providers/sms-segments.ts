const gsm7 =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const gsm7Extended = '^{}\\[~]|€\f';

/** Segments a text is charged as (3GPP 23.038): 160 or 153 septets where GSM-7 suffices, else 70 or 67 UTF-16 units. */
export function smsSegments(body: string): number {
  const characters = [...body];
  if (characters.some((c) => !gsm7.includes(c) && !gsm7Extended.includes(c)))
    return split(body.length, 70, 67);
  const septets = characters.reduce((sum, c) => sum + (gsm7Extended.includes(c) ? 2 : 1), 0);
  return split(septets, 160, 153);
}

function split(length: number, alone: number, joined: number): number {
  return length <= alone ? 1 : Math.ceil(length / joined);
}
