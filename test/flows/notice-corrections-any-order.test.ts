import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { recordDelivery } from '../../functions/src/flows/record-delivery';
import { forms } from '../../functions/src/forms';
import { order } from '../../functions/src/forms/order';
import { noticeLine } from '../../functions/src/rules/summary-notice-line';
import { noticeTroubles } from '../../functions/src/rules/summary-notice-troubles';
import { summaryContext } from '../support/summary-lines';
import { toldOrder } from '../support/told-order';

const head = { dealerEmail: 'li@example.com' };

/** The channel, the time of arrival, a rehearsal, a clock that is set back, an SMS that is lost: in any order. */
it('whoever knows something wrong is listed, nobody else is, and nobody is told the same twice in a row', async () => {
  const act = fc.oneof(
    fc.record({ channel: fc.constantFrom('短信', '邮件') }),
    fc.record({ expectedArrival: fc.constantFrom('3月18日17:00', '3月20日17:00', '3月21日17:00') }),
    fc.record({ rehearsal: fc.boolean() }),
    fc.record({ pass: fc.constantFrom(-60, -20, 5) }),
    fc.constant('deliver' as const),
    fc.constant('lose' as const),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 16 }), async (acts) => {
      const world = await toldOrder({ head });
      const [first] = (await world.toDealer()).filter(({ channel }) => channel === 'sms');
      let read = [{ id: first?.id ?? '', text: '3月18日' }];
      const deliver = async (): Promise<void> => {
        world.pass(10);
        await world.deliver();
        const said = [
          ...world.sent.sms.map(({ noticeId, body }) => ({ noticeId, body })),
          ...world.sent.mails.map(({ noticeId, text }) => ({ noticeId, body: text })),
        ].filter(({ noticeId }) => noticeId.includes('~goods-shipped~dealer~'));
        read.push(
          ...said.map(({ noticeId, body }) => ({
            id: noticeId,
            text: body.match(/3月(18|20|21)日/)?.[0] ?? body,
          })),
        );
        world.sent.sms.length = 0;
        world.sent.mails.length = 0;
      };
      const lost: string[] = [];
      let row = { channel: '短信', expectedArrival: '3月18日17:00' };
      for (const one of acts) {
        if (one === 'deliver') await deliver();
        else if (one === 'lose') {
          const last = read.at(-1);
          const notice = last && (await world.notice(last.id));
          if (notice?.channel === 'sms' && notice.state === 'accepted') {
            await recordDelivery(world.services, forms, {
              noticeId: notice.id,
              providerId: notice.providerId ?? '',
              status: 'undelivered',
            });
            lost.push(notice.id);
            read = read.filter(({ id }) => id !== notice.id);
          }
        } else if ('pass' in one) world.pass(one.pass);
        else if ('rehearsal' in one) Object.assign(world.services.settings, one);
        else {
          const after = { ...row, ...one };
          if (JSON.stringify(after) !== JSON.stringify(row)) await world.type(one);
          row = after;
        }
      }
      await deliver();
      Object.assign(world.services.settings, { rehearsal: false });
      world.pass(180);
      await deliver();
      const holds = row.expectedArrival.slice(0, 5);
      const texts = read.map(({ text }) => text);
      if (lost.length === 0) expect(texts.filter((text, at) => text === texts[at - 1])).toEqual([]);
      const context = summaryContext(world.businessNow(), { settings: world.services.settings });
      const lines = (await world.toDealer()).map((notice) => noticeLine(notice, undefined, order));
      const listed = noticeTroubles(lines, [], context).map(({ line }) => line.id);
      expect([texts.at(-1) === holds, listed.length > 0]).not.toEqual([false, false]);
      if (lost.length === 0) expect([texts.at(-1) === holds, listed.length > 0]).not.toEqual([true, true]);
    }),
    { numRuns: 40, endOnFailure: true },
  );
}, 60_000);
