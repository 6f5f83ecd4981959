/** A fault a stand-in has been told to show: for the next `times` requests (1 unless said), for one recipient or all. */
export type Told<Fault> = Fault & Reach;
type Reach = { readonly to?: string; readonly times?: number };

export type Faults<Fault extends { readonly kind: string }> = {
  readonly add: (fault: Told<Fault>) => void;
  /** The oldest waiting fault of one of these kinds that fits the recipient; uses up one of its times. */
  readonly take: <K extends Fault['kind']>(
    to: string,
    ...kinds: readonly K[]
  ) => Extract<Fault, { readonly kind: K }> | undefined;
};

export function createFaults<Fault extends { readonly kind: string }>(): Faults<Fault> {
  let waiting: readonly { readonly fault: Fault; readonly to: string | undefined; readonly left: number }[] =
    [];
  return {
    add: (fault) => {
      waiting = [...waiting, { fault, to: fault.to, left: fault.times ?? 1 }];
    },
    take: (to, ...kinds) => {
      const found = waiting.find(
        (one) => isOneOf(one.fault, kinds) && (one.to === undefined || one.to === to),
      );
      if (found === undefined) return undefined;
      waiting = waiting.flatMap((one) => {
        if (one !== found) return [one];
        return one.left > 1 ? [{ ...one, left: one.left - 1 }] : [];
      });
      return isOneOf(found.fault, kinds) ? found.fault : undefined;
    },
  };
}

function isOneOf<Fault extends { readonly kind: string }, K extends Fault['kind']>(
  fault: Fault,
  kinds: readonly K[],
): fault is Extract<Fault, { readonly kind: K }> {
  return kinds.some((kind) => kind === fault.kind);
}
