import { expect, it } from '@jest/globals';
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
  [421, 'CONN', 'the server closes'],
  [421, 'RCPT TO', 'the server closes'],
  [421, 'DATA', 'the server closes'],
  [450, 'RCPT TO', 'the mailbox is busy'],
  [451, 'RCPT TO', 'come back later'],
  [452, 'RCPT TO', 'no room now'],
  [452, 'DATA', 'no room now'],
  [454, 'AUTH PLAIN', 'no sign-in now'],
  [535, 'AUTH PLAIN', 'our password is wrong'],
  [534, 'AUTH LOGIN', 'our sign-in is too weak'],
  [530, 'MAIL FROM', 'sign in first'],
  [530, 'RCPT TO', 'sign in first'],
  [530, 'DATA', 'sign in first'],
  [503, 'RCPT TO', 'not in this order'],
  [550, 'MAIL FROM', 'our sender is not allowed'],
  [554, 'CONN', 'our server is not welcome'],
  [521, 'CONN', 'no mail here'],
  [550, 'EHLO', 'our name is not liked'],
])('one refused with %s at %s (%s) may be sent later', (responseCode, command) => {
  expect(refusal(responseCode, command)).toEqual({ outcome: 'passing', code: String(responseCode) });
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
