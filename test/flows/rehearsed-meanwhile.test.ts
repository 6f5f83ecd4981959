import { describe, expect, it } from '@jest/globals';
import { createSettingsDirectory } from '../../functions/src/flows/settings-directory';
import type { Services } from '../../functions/src/ports';
import { testSettings } from '../support/services';
import { waitingOutbox } from '../support/waiting-outbox';

const deployed = { limit: 200, concurrency: 16, budgetMs: 58_000 };

type Outbox = Awaited<ReturnType<typeof waitingOutbox>>;

/** As a manager's row of 通知设置 is stored. */
function switchRehearsal({ memory }: Outbox, enabled: boolean) {
  const entry = { kind: 'notices', enteredAt: '2026-03-16T06:00:00.000Z', number: 'TZ2026-0001' };
  const rows = { 'notices~row-1': { ...entry, values: { kind: 'rehearsal', enabled } } };
  const version = enabled ? 1 : 2;
  return memory.write([{ kind: 'set', path: 'settings/rows', data: { version, rows } }]);
}

/** Ten SMS and ten emails a second, with settings as a deployed function knows them. */
async function atWork(count: number) {
  const outbox = await waitingOutbox({ sms: count, email: count }, {}, { sms: 10, email: 10 });
  const { sending, time, sleep } = outbox;
  const directory = createSettingsDirectory(outbox.memory, sending.clock, testSettings);
  const mailedAt: number[] = [];
  const current = async (): Promise<Services> => ({
    ...sending,
    mail: {
      send: (message) => {
        mailedAt.push(time.machine.getTime());
        return sending.mail.send(message);
      },
    },
    settings: await directory.current(),
  });
  return {
    ...outbox,
    current,
    run: async () => outbox.deliver({ ...deployed, current }, await current()),
    /** Machine time of every SMS and email, in seconds after that moment. */
    secondsAfter: (moment: number) =>
      [...outbox.leftAt, ...mailedAt].map((at) => (at - moment) / 1000).filter((seconds) => seconds > 0),
    after: async (seconds: number, happens: () => Promise<unknown>) => {
      await sleep(seconds * 1000);
      await happens();
      return time.machine.getTime();
    },
  };
}

describe('a rehearsal that is switched on while a run is at work', () => {
  it('stops it: nothing begins to leave after fifteen seconds, and the next run puts aside what is left', async () => {
    const outbox = await atWork(500);
    const switched = outbox.after(20, () => switchRehearsal(outbox, true));
    await outbox.run();
    const late = outbox.secondsAfter(await switched);
    expect(late.length).toBeGreaterThan(0);
    expect(Math.max(...late)).toBeLessThanOrEqual(15);
    const waiting = (await outbox.all()).filter(({ state }) => state === 'pending');
    expect(waiting.length).toBeGreaterThan(200);
    expect(waiting.every(({ attempts }) => attempts === 0)).toBe(true);
    const left = outbox.leftAt.length + outbox.mail.sent.length;
    await outbox.run();
    expect(outbox.leftAt.length + outbox.mail.sent.length).toBe(left);
    const states = (await outbox.all()).map(({ state, reason }) => reason ?? state);
    expect([...new Set(states)].sort()).toEqual(['accepted', 'rehearsal']);
  });

  it('and can’t be read leaves nothing to leave on the word of old settings', async () => {
    const outbox = await atWork(300);
    let isDown = false;
    const current = async () => {
      if (isDown) throw new Error('unreachable');
      return outbox.current();
    };
    const broken = outbox.after(10, async () => {
      isDown = true;
    });
    await expect(outbox.deliver({ ...deployed, current }, await outbox.current())).rejects.toThrow('failed');
    expect(outbox.secondsAfter(await broken)).toEqual([]);
    expect(
      (await outbox.all()).every(({ attempts, state }) => (attempts === 0) === (state === 'pending')),
    ).toBe(true);
  });
});

it('a rehearsal that is switched off while a run is at work lets it send nothing at no rate: the next run sends', async () => {
  const outbox = await atWork(500);
  await switchRehearsal(outbox, true);
  let claims = 0;
  const current = async () => {
    claims += 1;
    if (claims === 300) {
      await switchRehearsal(outbox, false);
      outbox.pass(16);
    }
    return outbox.current();
  };
  await outbox.deliver({ ...deployed, current }, await outbox.current());
  expect(outbox.leftAt.length + outbox.mail.sent.length).toBe(0);
  const begun = outbox.time.machine.getTime();
  await outbox.run();
  const seconds = outbox.secondsAfter(begun);
  expect(seconds.length).toBeGreaterThan(100);
  expect(seconds.length).toBeLessThanOrEqual(2 * 10 * Math.ceil(Math.max(...seconds)) + 2);
});
