import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { noteChoice } from '../../functions/src/flows/contact-choice';
import { isOptedOut } from '../../functions/src/flows/contact-permission';
import { readBounces } from '../../functions/src/flows/read-bounces';
import { forms } from '../../functions/src/forms';
import { contactId } from '../../functions/src/rules/contact';
import { noticeSchema } from '../../functions/src/rules/notice';
import { bounceWorld, dealerAddress, dealerMail } from '../support/bounce-world';
import { managerSms } from '../support/delivery-services';
import { dealerPhone, deliverDue } from '../support/told-dealer';

const bounced = (noticeId = dealerMail, code = '550 5.1.1') => ({ noticeId, says: 'bounced', code }) as const;
const news = (mails: number, counts: object = {}) => ({ mails, bounced: 0, unwanted: 0, ...counts });

let logged: string[];
beforeEach(() => {
  logged = [];
  const note = (line: unknown) => {
    logged.push(String(line));
  };
  jest.spyOn(console, 'log').mockImplementation(note);
  jest.spyOn(console, 'error').mockImplementation(note);
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('an email that comes back after its server had taken it', () => {
  it('is not delivered, and its blank is open again', async () => {
    const world = bounceWorld();
    await world.deliver();
    expect(await world.toldAt()).toBe('2026-03-16T06:10:00.000Z');
    world.pass(600);
    world.returned.add(bounced());
    expect(await world.read()).toEqual(news(1, { bounced: 1 }));
    expect(await world.notice(dealerMail)).toMatchObject({
      state: 'undelivered',
      reason: 'not-delivered',
      code: '550 5.1.1',
      settledAt: '2026-03-16T06:20:00.000Z',
      showPending: true,
    });
    expect(await world.toldAt()).toBeUndefined();
    expect(world.woken.times).toBe(1);
  });

  it('is followed by an SMS where there is a number, and the blank opens only if that is lost as well', async () => {
    const world = bounceWorld({ changes: { dealerPhone } });
    await world.deliver();
    world.returned.add(bounced());
    await world.read();
    expect(await world.toldAt()).toBeDefined();
    await world.deliver();
    expect(world.sms.sent.map(({ to }) => to)).toContain(dealerPhone);
    world.pass(3600);
    await world.deliver();
    expect(await world.toldAt()).toBeDefined();
  });

  it('puts its address in trouble', async () => {
    const world = bounceWorld();
    await world.deliver();
    world.returned.add(bounced());
    await world.read();
    const [contact] = await world.memory.get([`contacts/${contactId(dealerAddress)}`]);
    expect(contact?.data).toMatchObject({
      trouble: { reason: 'not-delivered', code: '550 5.1.1', notice: dealerMail },
      optedOut: null,
    });
  });

  it('is told once, however often it is read', async () => {
    const world = bounceWorld();
    await world.deliver();
    world.returned.add(bounced(), bounced(dealerMail, '452 4.2.2'));
    world.returned.add(bounced());
    expect(await world.read()).toEqual(news(2, { bounced: 1 }));
    const after = world.memory.save();
    world.returned.box.validity = '2';
    expect(await world.read()).toEqual(news(2));
    expect(world.memory.save()).toEqual({ ...after, 'providers/bounces': { validity: '2', uid: 2 } });
  });

  it('before our own record of its sending settles it, and the blank is never filled', async () => {
    const world = bounceWorld();
    const services = world.services();
    const send = services.mail.send;
    world.returned.add(bounced());
    const mail = {
      send: async (message: Parameters<typeof send>[0]) => {
        const outcome = await send(message);
        expect(await readBounces(services, forms)).toEqual(news(1, { bounced: 1 }));
        return outcome;
      },
    };
    await deliverDue({ ...services, mail });
    expect(await world.notice(dealerMail)).toMatchObject({ state: 'undelivered', code: '550 5.1.1' });
    expect(await world.toldAt()).toBeUndefined();
  });

  it('settles a sending of which nobody knew whether it left', async () => {
    const world = bounceWorld({ outcome: () => ({ outcome: 'unknown', code: 'ETIMEDOUT' }) });
    await world.deliver();
    expect((await world.notice(dealerMail)).state).toBe('unknown');
    world.returned.add(bounced());
    expect(await world.read()).toEqual(news(1, { bounced: 1 }));
    expect(await world.notice(dealerMail)).toMatchObject({ state: 'undelivered', reason: 'not-delivered' });
  });

  it('says nothing new of one that was never sent, has failed, is no email, or is gone', async () => {
    const world = bounceWorld({ outcome: () => ({ outcome: 'permanent', code: '550', reason: 'refused' }) });
    await world.deliver();
    const notice = await world.notice(dealerMail);
    const withdrawn = { ...notice, id: 'withdrawn', state: 'withdrawn' };
    await world.memory.write([{ kind: 'create', path: 'notices/withdrawn', data: withdrawn }]);
    const before = world.memory.save();
    for (const id of [dealerMail, 'withdrawn', managerSms, 'gone']) world.returned.add(bounced(id));
    expect(await world.read()).toEqual(news(4));
    const { 'providers/bounces': _position, ...after } = world.memory.save();
    expect(after).toEqual(before);
  });

  it('is known by its signed id, though the sender’s address has another domain by now', async () => {
    const world = bounceWorld();
    await world.deliver();
    const { providerId } = await world.notice(dealerMail);
    world.returned.add(bounced());
    expect(await world.read()).toEqual(news(1, { bounced: 1 }));
    expect((await world.notice(dealerMail)).providerId).toBe(providerId);
  });
});

describe('a complaint', () => {
  it('of a customer is a refusal of emails; the notice has arrived', async () => {
    const world = bounceWorld();
    await world.deliver();
    world.returned.add({ noticeId: dealerMail, says: 'unwanted' });
    expect(await world.read()).toEqual(news(1, { unwanted: 1 }));
    expect(await isOptedOut(world.memory.get, dealerAddress, 'email')).toBe(true);
    expect((await world.notice(dealerMail)).state).toBe('accepted');
  });

  it('that is read again does not undo a later consent', async () => {
    const world = bounceWorld();
    await world.deliver();
    world.returned.add({ noticeId: dealerMail, says: 'unwanted' });
    await world.read();
    const services = world.services();
    const choice = {
      address: dealerAddress,
      channel: 'email',
      by: 'clerk',
      who: 'li@company.example',
    } as const;
    await noteChoice(services, { ...choice, wants: 'again', how: 'phone', note: '来电' });
    world.returned.box.validity = '2';
    expect(await world.read()).toEqual(news(1));
    expect(await isOptedOut(world.memory.get, dealerAddress, 'email')).toBe(false);
  });

  it('of a sales manager changes nothing: they are told of their work', async () => {
    const world = bounceWorld();
    const mail = noticeSchema.parse({
      ...(await world.notice(dealerMail)),
      id: 'to-manager',
      recipient: 'sales-manager',
      state: 'accepted',
    });
    await world.memory.write([{ kind: 'create', path: 'notices/to-manager', data: mail }]);
    world.returned.add({ noticeId: 'to-manager', says: 'unwanted' }, { noticeId: 'gone', says: 'unwanted' });
    expect(await world.read()).toEqual(news(1));
    expect(await isOptedOut(world.memory.get, dealerAddress, 'email')).toBe(false);
  });
});
