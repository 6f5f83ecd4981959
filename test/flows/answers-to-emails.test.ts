import { expect, it } from '@jest/globals';
import { deliveryWorld } from '../support/delivery-services';
import { deliverDue } from '../support/told-dealer';

it.each([undefined, 'kefu@hongyuan.example'])(
  'an answer to an email goes to the mailbox of the service where there is one: %s',
  async (serviceEmail) => {
    const world = deliveryWorld({ changes: { dealerEmail: 'li@example.com', channel: 'email' } });
    const services = world.services();
    await deliverDue({ ...services, settings: { ...services.settings, serviceEmail } });
    const toDealer = world.mail.sent.find(({ to }) => to === 'li@example.com');
    expect(toDealer).toMatchObject({ subject: expect.stringContaining('已发货') });
    expect(toDealer?.replyTo).toBe(serviceEmail);
  },
);
