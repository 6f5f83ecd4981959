/**
 * Works through all items, so many at once, however many fail, so that one that can't be dealt with holds up no other.
 * Gives the results in the order of the items.
 * @throws AggregateError of all faults, after the last item.
 */
export async function inLanes<T, R>(
  items: readonly T[],
  lanes: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const faults: unknown[] = [];
  const waiting = items.entries();
  const lane = async () => {
    for (const [index, item] of waiting) {
      try {
        results[index] = await work(item, index);
      } catch (error) {
        faults.push(...(error instanceof AggregateError ? error.errors : [error]));
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} of ${items.length} failed.`);
  return results;
}
