import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { dealer, otherDealer, ours, startTwilio } from './twilio-setup';

let twilio: Awaited<ReturnType<typeof startTwilio>>;
beforeEach(async () => {
  twilio = await startTwilio();
});
afterEach(() => twilio.stop());

describe('a person who answers by SMS', () => {
  it('is posted to our webhook, signed', async () => {
    expect(await twilio.standIn.reply(dealer, ours, '1')).toMatchObject({ status: 204 });
    expect(twilio.received).toMatchObject([
      { genuine: true, params: { From: dealer, To: ours, Body: '1', SmsStatus: 'received' } },
    ]);
    expect(twilio.standIn.messages()).toMatchObject([{ direction: 'inbound', body: '1' }]);
  });

  it('with STOP gets no more messages from that sender, until START', async () => {
    await twilio.standIn.reply(dealer, ours, ' stop ');
    expect(await (await twilio.send()).json()).toMatchObject({ code: 21610 });
    expect((await twilio.send({ From: '+14155550198' })).status).toBe(201);
    await twilio.standIn.reply(dealer, ours, 'START');
    expect((await twilio.send()).status).toBe(201);
  });

  it('cannot be in mainland China, from where Twilio takes no replies', async () => {
    await expect(twilio.standIn.reply('+8613800138000', ours, '1')).rejects.toThrow('no replies');
    expect(twilio.received).toEqual([]);
  });
});

describe('the saved state of the Twilio stand-in', () => {
  it('holds messages and opt-outs, and what had not ended goes on', async () => {
    twilio.standIn.failNext({ kind: 'end', status: 'undelivered', code: 30003 });
    await twilio.standIn.reply(otherDealer, ours, 'STOP');
    await twilio.send();
    const saved = JSON.parse(JSON.stringify(twilio.standIn.save()));
    await twilio.standIn.close();
    twilio.received.length = 0;
    const again = twilio.create();
    again.load(saved);
    await again.settle();
    expect(again.messages()).toMatchObject([{ body: 'STOP' }, { status: 'undelivered', errorCode: 30003 }]);
    expect(again.save().optedOut).toEqual([`+14155550102 ${ours}`]);
    expect(twilio.statuses()).toContain('undelivered');
    await again.close();
  });

  it('is refused when it is something else', () => {
    expect(() => twilio.standIn.load({ messages: [{ sid: 1 }] })).toThrow('Invalid input');
  });
});
