import { describe, expect, it } from '@jest/globals';
import { recordDelivery } from '../../functions/src/flows/record-delivery';
import { forms } from '../../functions/src/forms';
import { dealerSms, type deliveryWorld } from '../support/delivery-services';
import { accepted } from '../support/undelivered';

type World = ReturnType<typeof deliveryWorld>;

async function takeBack(world: World, errorCode: string) {
  const { providerId = '' } = await world.notice(dealerSms);
  await recordDelivery(world.services(), forms, {
    noticeId: dealerSms,
    providerId,
    status: 'failed',
    errorCode,
  });
  return { providerId };
}
const stands = async (world: World) => (await world.memory.get(['providers/sms']))[0]?.data;

describe('an SMS that the provider took over and never sent', () => {
  it('has the channel left alone where the code says so, once for each report', async () => {
    const expected = new Map<string, object>([
      ['30001', { refusals: 1, restUntil: '2026-11-01T00:00:05.000Z', code: '30001' }],
      ['63038', { dayFull: true, restUntil: '2026-11-01T01:00:00.000Z' }],
      ['30002', { failures: 5, openUntil: '2026-11-01T00:01:00.000Z', code: '30002' }],
    ]);
    for (const [code, circuit] of expected) {
      const world = await accepted();
      const { providerId } = await takeBack(world, code);
      expect(await stands(world)).toMatchObject(circuit);
      const once = await stands(world);
      world.pass(600);
      const report = { noticeId: dealerSms, providerId, status: 'failed', errorCode: code };
      expect(await recordDelivery(world.services(), forms, report)).toBe('ignored');
      expect(await stands(world)).toEqual(once);
    }
    const one = await accepted();
    await takeBack(one, '14107');
    expect(await stands(one)).toBeUndefined();
  });

  it.each(['30001', '63038', '30002'])(
    '(%s) is no sign that a provider which is down is back',
    async (code) => {
      const world = await accepted();
      const down = { failures: 8, openUntil: '2026-11-01T00:10:00.000Z' };
      await world.memory.write([{ kind: 'set', path: 'providers/sms', data: down }]);
      await takeBack(world, code);
      expect(await stands(world)).toMatchObject(down);
    },
  );
});
