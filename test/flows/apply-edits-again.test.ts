import { describe, expect, it } from '@jest/globals';
import type { Services } from '../../functions/src/ports';
import { edit, send, sendOne } from '../support/edits';
import { head } from '../support/orders';
import { testServices } from '../support/services';
import { zhang } from '../support/staff';

const evening = '2026-03-18T10:00:00.000Z';
const begin = () => testServices({ now: evening });
const codes = (answer: { problems: readonly { field: string; code: string }[] }) =>
  answer.problems.map(({ field, code }) => `${field}: ${code}`);
const count = async (services: Services, collection: string) =>
  (await services.store.find({ collection, where: [], limit: 1000 })).length;

describe('the same edit sent again', () => {
  it('is answered the same and makes one record, one change and each notice once', async () => {
    const { services } = begin();
    const row = edit({ cells: { ...head, receivedAt: '3.16 8:00' }, at: evening });
    const [first] = await send(services, zhang, row);
    const counts = async () =>
      Promise.all(
        ['records', 'changes', 'notices', 'numbers'].map((collection) => count(services, collection)),
      );
    const before = await counts();
    const [second] = await send(services, zhang, row);
    expect(second).toEqual(first);
    expect(await counts()).toEqual(before);
    expect(before).toEqual([1, 1, 2, 1]);
  });

  it('is one edit though two triggers report it at once', async () => {
    const { services } = begin();
    const row = edit({ cells: head, at: evening });
    const [[a], [b]] = await Promise.all([send(services, zhang, row), send(services, zhang, row)]);
    expect(a).toEqual(b);
    expect(await count(services, 'changes')).toBe(1);
  });

  it('is refused when its id comes with other content', async () => {
    const { services } = begin();
    await sendOne(services, zhang, { editId: 'once', cells: head });
    const other = await sendOne(services, zhang, { editId: 'once', cells: { ...head, region: '华南' } });
    expect(codes(other)).toEqual([': edit-id-reused']);
  });
});
