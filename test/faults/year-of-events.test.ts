import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Notice } from '../../functions/src/rules/notice';
import { ends, type Mood, moods } from '../support/moody-provider';
import { corrections, dealers, type Happening, settingsChanges } from '../support/outbox-happenings';
import { outboxModel } from '../support/outbox-model';
import { listings, longestLagSeconds } from '../support/provider-list';

const dealer = fc.nat(dealers.length - 1);
const dieAt = fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined, freq: 2 });
const mood: fc.Arbitrary<Mood> = fc.record({
  mood: fc.constantFrom(...moods),
  end: fc.constantFrom(...ends),
  lagSeconds: fc.constantFrom(0, longestLagSeconds),
});
const minutes = fc.integer({ min: 1, max: 180 }).map((minute) => minute * 60);
const days = fc.integer({ min: 6, max: 15 * 24 }).map((hour) => hour * 3600);

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('ship'), dealer }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('correct'),
      order: fc.nat(9),
      how: fc.constantFrom(...corrections),
      dealer,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('pass'),
      seconds: fc.oneof({ weight: 3, arbitrary: minutes }, { weight: 2, arbitrary: days }),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      kind: fc.constant('deliver'),
      runs: fc.constantFrom<1 | 2>(1, 2),
      dieAt,
      random: fc.constantFrom(0, 0.5, 0.99),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('provider'),
      moods: fc.array(mood, { minLength: 1, maxLength: 4 }),
      listing: fc.oneof(
        { weight: 3, arbitrary: fc.constant('whole' as const) },
        { weight: 1, arbitrary: fc.constantFrom(...listings) },
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('schedule'), runs: fc.integer({ min: 1, max: 6 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('settings'), change: fc.constantFrom(...settingsChanges) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('answer'),
      dealer,
      says: fc.constantFrom<'1' | '2'>('1', '2'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('mail back'),
      message: fc.nat(20),
      says: fc.constantFrom<'bounced' | 'unwanted'>('bounced', 'unwanted'),
      dieAt,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('let go') }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('callback'),
      message: fc.nat(20),
      status: fc.constantFrom('queued', 'sent', 'end', 'contrary'),
      dieAt,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('resend'),
      notice: fc.nat(30),
      mayHaveLeft: fc.boolean(),
      clicks: fc.constantFrom<1 | 2>(1, 2),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('choose'),
      dealer: fc.oneof(dealer, fc.constant('last' as const)),
      wants: fc.constantFrom('no-more', 'again'),
      isHeard: fc.boolean(),
      dieAt,
    }),
  },
);

/** Everything may happen in any order; whoever sends may die, be frozen, and not be alone. */
it.each([
  ['two dozen months', 24, { minLength: 20, maxLength: 100 }],
  ['a year', 1, { minLength: 500, maxLength: 600 }],
])(
  '%s of whatever may happen lose no notice, send none twice, at night, or to who has refused, and say of those only whom something reached that they were told',
  async (_, numRuns, length) => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { ...length, size: 'max' }), async (events) => {
        const outbox = outboxModel();
        await outbox.begin();
        for (const event of events) {
          await outbox.happen(event);
          expect(outbox.faults).toEqual([]);
        }
        const notices = await outbox.comeToRest();
        expect(outbox.faults).toEqual([]);
        expect(notices.filter(({ state }) => state === 'pending' || state === 'sending')).toEqual([]);
        expect(notices.filter(({ fillPending }) => fillPending)).toEqual([]);
        expect(notices.filter(({ unfillAt }) => unfillAt)).toEqual([]);
        const blank = ({ record, fills }: Notice) => `${record} ${fills}`;
        const arrived = notices.filter(({ state }) => state === 'accepted' || state === 'delivered');
        const told = new Set(arrived.map(blank));
        for (const notice of notices.filter(({ fills }) => fills)) {
          const isFilled = (await outbox.blankOf(notice)) !== undefined;
          expect([notice.id, isFilled]).toEqual([notice.id, told.has(blank(notice))]);
        }
      }),
      // Looking for the shortest way to a fault takes minutes: whoever wants it leaves `endOnFailure` out.
      { numRuns, endOnFailure: true },
    );
  },
  60_000,
);
