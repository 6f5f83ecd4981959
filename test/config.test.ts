import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '../functions/src/config';
import { localConfig } from '../infra/local/local-config';

const { environment } = localConfig({
  functions: 'http://127.0.0.1:1',
  issuer: 'http://127.0.0.1:2',
  jwks: 'http://127.0.0.1:2/jwks',
  twilio: 'http://127.0.0.1:3',
  smtpPort: 4,
  sheets: 'http://127.0.0.1:5',
  emulatorHost: undefined,
});
const given = Object.fromEntries(
  Object.entries(environment).map(([name, value]) => [
    name,
    value === undefined ? undefined : Array.isArray(value) ? value.join() : String(value),
  ]),
);

describe('the rate of a channel', () => {
  it('is 10 SMS and 20 emails per second where nothing is said', () => {
    expect(environment).toMatchObject({ SMS_PER_SECOND: 10, MAIL_PER_SECOND: 20 });
  });

  it('may be any number above 0', () => {
    const rates = { SMS_PER_SECOND: '0.5', MAIL_PER_SECOND: '100' };
    expect(loadConfig({ ...given, ...rates }).environment).toMatchObject({
      SMS_PER_SECOND: 0.5,
      MAIL_PER_SECOND: 100,
    });
  });

  it.each(['0', '0.0', '-1', 'fast', '1e3', '10/s', 'Infinity'])('may not be %s', (rate) => {
    expect(() => loadConfig({ ...given, SMS_PER_SECOND: rate })).toThrow(
      'SMS_PER_SECOND: must be a number above 0',
    );
  });
});
