import { type Store, StoreConflict, type Write } from '../ports';

/** Writes all or nothing, and says if not, which conflict it was; who was overtaken leaves it to whoever was first. */
export async function tryWrites(
  store: Store,
  writes: readonly Write[],
): Promise<'yes' | 'taken' | 'overtaken'> {
  try {
    await store.write(writes);
    return 'yes';
  } catch (error) {
    if (!(error instanceof StoreConflict)) throw error;
    return error.reason === 'taken' ? 'taken' : 'overtaken';
  }
}
