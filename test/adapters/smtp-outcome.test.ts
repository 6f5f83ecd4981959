import { describe, expect, it } from '@jest/globals';
import { outcomeOfSmtpError } from '../../functions/src/adapters/smtp-outcome';

const refusal = (responseCode: number, command: string, response?: string) =>
  outcomeOfSmtpError({ responseCode, command, response }, true);

it.each([
  [550, 'RCPT TO', 'no such mailbox'],
  [551, 'RCPT TO', 'it is elsewhere'],
  [552, 'RCPT TO', 'it is full'],
  [553, 'RCPT TO', 'its name is not allowed'],
  [554, 'RCPT TO', 'no'],
  [556, 'RCPT TO', 'the domain takes no mail'],
  [501, 'RCPT TO', 'that is no address'],
  [550, 'DATA', 'no such mailbox, told late'],
  [552, 'DATA', 'too big'],
  [554, 'DATA', 'no'],
])('a mail refused with %s at %s (%s) never will be sent', (responseCode, command) => {
  expect(refusal(responseCode, command)).toEqual({
    outcome: 'permanent',
    code: String(responseCode),
    reason: 'refused',
  });
});

it.each([
  [450, 'RCPT TO', 'the mailbox is busy'],
  [451, 'RCPT TO', 'come back later'],
  [452, 'RCPT TO', 'no room now'],
  [452, 'DATA', 'no room now'],
])('one refused with %s at %s (%s) may be sent later', (responseCode, command) => {
  expect(refusal(responseCode, command)).toEqual({ outcome: 'passing', code: String(responseCode) });
});

it.each([
  [421, 'CONN', 'the server closes'],
  [421, 'RCPT TO', 'the server closes'],
  [421, 'DATA', 'the server closes'],
  [454, 'AUTH PLAIN', 'no sign-in now'],
  [454, 'RCPT TO', 'no sign-in now'],
  [535, 'AUTH PLAIN', 'our password is wrong'],
  [534, 'AUTH LOGIN', 'our sign-in is too weak'],
  [530, 'MAIL FROM', 'sign in first'],
  [530, 'RCPT TO', 'sign in first'],
  [530, 'DATA', 'sign in first'],
  [503, 'RCPT TO', 'not in this order'],
  [550, 'MAIL FROM', 'our sender is not allowed'],
  [451, 'MAIL FROM', 'no mail from us now'],
  [554, 'CONN', 'our server is not welcome'],
  [521, 'CONN', 'no mail here'],
  [550, 'EHLO', 'our name is not liked'],
  [454, 'STARTTLS', 'no encryption now'],
])('one refused with %s at %s (%s) is not what was refused: any other would be', (responseCode, command) => {
  expect(refusal(responseCode, command)).toEqual({
    outcome: 'passing',
    code: String(responseCode),
    channel: 'shut-out',
  });
});

describe('the enhanced status', () => {
  it.each([
    ['550 4.7.1 greylisted', 'for now, whatever the three figures say'],
    ['554 4.4.1 no answer from there', 'for now, whatever the three figures say'],
    ['450 5.1.1 no such user', 'for now by the three figures'],
    ['552 5.2.2 over quota', 'the mailbox is full'],
    ['452 4.2.2 over quota', 'the mailbox is full'],
  ])('%s lets it be sent later: %s', (response) => {
    const code = response.slice(0, 9);
    for (const command of ['RCPT TO', 'DATA'])
      expect(refusal(Number(response.slice(0, 3)), command, response)).toEqual({ outcome: 'passing', code });
  });

  it.each(['5.1.0', '5.1.1', '5.1.10', '5.2.1', '5.3.4', '5.4.4', '5.6.0', '5.7.1', '5.7.26'])(
    '%s with 550 says that it never will be sent',
    (enhanced) => {
      expect(refusal(550, 'RCPT TO', `550 ${enhanced} no`)).toEqual({
        outcome: 'permanent',
        code: `550 ${enhanced}`,
        reason: 'refused',
      });
    },
  );

  it('5.4.5 says that no more is taken today, of this mail or another', () => {
    for (const command of ['RCPT TO', 'DATA', 'MAIL FROM'])
      expect(refusal(550, command, '550-5.4.5 Daily user sending limit exceeded.')).toEqual({
        outcome: 'passing',
        code: '550 5.4.5',
        channel: 'day-full',
      });
  });

  it('4.3.2 and 5.3.2 say that the server takes no mail now, of this one or another', () => {
    for (const response of ['550 5.3.2 System not accepting', '451 4.3.2 Please try later'])
      expect(refusal(Number(response.slice(0, 3)), 'RCPT TO', response)).toMatchObject({
        outcome: 'passing',
        channel: 'shut-out',
      });
  });
});

it('the code has the enhanced status where the server gives one', () => {
  const codes = [
    '550 5.1.1 <li@example.com>: no such user',
    '550-5.7.1 Relaying denied\n550 5.7.1 ask your postmaster',
    '550 no such user 5.1.1',
    '550 5.1',
    '',
  ].map(
    (response) =>
      refusal(550, 'RCPT TO', response).outcome === 'permanent' && refusal(550, 'RCPT TO', response),
  );
  expect(codes).toMatchObject([
    { code: '550 5.1.1' },
    { code: '550 5.7.1' },
    { code: '550' },
    { code: '550' },
    { code: '550' },
  ]);
});

it('a mail without an answer may have been taken once a byte of it had gone out', () => {
  for (const code of ['ETIMEDOUT', 'ECONNRESET', 'ESOCKET', 'EDNS']) {
    expect(outcomeOfSmtpError({ code }, true)).toEqual({ outcome: 'unknown', code });
    expect(outcomeOfSmtpError({ code }, false)).toEqual({ outcome: 'passing', code });
  }
  expect(outcomeOfSmtpError({}, false)).toEqual({ outcome: 'passing', code: 'no-code' });
  for (const nonsense of [undefined, null, 'text', { responseCode: 'five' }])
    expect(outcomeOfSmtpError(nonsense, false)).toEqual({ outcome: 'unknown', code: 'unreadable-error' });
});
