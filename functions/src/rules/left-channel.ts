import type { Notice } from './notice';
import { type Chain, inOrder, isUnsent, lastTold } from './notice-chain';

type Slot = { readonly wanted: Notice | undefined; readonly chain: Chain };

/** The last that was tried on a channel which its recipient has left: what is told on the other one takes its place. */
export function endOf({ wanted, chain }: Slot): Notice | undefined {
  return wanted ? undefined : chain.findLast((notice) => !isUnsent(notice));
}

/**
 * What they were told last, where that was on a channel which they have left since.
 * @param own what they were told on the channel that they have chosen now, and `chain` all that was stored there
 */
export function toldSince(own: Notice, chain: Chain, other: Slot): Notice | undefined {
  const last = other.wanted ? undefined : lastTold(inOrder([...chain, ...other.chain]));
  return last && last.channel !== own.channel ? last : undefined;
}
