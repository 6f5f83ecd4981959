import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createMemoryStore } from '../../functions/src/adapters/memory-store';
import { sendReminders } from '../../functions/src/flows/send-reminders';
import { forms } from '../../functions/src/forms';
import { contactId } from '../../functions/src/rules/contact';
import { dyingProcess } from '../support/dying-process';
import {
  of,
  options,
  put,
  type RemindersWorld,
  remindersWorld,
  run,
  slot,
  states,
  tellings,
  told,
} from '../support/reminders';
import { testServices } from '../support/services';
import { chen, zhou } from '../support/staff';
import { deliverDue } from '../support/told-dealer';

describe('nothing is lost and nothing told twice', () => {
  const chensTwo = async () => {
    const all = await remindersWorld(['row-1', 'row-2']);
    await put(
      all,
      of(all.turn),
      of(all.turn, { key: 'row-2', number: 'DH2026-0002' }),
      of(all.turn, { step: 'manager', person: zhou.email }),
      of(all.turn, { key: 'row-2', role: 'manager' }),
    );
    return all;
  };
  const once = [`${chen.email} DH2026-0001`, `${chen.email} DH2026-0002`, `${zhou.email} DH2026-0001`];

  it('when a run dies, at whichever step', async () => {
    let died = 0;
    for (let steps = Number.POSITIVE_INFINITY, deathAt = 1; deathAt <= steps; deathAt++) {
      const all = await chensTwo();
      const process = dyingProcess(all.services, deathAt);
      await sendReminders(process.services, forms, options).catch(() => {
        died += 1;
      });
      steps = process.steps() < deathAt ? 0 : steps;
      await run(all);
      expect([deathAt, tellings(await told(all))]).toEqual([deathAt, once]);
      expect(Object.values(await states(all)).sort()).toEqual(['dropped', 'sent', 'sent', 'sent']);
    }
    expect(died).toBeGreaterThan(6);
  });

  it('when several run at once', async () => {
    const all = await chensTwo();
    const counts = await Promise.all([run(all), run(all), run(all)]);
    expect(tellings(await told(all))).toEqual(once);
    expect(counts.reduce((sum, { sent }) => sum + sent, 0)).toBe(3);
    expect(counts.reduce((sum, { dropped }) => sum + dropped, 0)).toBe(1);
  });

  it('when a message was put into the outbox and its reminders were put back to waiting', async () => {
    const all = await chensTwo();
    await run(all);
    for (const [id, state] of Object.entries(await states(all)))
      if (state === 'sent')
        await all.store.write([{ kind: 'update', path: `reminders/${id}`, data: { state: 'waiting' } }]);
    expect(await run(all)).toEqual({ read: 3, sent: 3, dropped: 0, putOff: 0, notices: 0 });
    expect(tellings(await told(all))).toEqual(once);
  });

  it('when a reminder changes between reading and writing: the whole message waits for the next run', async () => {
    const all = await chensTwo();
    const meddled: RemindersWorld['services'] = {
      ...all.services,
      store: {
        ...all.store,
        get: async (paths) => {
          const documents = await all.store.get(paths);
          const { id } = of(all.turn);
          await all.store.write([{ kind: 'update', path: `reminders/${id}`, data: { dealer: '新名' } }]);
          return documents;
        },
      },
    };
    expect(await sendReminders(meddled, forms, options)).toMatchObject({ sent: 1, notices: 1 });
    await run(all);
    expect(tellings(await told(all))).toEqual(once);
    expect((await told(all)).find(({ to }) => to === chen.email)?.text).toContain('新名');
  });

  it('when one person’s message fails: the others get theirs, and the next run makes up for it', async () => {
    const all = await chensTwo();
    const failing: RemindersWorld['services'] = {
      ...all.services,
      store: {
        ...all.store,
        write: (writes) =>
          writes.some(({ path }) => path.includes(`staff~${contactId(chen.email)}`))
            ? Promise.reject(new Error('down'))
            : all.store.write(writes),
      },
    };
    await expect(sendReminders(failing, forms, options)).rejects.toThrow(AggregateError);
    expect((await told(all)).map(({ to }) => to)).toEqual([zhou.email]);
    await run(all);
    expect(tellings(await told(all))).toEqual(once);
  });
});

it('a message that an earlier release has named by its address, and not sent yet, is sent once', async () => {
  const all = await remindersWorld(['row-1']);
  await put(all, of(all.turn));
  await run(all);
  const [notice] = await told(all);
  const id = `staff~${chen.email}~work-reminder~staff~email~abc`;
  await all.store.write([
    { kind: 'delete', path: `notices/${notice?.id ?? ''}` },
    { kind: 'create', path: `notices/${id}`, data: { ...notice, id } },
  ]);
  all.sent.mails.length = 0;
  for (let round = 0; round < 2; round++) {
    await run(all);
    await deliverDue(all.services);
  }
  expect((await told(all)).map((one) => [one.id, one.state])).toEqual([[id, 'accepted']]);
  expect(all.sent.mails.filter(({ noticeId }) => noticeId.includes('work-reminder'))).toHaveLength(1);
});

describe('in whatever order reminders come and runs are made', () => {
  const keys = ['row-1', 'row-2', 'row-3'];

  it('everybody is told of everything once, and in one message of what came between two runs', async () => {
    const before = createMemoryStore();
    const { turn } = await remindersWorld(keys, { store: before });
    const state = before.save();
    const all = keys.flatMap((key, at) => [
      of(turn, { key, number: `DH2026-000${at + 1}` }),
      of(turn, { key, number: `DH2026-000${at + 1}`, step: 'manager', person: zhou.email }),
    ]);
    const coming = fc.shuffledSubarray(all, { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(coming, fc.array(fc.boolean(), { maxLength: all.length }), async (reminders, runs) => {
        const { services, store } = testServices({ now: slot, store: createMemoryStore(state) });
        const messages = new Set<string>();
        let since = 0;
        for (const [at, one] of reminders.entries()) {
          await put({ store }, one);
          messages.add(`${one.person} ${since}`);
          if (!runs[at]) continue;
          await run({ services });
          since += 1;
        }
        await Promise.all([run({ services }), run({ services })]);
        const notices = await told({ store });
        expect(tellings(notices)).toEqual(
          reminders.map(({ person, number }) => `${person} ${number}`).sort(),
        );
        expect(notices).toHaveLength(messages.size);
      }),
      { numRuns: 60 },
    );
  });
});
