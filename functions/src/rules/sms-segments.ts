const gsm7 =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** These cost two of the 7-bit units: an escape and a letter. */
const gsm7Extended = '\f^{}\\[~]|€';

const basic = new Set(gsm7);
const extended = new Set(gsm7Extended);

export type SmsLength = {
  readonly encoding: 'gsm-7' | 'ucs-2';
  /** 7-bit or 16-bit units, as the encoding counts. */
  readonly units: number;
  readonly segments: number;
};

/**
 * What a text costs as SMS (3GPP TS 23.038): 160 GSM-7 or 70 UCS-2 units alone, 153 or 67 in each of several segments.
 * One letter outside GSM-7 makes the whole text UCS-2. No letter is split between segments.
 */
export function smsLength(text: string): SmsLength {
  const letters = [...text];
  const plain = letters.every((letter) => basic.has(letter) || extended.has(letter));
  const sizes = letters.map((letter) => (plain ? (extended.has(letter) ? 2 : 1) : letter.length));
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const [alone, several] = plain ? [160, 153] : [70, 67];
  return {
    encoding: plain ? 'gsm-7' : 'ucs-2',
    units,
    segments: units <= alone ? Math.min(units, 1) : fill(sizes, several),
  };
}

function fill(sizes: readonly number[], capacity: number): number {
  let segments = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > capacity) {
      segments += 1;
      used = 0;
    }
    used += size;
  }
  return segments;
}
