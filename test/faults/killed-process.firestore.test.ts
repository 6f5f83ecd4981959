import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { postWebhook } from '../../infra/local/providers/twilio-webhook';
import type { FunctionProcess } from '../bench/function-process';
import {
  accountSid,
  authToken,
  dealerNotice,
  deployOutbox,
  managerNotice,
  sweep,
  until,
} from '../support/deployed-outbox';

const dealerPhone = '+8613800138000';
jest.setTimeout(120_000);

let outbox: Awaited<ReturnType<typeof deployOutbox>>;
/** Lives on beside the process that is killed. */
let survivor: FunctionProcess;
beforeAll(async () => {
  outbox = await deployOutbox('gendan-killed', process.env.FIRESTORE_EMULATOR_HOST ?? '');
  [survivor] = await Promise.all([outbox.startDeliver(), outbox.startSmsStatus()]);
}, 120_000);
afterAll(() => outbox?.close());

/** Begins a sweep that will never be answered, because its process is killed as soon as `when` holds. */
async function killedWhile(when: () => boolean): Promise<void> {
  const deliver = await outbox.startDeliver();
  const broken = sweep(deliver).then(
    () => false,
    () => true,
  );
  await until('the moment to kill', when);
  await deliver.stop();
  expect(await broken).toBe(true);
}

/** What goes on without the process that was killed: the sweeps, before and after its leases are over. */
async function recover(): Promise<void> {
  await sweep(survivor);
  await outbox.expireLeases();
  await sweep(survivor);
  await sweep(survivor);
}

/** The provider's report, signed as the provider signs it unless `token` is another. */
async function report(noticeId: string, status: string, token = authToken) {
  const [sms] = outbox.taken(noticeId);
  const fields = {
    AccountSid: accountSid,
    MessageSid: sms?.sid ?? '',
    MessageStatus: status,
    To: dealerPhone,
  };
  return postWebhook(token, sms?.statusCallback ?? '', fields, AbortSignal.timeout(10_000));
}

describe('a deliver process that is killed', () => {
  it('before the provider has taken the message leaves it unknown: it is never sent blindly', async () => {
    await outbox.ship('before');
    outbox.twilio.failNext({ kind: 'hang', kept: false, to: dealerPhone });
    const before = outbox.asked();
    await killedWhile(() => outbox.asked() > before);
    expect(await outbox.notice(dealerNotice('before'))).toMatchObject({ state: 'sending', attempts: 1 });
    await recover();
    expect(await outbox.notice(dealerNotice('before'))).toMatchObject({
      state: 'unknown',
      reason: 'lease-expired',
    });
    expect(outbox.taken(dealerNotice('before'))).toHaveLength(0);
    expect((await outbox.record('before')).values.dealerToldAt).toBeUndefined();
    expect(outbox.taken(managerNotice('before'))).toHaveLength(1);
  });

  it('after the provider took it finds it in the provider’s list, and neither sends it again nor believes a guess', async () => {
    await outbox.ship('between');
    outbox.twilio.failNext({ kind: 'hang', kept: true, to: dealerPhone });
    outbox.twilio.failNext({ kind: 'callbacks', how: 'none', to: dealerPhone });
    await killedWhile(() => outbox.taken(dealerNotice('between')).length === 1);
    await outbox.twilio.settle();
    expect(await report(dealerNotice('between'), 'undelivered', 'a-guess')).toMatchObject({ status: 403 });
    expect(await outbox.notice(dealerNotice('between'))).toMatchObject({ state: 'sending' });

    await recover();
    expect(await outbox.notice(dealerNotice('between'))).toMatchObject({
      state: 'delivered',
      providerId: outbox.taken(dealerNotice('between'))[0]?.sid,
      fillPending: false,
    });
    expect(await report(dealerNotice('between'), 'delivered')).toMatchObject({ status: 204 });
    expect((await outbox.record('between')).values.dealerToldAt).toBeDefined();
    await recover();
    expect(outbox.taken(dealerNotice('between'))).toHaveLength(1);
  });

  it('after the provider took it is outrun by the callbacks where these come in time', async () => {
    await outbox.ship('in-time');
    outbox.twilio.failNext({ kind: 'hang', kept: true, to: dealerPhone });
    await killedWhile(() => outbox.taken(dealerNotice('in-time')).length === 1);
    await outbox.twilio.settle();
    expect(await outbox.notice(dealerNotice('in-time'))).toMatchObject({ state: 'delivered' });
    await recover();
    await outbox.twilio.settle();
    for (const id of [dealerNotice('in-time'), managerNotice('in-time')]) {
      expect(await outbox.notice(id)).toMatchObject({ state: 'delivered', attempts: 1 });
      expect(outbox.taken(id)).toHaveLength(1);
    }
  });

  it('after everything was recorded changes nothing', async () => {
    await outbox.ship('after');
    outbox.twilio.failNext({ kind: 'callbacks', how: 'none', times: 2 });
    const deliver = await outbox.startDeliver();
    expect(await sweep(deliver)).toMatchObject({ claimed: 2, accepted: 2 });
    await deliver.stop();
    await recover();
    for (const id of [dealerNotice('after'), managerNotice('after')]) {
      expect(await outbox.notice(id)).toMatchObject({ state: 'accepted', attempts: 1 });
      expect(outbox.taken(id)).toHaveLength(1);
    }
    const { dealerToldAt, managerToldAt } = (await outbox.record('after')).values;
    expect([dealerToldAt, managerToldAt]).toEqual([expect.any(String), expect.any(String)]);
  });
});
