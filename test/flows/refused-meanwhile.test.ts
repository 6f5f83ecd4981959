import { describe, expect, it } from '@jest/globals';
import { choiceWrites, noteChoice } from '../../functions/src/flows/contact-choice';
import { contactPath } from '../../functions/src/flows/contact-permission';
import type { Services, Store } from '../../functions/src/ports';
import { contactId } from '../../functions/src/rules/contact';
import { countingStore } from '../bench/counting-store';
import { dyingProcess } from '../support/dying-process';
import { waitingOutbox } from '../support/waiting-outbox';

const dealer = '+8613800138000';
const refusal = { address: dealer, channel: 'sms', wants: 'no-more', by: 'reply' } as const;
const deployed = { limit: 100, concurrency: 4, budgetMs: 58_000 };

type Outbox = Awaited<ReturnType<typeof waitingOutbox>>;

/** To one dealer, each of which takes a fifth of a second, with something that happens when so many have left. */
async function atWork(count: number, after: number, happens: (outbox: Outbox) => Promise<unknown>) {
  const outbox: Outbox = await waitingOutbox({ sms: count, email: 0 });
  const contact = contactId(dealer);
  for (const { id } of await outbox.all())
    await outbox.memory.write([{ kind: 'update', path: `notices/${id}`, data: { contact } }]);
  const { sending, leftAt, sleep } = outbox;
  let happenedAt = Number.NaN;
  const slow: Services = {
    ...sending,
    sms: {
      send: async (message) => {
        const isIt = leftAt.length === after - 1;
        const outcome = await sending.sms.send(message);
        if (isIt) {
          happenedAt = outbox.time.machine.getTime();
          await happens(outbox);
        }
        await sleep(200);
        return outcome;
      },
    },
  };
  await outbox.deliver(deployed, slow);
  return {
    ...outbox,
    secondsAfter: () => leftAt.map((at) => (at - happenedAt) / 1000).filter((seconds) => seconds > 0),
    states: async () => [...new Set((await outbox.all()).map(({ state }) => state))],
  };
}

/** The process stores the refusal, and dies before it has suppressed anything. */
async function refuseAndDie({ services, memory }: Outbox): Promise<void> {
  const dying: Services = {
    ...services(),
    store: { ...memory, find: () => Promise.reject(new Error('killed')) },
  };
  await expect(noteChoice(dying, refusal)).rejects.toThrow('killed');
}

describe('a refusal that comes while a run is at work', () => {
  it('holds at once where all is well: nothing more is begun', async () => {
    const outbox = await atWork(250, 20, ({ services }) => noteChoice(services(), refusal));
    expect(outbox.secondsAfter()).toEqual([]);
  });

  it('holds after five seconds though the process that noted it died before it suppressed what waits, and the next run finishes that', async () => {
    const outbox = await atWork(250, 5, refuseAndDie);
    expect(Math.max(...outbox.secondsAfter())).toBeLessThanOrEqual(5);
    const [flagged] = await outbox.memory.get([contactPath(dealer)]);
    expect(flagged?.data).toMatchObject({ suppressing: true });
    const left = outbox.leftAt.length;
    await outbox.deliver(deployed);
    expect(outbox.leftAt).toHaveLength(left);
    expect(await outbox.states()).toEqual(['accepted', 'suppressed']);
    const [finished] = await outbox.memory.get([contactPath(dealer)]);
    expect(finished?.data).not.toHaveProperty('suppressing');
  });

  it('at whichever step that process dies', async () => {
    for (let deathAt = 1, steps = 1; deathAt <= steps; deathAt++) {
      const outbox = await atWork(150, 4, async ({ services }) => {
        const dying = dyingProcess(services(), deathAt);
        await noteChoice(dying.services, refusal).catch(() => undefined);
        steps = Math.min(dying.steps(), 30);
      });
      const [noted] = await outbox.memory.get([contactPath(dealer)]);
      const last = Math.max(0, ...outbox.secondsAfter());
      expect([deathAt, noted === undefined || last <= 5]).toEqual([deathAt, true]);
    }
  });

  it('that is taken back keeps nothing from those who want messages again', async () => {
    const outbox = await atWork(200, 20, async (world) => {
      await refuseAndDie(world);
      await world.sleep(5000);
      await noteChoice(world.services(), { ...refusal, wants: 'again', how: 'sms', note: '' });
      const [one] = await world.all();
      if (!one) throw new Error('the outbox is empty');
      const data = { ...one, id: 'wanted-again', record: 'order~wanted', state: 'pending', attempts: 0 };
      await world.memory.write([{ kind: 'create', path: 'notices/wanted-again', data }]);
    });
    await outbox.deliver(deployed);
    expect(await outbox.notice('wanted-again')).toMatchObject({ state: 'accepted' });
  });

  it('holds though more have refused than are looked at together', async () => {
    const outbox = await atWork(250, 20, async (world) => {
      const at = world.time.business.toISOString();
      const before = Array.from({ length: 1000 }, (_, number) => `+86139${String(number).padStart(8, '0')}`)
        .filter((address) => contactId(address) < contactId(dealer))
        .slice(0, 120);
      expect(before).toHaveLength(120);
      for (const address of before)
        await world.memory.write(await choiceWrites({ ...refusal, address }, at, world.memory.get));
      await refuseAndDie(world);
    });
    expect(Math.max(...outbox.secondsAfter())).toBeLessThanOrEqual(5);
  });

  it('is looked for at the cost of one read in five seconds', async () => {
    const outbox = await waitingOutbox({ sms: 200, email: 0 }, {}, { sms: 10, email: 10 });
    const contact = contactId(dealer);
    for (const { id } of await outbox.all())
      await outbox.memory.write([{ kind: 'update', path: `notices/${id}`, data: { contact } }]);
    const { store, counted } = countingStore(outbox.memory);
    await outbox.deliver({ ...deployed, limit: 500 }, { ...outbox.sending, store });
    // Twenty seconds of sending; the first of five looks is among the four queries that each run makes.
    expect(counted).toEqual({ reads: 200 + 4 + 2 + 3, writes: 400 });
  });

  it('and can’t be finished keeps back what goes there, and holds up nobody else', async () => {
    const outbox = await waitingOutbox({ sms: 3, email: 3 });
    const contact = contactId(dealer);
    for (const { id } of (await outbox.all()).filter(({ channel }) => channel === 'sms'))
      await outbox.memory.write([{ kind: 'update', path: `notices/${id}`, data: { contact } }]);
    await refuseAndDie(outbox);
    const store: Store = {
      ...outbox.memory,
      find: (query) =>
        query.where.some(([field]) => field === 'contact')
          ? Promise.reject(new Error('unavailable'))
          : outbox.memory.find(query),
    };
    await expect(outbox.deliver(deployed, { ...outbox.sending, store })).rejects.toThrow('1 of 6 failed');
    expect([outbox.mail.sent.length, outbox.leftAt.length]).toEqual([3, 0]);
    const toDealer = (await outbox.all()).filter(({ channel }) => channel === 'sms');
    expect(toDealer.map(({ reason }) => reason)).toEqual(Array(3).fill('opted-out'));
  });
});
