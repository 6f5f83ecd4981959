import { describe, expect, it } from '@jest/globals';
import { order } from '../../functions/src/forms/order';
import { fieldsInMessages } from '../../functions/src/rules/message-facts';
import { noticesWanted } from '../../functions/src/rules/notices-wanted';
import { recordSchema, type Value } from '../../functions/src/rules/record';
import { orderUpTo } from '../support/orders';
import { testServices } from '../support/services';
import { everybody } from '../support/staff';

const now = '2026-03-18T10:00:00.000Z';
const addresses = Object.values(order.recipients ?? {}).flatMap((fields) => Object.values(fields));
const silent = order.fields
  .map(({ id }) => id)
  .filter((id) => !fieldsInMessages.includes(id) && !addresses.includes(id));

/** Another value of the same shape. */
function other(value: Value | undefined): Value {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  return value === '2026-01-01' ? '2026-01-02' : '2026-01-01';
}

describe('the list of fields that messages speak of', () => {
  it('names fields of the form only', () => {
    expect(fieldsInMessages.filter((id) => !order.field(id))).toEqual([]);
  });

  it.each(silent)('leaves out what no message says: %s', async (id) => {
    const { services, store } = testServices({ now });
    await orderUpTo(services, 'release');
    const record = recordSchema.parse((await store.get(['records/order~row-1']))[0]?.data);
    const context = { now, settings: services.settings, staff: everybody };
    const changed = { ...record, values: { ...record.values, [id]: other(record.values[id]) } };
    expect(noticesWanted(order, undefined, changed, context)).toEqual(
      noticesWanted(order, undefined, record, context),
    );
  });
});
