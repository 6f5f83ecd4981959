import { afterEach, describe, expect, it } from '@jest/globals';
import { dealerSms, managerSms } from '../support/delivery-services';
import { shipMore } from '../support/more-orders';
import { outboxWithProviders } from '../support/outbox-with-providers';

type Outbox = Awaited<ReturnType<typeof outboxWithProviders>>;
let outbox: Outbox;
afterEach(() => outbox.close());

const dealerEmail = dealerSms.replace('~sms~', '~email~');
const phoneOfDealer = '+8613800138000';
const countOf = (id: string) => outbox.taken().filter((taken) => taken === id).length;

async function twoDays(): Promise<void> {
  for (let quarter = 0; quarter < 2 * 24 * 4; quarter++) {
    await outbox.deliver();
    outbox.pass(15 * 60);
  }
}

describe('an SMS provider that answers after we have stopped listening', () => {
  const slow = { timeoutMs: 700 };

  it('leaves the notice unknown; its callback says later that it arrived, and the blank is filled', async () => {
    outbox = await outboxWithProviders(slow);
    const letCallbacksCome = outbox.holdCallbacks();
    const answer = outbox.holdAnswers();
    await outbox.deliver();
    answer();
    expect(await outbox.notice(dealerSms)).toMatchObject({
      state: 'unknown',
      reason: 'no-answer',
      attempts: 1,
    });
    expect((await outbox.record()).values.dealerToldAt).toBeUndefined();
    outbox.pass(600);
    await letCallbacksCome();
    const { reason, ...notice } = await outbox.notice(dealerSms);
    expect(notice).toMatchObject({ state: 'delivered', fillPending: false });
    expect(reason).toBeUndefined();
    expect((await outbox.record()).values.dealerToldAt).toBe('2026-03-16T06:20:00.000Z');
  });

  it('is never sent the same again, also if no callback comes: its list says what became of it', async () => {
    outbox = await outboxWithProviders(slow);
    outbox.twilio.failNext({ kind: 'callbacks', how: 'none', to: phoneOfDealer });
    const letCallbacksCome = outbox.holdCallbacks();
    const answer = outbox.holdAnswers();
    await outbox.deliver();
    answer();
    await letCallbacksCome();
    await twoDays();
    expect(outbox.taken().sort()).toEqual([dealerSms, managerSms]);
    expect(outbox.requests).toHaveLength(2);
    expect(await outbox.notice(dealerSms)).toMatchObject({ state: 'delivered', attempts: 1 });
    expect(await outbox.notice(managerSms)).toMatchObject({ state: 'delivered', attempts: 1 });
  });

  it.each([true, false])(
    'or cuts the connection gets it again only if its list lacks it (it had taken it: %s)',
    async (kept) => {
      outbox = await outboxWithProviders();
      outbox.twilio.failNext({ kind: 'cut', kept, to: phoneOfDealer });
      await outbox.deliver();
      await outbox.twilio.settle();
      await twoDays();
      await outbox.twilio.settle();
      expect(countOf(dealerSms)).toBe(1);
      expect(outbox.requests.filter(({ to }) => to === phoneOfDealer)).toHaveLength(kept ? 1 : 2);
      expect((await outbox.notice(dealerSms)).state).toBe('delivered');
    },
  );

  it('gets an email sent in its place only when its callback says that the SMS did not arrive', async () => {
    outbox = await outboxWithProviders({ ...slow, changes: { dealerEmail: 'li@example.com' } });
    outbox.twilio.failNext({ kind: 'end', status: 'undelivered', code: 30003, to: phoneOfDealer });
    const letCallbacksCome = outbox.holdCallbacks();
    const answer = outbox.holdAnswers();
    await outbox.deliver();
    answer();
    outbox.pass(60);
    await outbox.deliver();
    expect(outbox.mailbox()?.mails()).toEqual([]);
    await letCallbacksCome();
    await outbox.deliver();
    await twoDays();
    expect(await outbox.notice(dealerSms)).toMatchObject({ state: 'undelivered', code: '30003' });
    expect(countOf(`${dealerSms}~email-after-sms`)).toBe(1);
    expect(countOf(dealerSms)).toBe(1);
  });
});

describe('a mail server that cuts the connection after the whole email', () => {
  it.each([true, false])('is not given it again in two days (it had kept it: %s)', async (kept) => {
    outbox = await outboxWithProviders({ changes: { dealerEmail: 'li@example.com', channel: 'email' } });
    outbox.mailbox()?.failNext({ kind: 'message', instead: 'cut', kept });
    await outbox.deliver();
    expect(await outbox.notice(dealerEmail)).toMatchObject({
      state: 'unknown',
      reason: 'no-answer',
      attempts: 1,
    });
    await twoDays();
    expect(countOf(dealerEmail)).toBe(kept ? 1 : 0);
    expect(await outbox.notice(dealerEmail)).toMatchObject({ state: 'unknown', attempts: 1 });
  });
});

describe('an SMS provider that is asked too often while fifty notices wait', () => {
  const tooMany = { kind: 'refuse', status: 429, code: 20429 } as const;
  const fifty = async () => {
    outbox = await outboxWithProviders();
    const keys = Array.from({ length: 24 }, (_, n) => `row-${n + 2}`);
    return [dealerSms, managerSms, ...(await shipMore(outbox.memory, keys))].sort();
  };
  /** How many requests came in each minute of business time in which any came. */
  const perMinute = () => {
    const counts = new Map<string, number>();
    for (const { at } of outbox.requests)
      counts.set(at.slice(11, 16), (counts.get(at.slice(11, 16)) ?? 0) + 1);
    return Object.fromEntries(counts);
  };
  const everyMinute = async (minutes: number) => {
    for (let minute = 0; minute < minutes; minute++) {
      await outbox.deliver();
      outbox.pass(60);
    }
  };

  it('is asked for nothing by any run before the time it has wished, and then gets each once', async () => {
    const wanted = await fifty();
    outbox.twilio.failNext({ ...tooMany, retryAfterSeconds: 600, times: 16 });
    await everyMinute(30);
    const early = outbox.requests.filter(({ at }) => at < '2026-03-16T06:20:00.000Z');
    expect([early.length, outbox.requests.length]).toEqual([16, 66]);
    expect(outbox.taken().sort()).toEqual(wanted);
  });

  it.each([
    ['nothing', {}],
    ['less than we wait anyway', { retryAfterSeconds: 1 }],
  ])('is asked ever more seldom where it wishes for %s, and few notices lose a try', async (_, wish) => {
    const wanted = await fifty();
    outbox.twilio.failNext({ ...tooMany, ...wish, times: 10_000 });
    await everyMinute(60);
    const counts = Object.values(perMinute());
    // Those that were under way at once, and then five seconds, ten, twenty later and so on.
    expect(counts[0]).toBeLessThanOrEqual(16 + 4);
    expect(Math.max(...counts.slice(4))).toBeLessThanOrEqual(16);
    expect(outbox.requests.length).toBeLessThanOrEqual(16 * 20);
    expect(outbox.taken()).toEqual([]);
    const notices = await Promise.all(wanted.map((id) => outbox.notice(id)));
    expect(notices.every(({ state }) => state === 'pending')).toBe(true);
  });

  it('takes everything as before once it takes one', async () => {
    const wanted = await fifty();
    outbox.twilio.failNext({ ...tooMany, times: 40 });
    await everyMinute(60);
    expect(outbox.taken().sort()).toEqual(wanted);
    expect(outbox.requests).toHaveLength(90);
  });

  it.each([
    ['takes no more today, by status 429', { kind: 'refuse', status: 429, code: 63038, times: 16 }],
    ['takes no more today', { kind: 'refuse', status: 400, code: 63038, times: 16 }],
    ['no longer knows our token', { kind: 'refuse', status: 401, code: 20003, times: 21 }],
  ] as const)('or %s, is left alone and then gets each once', async (_, refusal) => {
    const wanted = await fifty();
    outbox.twilio.failNext(refusal);
    await outbox.deliver();
    // Four lanes may have gone on before the fifth fault is known.
    expect(outbox.requests.length).toBeLessThanOrEqual(16 + 4);
    expect(outbox.taken()).toEqual([]);
    await everyMinute(70);
    expect(outbox.taken().sort()).toEqual(wanted);
    expect(outbox.requests).toHaveLength(50 + refusal.times);
  });

  it('but takes ten a minute, gets all of them within half an hour, and none twice', async () => {
    const wanted = await fifty();
    outbox.takeAMinute(10);
    await everyMinute(30);
    expect(Math.max(...Object.values(perMinute()))).toBeLessThanOrEqual(10 + 16);
    expect(outbox.taken().sort()).toEqual(wanted);
  });
});
