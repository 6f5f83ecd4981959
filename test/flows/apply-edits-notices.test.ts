import { describe, expect, it } from '@jest/globals';
import type { Services } from '../../functions/src/ports';
import { type Notice, noticeSchema } from '../../functions/src/rules/notice';
import { sendOne } from '../support/edits';
import { head, orderUpTo, stages } from '../support/orders';
import { testServices } from '../support/services';
import { li, sun, zhang } from '../support/staff';

const evening = '2026-03-18T10:00:00.000Z';
const night = '2026-03-18T14:30:00.000Z';

async function notices(services: Services, kind: Notice['kind'], recipient: Notice['recipient']) {
  const found = await services.store.find({ collection: 'notices', where: [], limit: 100 });
  return found
    .map(({ data }) => noticeSchema.parse(data))
    .filter((notice) => notice.kind === kind && notice.recipient === recipient);
}

describe('an order whose head is not complete yet', () => {
  const mistyped = { ...head, dealerPhone: '1391234', receivedAt: '3.16 8:00' };

  it('is not received: the dealer is told once there is a phone, and not before', async () => {
    const { services } = testServices({ now: evening });
    const first = await sendOne(services, zhang, { cells: mistyped });
    expect(await notices(services, 'order-registered', 'dealer')).toEqual([]);
    await sendOne(services, zhang, { revision: first.revision, cells: { dealerPhone: '13912345678' } });
    expect(await notices(services, 'order-registered', 'dealer')).toMatchObject([
      { state: 'pending', to: '+8613912345678' },
    ]);
  });

  it('is still the turn of whoever fills the head, and not signed', async () => {
    const { services } = testServices({ now: evening });
    const answer = await sendOne(services, zhang, { cells: mistyped });
    expect(answer.next).toMatchObject({ stage: 'received', role: 'assessment-clerk', person: '张敏' });
    expect(answer.cells.receivedSignature).toBeUndefined();
  });
});

describe('a notice that has not left yet', () => {
  const released = async () => {
    const { services, at } = testServices({ now: night });
    const answer = await orderUpTo(services, 'release');
    return { services, at, revision: answer.revision };
  };

  it('says what the order says now when it was corrected meanwhile', async () => {
    const { services, revision } = await released();
    await sendOne(services, sun, { revision, cells: { quantity: '987件' } });
    const [notice] = await notices(services, 'goods-shipped', 'dealer');
    expect(notice?.text).toContain('987');
    expect(notice).toMatchObject({ state: 'pending', dueAt: '2026-03-19T00:00:00.000Z' });
  });

  it('is withdrawn when its stage is reopened, and wanted again when that is completed', async () => {
    const { services, revision } = await released();
    const reopened = await sendOne(services, sun, { revision, cells: { releasedAt: null } });
    expect(await notices(services, 'goods-shipped', 'dealer')).toMatchObject([{ state: 'withdrawn' }]);
    await sendOne(services, sun, { revision: reopened.revision, cells: { releasedAt: '3.17 14:12' } });
    expect(await notices(services, 'goods-shipped', 'dealer')).toMatchObject([{ state: 'pending' }]);
  });

  it('is left alone by changes that it does not speak of', async () => {
    const { services, at, revision } = await released();
    const before = await notices(services, 'goods-shipped', 'dealer');
    at('2026-03-18T14:40:00.000Z');
    await sendOne(services, li, { revision, cells: { bank: '农业银行' } });
    expect(await notices(services, 'goods-shipped', 'dealer')).toEqual(before);
  });
});

it('a notice that has left is neither changed nor withdrawn by a correction', async () => {
  const { services } = testServices({ now: evening });
  const answer = await orderUpTo(services, 'release');
  const path = 'notices/order~row-1~goods-shipped~dealer~sms~1' as const;
  await services.store.write([{ kind: 'update', path, data: { state: 'accepted', attempts: 1 } }]);
  const before = await services.store.get([path]);
  await sendOne(services, sun, {
    revision: answer.revision,
    cells: { ...stages.release.cells, quantity: null },
  });
  expect((await services.store.get([path])).map((found) => found?.data)).toEqual(
    before.map((found) => found?.data),
  );
});
