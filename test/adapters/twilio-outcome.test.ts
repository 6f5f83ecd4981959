import { expect, it } from '@jest/globals';
import { outcomeOfTwilioError } from '../../functions/src/adapters/twilio-outcome';

const refusal = (status: number, code?: number | string, more: object = {}) =>
  outcomeOfTwilioError(Object.assign(new Error('refused'), { status, code, ...more }));

it.each([
  [400, 21211, 'no valid number', 'bad-number'],
  [400, 21214, 'a number that cannot be reached', 'bad-number'],
  [400, 21217, 'a number that does not look like one', 'bad-number'],
  [400, 21407, 'a kind of number without SMS', 'bad-number'],
  [400, 21612, 'no way there from our sender', 'bad-number'],
  [400, 21614, 'no mobile number', 'bad-number'],
  [400, 21635, 'a landline', 'bad-number'],
  [400, 30003, 'a handset that cannot be reached', 'bad-number'],
  [400, 30004, 'a number that blocks messages', 'bad-number'],
  [400, 30005, 'an unknown handset', 'bad-number'],
  [400, 30006, 'a landline, told late', 'bad-number'],
  [400, 21610, 'somebody who answered STOP', 'opted-out'],
  [403, 21408, 'a country that is not enabled', 'refused'],
  [403, 21610, 'somebody who answered STOP, in another way', 'opted-out'],
  [400, 21602, 'no text', 'refused'],
  [400, 21617, 'too long a text', 'refused'],
  [400, 30007, 'a text that is filtered', 'refused'],
  [400, 30008, 'nobody knows why', 'refused'],
  [400, 99999, 'a code that is not known here', 'refused'],
] as const)('an SMS refused with %s, %s (%s) never will be sent: %s', (status, code, _what, reason) => {
  expect(refusal(status, code)).toEqual({ outcome: 'permanent', code: String(code), reason });
});

it.each([
  [400, 21606, 'our sender may not send there'],
  [400, 30034, 'our sender is not registered there'],
  [400, 14107, 'too many to one number'],
] as const)('one refused with %s, %s (%s) may be sent later, and others now', (status, code, _what) => {
  expect(refusal(status, code)).toEqual({ outcome: 'passing', code: String(code) });
});

it.each([
  [401, 20003, 'our token is wrong'],
  [401, 20006, 'our key may not'],
  [403, 20003, 'our token is wrong, in another way'],
  [403, 20005, 'our account is closed'],
  [404, 20404, 'there is no such account'],
  [400, 21212, 'our sender is no number'],
  [400, 21601, 'our sender has no SMS'],
  [400, 21603, 'no sender is named'],
  [400, 21609, 'our callback address is wrong'],
  [400, 21659, 'our sender is not theirs'],
  [400, 21660, 'our sender is another account’s'],
  [400, 21661, 'our sender has no SMS, in a newer word'],
  [400, 21701, 'there is no such messaging service'],
  [400, 21703, 'the messaging service has no sender'],
  [400, 21704, 'the messaging service has none that fits'],
  [400, 21705, 'the messaging service is misspelt'],
  [403, 20006, 'our account may not do that'],
  [403, 99999, 'our account may not do that, in a word that is not known here'],
  [400, 30002, 'our account is suspended'],
] as const)(
  'one refused with %s, %s (%s) is not what was refused: any other would be',
  (status, code, _what) => {
    expect(refusal(status, code)).toEqual({ outcome: 'passing', code: String(code), channel: 'shut-out' });
  },
);

it('so is one that is refused without a word of Twilio’s: something between us refuses', () => {
  expect(refusal(403)).toEqual({ outcome: 'passing', code: '403', channel: 'shut-out' });
  expect(refusal(403, 'EBLOCKED')).toEqual({ outcome: 'passing', code: 'EBLOCKED', channel: 'shut-out' });
  expect(refusal(401)).toEqual({ outcome: 'passing', code: '401', channel: 'shut-out' });
});

it.each([
  [429, 20429, 'too many requests'],
  [429, 99999, 'too many of something'],
  [400, 21611, 'our queue is full'],
  [400, 30001, 'our queue has run over'],
  [400, 30022, 'too many a second'],
  [400, 30023, 'too many a day for one network'],
  [400, 63017, 'too many a second for the account'],
] as const)('after %s, %s (%s) any other would be too many as well', (status, code, _what) => {
  expect(refusal(status, code)).toEqual({ outcome: 'passing', code: String(code), channel: 'too-many' });
});

it.each([429, 400])('after %s, 63038 none is taken today', (status) => {
  expect(refusal(status, 63038)).toEqual({ outcome: 'passing', code: '63038', channel: 'day-full' });
});

it('a wish to be asked later is passed on', () => {
  for (const [status, code] of [
    [429, 20429],
    [400, 63038],
  ] as const)
    expect(refusal(status, code, { retryAfterSeconds: 90 })).toMatchObject({
      outcome: 'passing',
      retryAfterSeconds: 90,
    });
});

it.each([
  [500, 20500],
  [502, undefined],
  [503, 20503],
  [504, undefined],
  [408, undefined],
  [200, undefined],
  [302, undefined],
])('one answered with %s, %s may have been sent', (status, code) => {
  expect(refusal(status, code)).toEqual({ outcome: 'unknown', code: String(code ?? status) });
});

it('one without an answer may have been sent, unless there was no connection', () => {
  const cut = (cause: object | undefined) => outcomeOfTwilioError({ code: 'ECONNRESET', cause });
  expect(cut(undefined)).toEqual({ outcome: 'unknown', code: 'ECONNRESET' });
  expect(cut({ syscall: 'read' })).toEqual({ outcome: 'unknown', code: 'ECONNRESET' });
  expect(cut({ syscall: 'connect' })).toEqual({ outcome: 'passing', code: 'ECONNRESET' });
  expect(cut({ errors: [{ syscall: 'connect' }, { syscall: 'read' }] })).toMatchObject({
    outcome: 'unknown',
  });
  expect(cut({ errors: [] })).toMatchObject({ outcome: 'unknown' });
  for (const nonsense of [undefined, null, 'text', { status: 'four hundred' }])
    expect(outcomeOfTwilioError(nonsense)).toEqual({ outcome: 'unknown', code: 'unreadable-error' });
});
