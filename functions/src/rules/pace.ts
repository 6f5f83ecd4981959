/**
 * How fast one channel may send: a token bucket that holds a single token, because what was not used while nothing was
 * due must not leave at once afterwards. All in milliseconds of machine time.
 */
export type Pace = {
  /** Infinity: as fast as it goes. */
  readonly perSecond: number;
  /** From when on the next may leave. */
  readonly freeAt: number;
};

/** When the next may leave, and the pace after it. */
export function nextSlot(
  { perSecond, freeAt }: Pace,
  now: number,
): { readonly at: number; readonly pace: Pace } {
  const at = Math.max(freeAt, now);
  return { at, pace: { perSecond, freeAt: at + 1000 / perSecond } };
}

/** The provider has asked for a pause: nothing leaves before `until`. */
export function paused(pace: Pace, until: number): Pace {
  return { ...pace, freeAt: Math.max(pace.freeAt, until) };
}
