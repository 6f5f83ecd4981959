import { describe, expect, it } from '@jest/globals';
import { noteChoice } from '../../functions/src/flows/contact-choice';
import { emptyBlanks } from '../../functions/src/flows/empty-blanks';
import { recordDelivery } from '../../functions/src/flows/record-delivery';
import { forms } from '../../functions/src/forms';
import { dealerSms, managerSms, recordPath } from '../support/delivery-services';
import {
  accepted,
  dealerEmail,
  dealerToldAt,
  deliver,
  emailAfter,
  inDoubt,
  refusing,
  undelivered,
} from '../support/undelivered';

const emailBeside = dealerSms.replace('~sms~', '~email~');

describe('a blank that the system filled from an accepted SMS which then did not arrive', () => {
  it('is open again at once where no email can follow, with its change, in the register too', async () => {
    const world = await accepted();
    const { revision } = await world.record();
    expect(await dealerToldAt(world)).toBe('2026-03-16T06:10:00.000Z');
    expect((await world.record()).openStage).toBe('receipt');
    await world.memory.write([{ kind: 'update', path: recordPath, data: { toSheet: false } }]);
    world.pass(120);
    await undelivered(world);
    const record = await world.record();
    expect(record.values.dealerToldAt).toBeUndefined();
    expect(record.values.managerToldAt).toBe('2026-03-16T06:10:00.000Z');
    expect(record).toMatchObject({
      revision: revision + 1,
      openStage: 'announcement',
      toSheet: true,
      summaryPending: true,
      marks: { dealerToldAt: { by: 'system', at: '2026-03-16T06:12:00.000Z', revision: revision + 1 } },
    });
    const [change] = await world.memory.get([`changes/emptied~${dealerSms}`]);
    expect(change?.data).toMatchObject({
      editedBy: 'system',
      from: { dealerToldAt: '2026-03-16T06:10:00.000Z' },
      to: { dealerToldAt: null },
    });
    expect(inDoubt(world)).toEqual([]);
  });

  it('is open again once its email has failed too', async () => {
    const world = await accepted({ dealerEmail }, { mail: refusing });
    await undelivered(world);
    expect(await dealerToldAt(world)).toBeDefined();
    await deliver(world);
    expect((await world.notice(emailAfter)).state).toBe('failed');
    expect(await dealerToldAt(world)).toBeUndefined();
    world.pass(3600);
    await deliver(world);
    expect(inDoubt(world)).toEqual([]);
  });

  it('stays as long as its email is under way, and once that has told them', async () => {
    const world = await accepted({ dealerEmail });
    await undelivered(world);
    expect(await dealerToldAt(world)).toBeDefined();
    await deliver(world);
    expect((await world.notice(emailAfter)).state).toBe('accepted');
    const before = await world.record();
    world.pass(3600);
    await deliver(world);
    expect(await world.record()).toEqual(before);
    expect(inDoubt(world)).toEqual([]);
  });

  it('is open again when its email, held back until morning, is refused by its reader meanwhile', async () => {
    // 20:55 in the dealer's own zone, so that the email comes into the night.
    const world = await accepted({ dealerEmail }, { now: '2026-03-16T12:55:00.000Z' });
    world.pass(600);
    await undelivered(world);
    expect(await world.notice(emailAfter)).toMatchObject({
      state: 'pending',
      dueAt: '2026-03-17T00:00:00.000Z',
    });
    const choice = { address: dealerEmail, channel: 'email', wants: 'no-more', by: 'link' } as const;
    await noteChoice(world.services(), choice);
    expect((await world.notice(emailAfter)).state).toBe('suppressed');
    world.pass(12 * 3600);
    await deliver(world);
    expect(await dealerToldAt(world)).toBeUndefined();
    expect(inDoubt(world)).toEqual([]);
  });

  it('is asked about once in the night, not every minute', async () => {
    const world = await accepted({ dealerEmail }, { now: '2026-03-16T12:55:00.000Z' });
    world.pass(600);
    await undelivered(world);
    const before = world.memory.save();
    for (let minute = 0; minute < 30; minute++) {
      world.pass(60);
      await deliver(world);
    }
    expect(world.memory.save()).toEqual(before);
  });

  it('stays where they were told by email beside it', async () => {
    const world = await accepted({ dealerEmail, channel: 'both' });
    await undelivered(world);
    expect((await world.notice(emailBeside)).state).toBe('accepted');
    expect(await dealerToldAt(world)).toBeDefined();
    expect(inDoubt(world)).toEqual([]);
  });

  it('is open again when the email beside it had been refused before', async () => {
    const world = await accepted({ dealerEmail, channel: 'both' }, { mail: refusing });
    expect((await world.notice(emailBeside)).state).toBe('failed');
    expect(await dealerToldAt(world)).toBeDefined();
    await undelivered(world);
    expect(await dealerToldAt(world)).toBeUndefined();
    expect(inDoubt(world)).toEqual([]);
  });

  it('stays as a clerk has typed it since, be it the same minute', async () => {
    const world = await accepted();
    const typed = {
      ...(await world.record()).marks,
      dealerToldAt: { revision: 9, by: 'li@example.com', at: '' },
    };
    await world.memory.write([{ kind: 'update', path: recordPath, data: { marks: typed } }]);
    const before = await world.record();
    await undelivered(world);
    expect(await world.record()).toEqual(before);
    expect(inDoubt(world)).toEqual([]);
  });

  it('stays on an order that is done: nobody phones about goods that came long ago', async () => {
    const world = await accepted();
    await world.memory.write([{ kind: 'update', path: recordPath, data: { done: true } }]);
    await undelivered(world);
    expect(await dealerToldAt(world)).toBeDefined();
    expect(inDoubt(world)).toEqual([]);
  });

  it('of the sales manager is open again by itself', async () => {
    const world = await accepted(
      {},
      { mail: () => ({ outcome: 'permanent', code: '550', reason: 'refused' }) },
    );
    await undelivered(world, managerSms);
    await deliver(world);
    const { values } = await world.record();
    expect([values.managerToldAt, values.dealerToldAt]).toEqual([undefined, '2026-03-16T06:10:00.000Z']);
  });
});

it('reports that come again, runs at once and notices of which nothing is known change nothing more', async () => {
  const world = await accepted();
  await undelivered(world);
  const before = world.memory.save();
  await undelivered(world);
  const ids = [dealerSms, 'order~row-1~gone'];
  await Promise.all([1, 2, 3].map(() => emptyBlanks(world.services(), forms, ids)));
  world.pass(3600);
  await deliver(world);
  expect(world.memory.save()).toEqual(before);
});

it('of a notice that arrives nobody asks again whether it told somebody', async () => {
  const world = await accepted();
  await recordDelivery(world.services(), forms, {
    noticeId: dealerSms,
    providerId: 'P1',
    status: 'delivered',
  });
  expect(inDoubt(world)).toEqual([]);
});
