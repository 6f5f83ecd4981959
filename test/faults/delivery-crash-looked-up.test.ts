import { describe, expect, it } from '@jest/globals';
import { readBounces } from '../../functions/src/flows/read-bounces';
import { forms } from '../../functions/src/forms';
import type { Services } from '../../functions/src/ports';
import type { MailReport } from '../../functions/src/rules/mail-report';
import { atEveryStep, crashWorld, deliver, recover } from '../support/crash-points';
import { dealerSms, managerSms } from '../support/delivery-services';
import type { Mood } from '../support/moody-provider';
import { type Listing, longestLagSeconds } from '../support/provider-list';

const dealerEmail = dealerSms.replace('~sms~', '~email~');
const emailFirst = { changes: { channel: 'email', dealerEmail: 'li@example.com' } };
const mood = (which: Mood['mood'], lagSeconds = 0, end: Mood['end'] = 'delivered'): Mood => ({
  mood: which,
  end,
  lagSeconds,
});
/** As long as it takes until three lists agree, and the send after that has had its own. */
const untilKnown = 16;

type World = ReturnType<typeof crashWorld>;

/** Who is said to have been told got it once, and nobody got anything twice. */
async function expectTold(world: World, id: string, deathAt: number): Promise<void> {
  const { state, fillPending, fills = '' } = await world.notice(id);
  const isTold = state === 'accepted' || state === 'delivered';
  expect([deathAt, id, state, isTold, world.received(id)]).toEqual([deathAt, id, state, true, 1]);
  expect([deathAt, fillPending, (await world.record()).values[fills] !== undefined]).toEqual([
    deathAt,
    false,
    true,
  ]);
}

describe('a process that dies while it sends SMS whose provider keeps a list, at whichever step', () => {
  const lags = [0, longestLagSeconds];
  const answers = ['accepts', 'silent', 'silent, taken', 'breaks', 'busy', 'too many'] as const;
  it.each(answers.flatMap((which) => lags.map((lag) => [which, lag] as const)))(
    'has every notice told once in the end, where the provider %s and lists it after %d seconds',
    async (which, lag) => {
      const steps = await atEveryStep(
        async () => crashWorld([mood(which, lag), mood(which, lag)]),
        deliver,
        async (world, deathAt) => {
          // What others take meanwhile is listed as late.
          world.provider.be(Array(4).fill(mood('accepts', lag)));
          await recover(world, untilKnown);
          for (const id of [dealerSms, managerSms]) await expectTold(world, id, deathAt);
        },
      );
      expect(steps).toBeGreaterThan(15);
    },
  );

  it.each<Listing>(['parts', 'silent'])(
    'sends nothing again on the word of a list that is incomplete or does not come (%s)',
    async (listing) => {
      let unknown = 0;
      await atEveryStep(
        async () => crashWorld([mood('silent'), mood('silent, taken', 60)], { listing }),
        deliver,
        async (world, deathAt) => {
          world.provider.be([], listing);
          await recover(world, untilKnown);
          for (const id of [dealerSms, managerSms]) {
            const { state } = await world.notice(id);
            expect([deathAt, ['accepted', 'unknown'].includes(state)]).toEqual([deathAt, true]);
            expect(world.received(id)).toBeLessThanOrEqual(1);
            if (state === 'unknown') unknown += 1;
          }
        },
      );
      expect(unknown).toBeGreaterThan(0);
    },
  );

  it('and that dies while it looks them up again sends none twice either', async () => {
    const steps = await atEveryStep(
      async () => {
        const world = crashWorld([mood('silent'), mood('silent, taken', longestLagSeconds)]);
        await recover(world, 4);
        return world;
      },
      deliver,
      async (world, deathAt) => {
        await recover(world, untilKnown);
        for (const id of [dealerSms, managerSms]) await expectTold(world, id, deathAt);
      },
    );
    expect(steps).toBeGreaterThan(15);
  });
});

describe('a process that dies while it sends an email that was chosen before an SMS, at whichever step', () => {
  const answers = ['accepts', 'refuses', 'busy', 'day full', 'silent', 'silent, taken', 'breaks'] as const;
  it.each(answers)(
    'sends it once at most, and an SMS in its place only where it has not left: %s',
    async (which) => {
      await atEveryStep(
        async () => crashWorld([mood(which), mood(which)], { changes: emailFirst }),
        deliver,
        async (world, deathAt) => {
          world.provider.be([]);
          await recover(world, untilKnown);
          const { state } = await world.notice(dealerEmail);
          const [email = 0, sms = 0] = [dealerEmail, `${dealerEmail}~sms-after-email`].map(world.received);
          const wanted = { accepted: [1, 0], failed: [0, 1], unknown: [Math.min(email, 1), 0] };
          const [, fates = []] = Object.entries(wanted).find(([is]) => is === state) ?? [];
          expect([deathAt, state, email, sms]).toEqual([deathAt, state, ...fates]);
          expect((await world.record()).values.dealerToldAt !== undefined).toBe(state !== 'unknown');
          const manager = [managerSms, `${managerSms}~email-after-sms`].map(world.received);
          expect([deathAt, manager.reduce((sum, count) => sum + count)]).toEqual([deathAt, 1]);
        },
      );
    },
  );
});

it('a process that dies while it reads that an email came back opens its blank once, and an SMS follows once', async () => {
  const mailbox: MailReport[] = [];
  const withBox = (services: Services): Services => ({
    ...services,
    bounces: {
      read: async (since) => ({
        mails: mailbox.slice(since?.uid ?? 0).map((report, index) => ({ uid: index + 1, reports: [report] })),
        end: { validity: '1', uid: mailbox.length },
      }),
    },
  });
  await atEveryStep(
    async () => {
      const world = crashWorld([mood('accepts', 0, 'undelivered')], { changes: emailFirst });
      await deliver(world.services());
      const sent = world.provider.taken.find(({ noticeId }) => noticeId === dealerEmail);
      mailbox.splice(0, 1, {
        noticeId: dealerEmail,
        providerId: sent?.sid ?? '',
        says: 'bounced',
        code: '550 5.1.1',
      });
      return world;
    },
    (services) => readBounces(withBox(services), forms),
    async (world, deathAt) => {
      await readBounces(withBox(world.services()), forms);
      expect(await world.notice(dealerEmail)).toMatchObject({ state: 'undelivered', code: '550 5.1.1' });
      await recover(world, 3);
      const after = `${dealerEmail}~sms-after-email`;
      expect([deathAt, world.received(after)]).toEqual([deathAt, 1]);
      expect(await world.notice(after)).toMatchObject({ state: 'accepted', fillPending: false });
      expect((await world.record()).values.dealerToldAt).toBeDefined();
    },
  );
});
