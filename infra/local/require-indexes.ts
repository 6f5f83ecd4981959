import type { Query, Store } from '../../functions/src/ports';
import declared from '../firestore.indexes.json';

/**
 * The emulator and the memory store answer queries whose composite index nobody declared; production does not. With
 * this around a store such a query fails here too, in every test and in the workbench.
 */
export function requireIndexes<S extends Store>(store: S): S {
  return {
    ...store,
    find: (query: Query) => {
      if (!isIndexed(query)) throw new Error(`firestore.indexes.json has no index for ${shapeOf(query)}`);
      return store.find(query);
    },
  };
}

/** Equality on any fields, or a range and an order on one field, need no composite index. */
function isIndexed(query: Query): boolean {
  const equal = query.where.filter(([, op]) => op === '==').map(([field]) => field);
  const ranged = [...new Set(query.where.filter(([, op]) => op !== '==').map(([field]) => field))];
  const order = query.orderBy ?? ranged.map((field) => [field, 'asc'] as const);
  if (order.length === 0) return true;
  if (equal.length === 0 && order.length === 1) return true;
  const needed = [
    ...equal.map((field) => `${field} ASCENDING`).sort(),
    ...order.map(([field, way]) => `${field} ${way === 'asc' ? 'ASCENDING' : 'DESCENDING'}`),
  ];
  return declared.indexes.some(({ collectionGroup, fields }) => {
    const names = fields.map(({ fieldPath, order: way }) => `${fieldPath} ${way}`);
    const inOrder = [...names.slice(0, equal.length).sort(), ...names.slice(equal.length)];
    return collectionGroup === query.collection && inOrder.join() === needed.join();
  });
}

function shapeOf({ collection, where, orderBy = [] }: Query): string {
  const filters = where.map(([field, op]) => `${field} ${op}`).join(', ');
  return `${collection}: ${filters}${orderBy.length > 0 ? ` ordered by ${orderBy.map((part) => part.join(' ')).join(', ')}` : ''}`;
}
