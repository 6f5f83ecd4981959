import { expect, it } from '@jest/globals';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import { createMemoryStore } from '../functions/src/adapters/memory-store';
import { systemClock } from '../functions/src/adapters/system-clock';
import { buildServices } from '../functions/src/services';
import { localConfig, twilioAccount } from '../infra/local/local-config';

const url = 'http://127.0.0.1:1';
const config = localConfig({
  functions: url,
  issuer: url,
  jwks: url,
  twilio: url,
  smtpPort: 1,
  imapPort: 1,
  sheets: url,
  emulatorHost: undefined,
});

it('a callback that the provider signed is believed only if it is about our account', () => {
  const { verifyCallback } = buildServices(config, { store: createMemoryStore(), clock: systemClock });
  const isBelieved = (fields: Record<string, string>) => {
    const signature = getExpectedTwilioSignature(twilioAccount.token, `${url}/smsStatus?n=n1`, fields);
    return verifyCallback(signature, '/smsStatus?n=n1', fields);
  };
  expect(isBelieved({ AccountSid: twilioAccount.sid, MessageSid: 'SM1' })).toBe(true);
  expect(isBelieved({ AccountSid: `AC${'2'.repeat(32)}`, MessageSid: 'SM1' })).toBe(false);
  expect(isBelieved({ MessageSid: 'SM1' })).toBe(false);
});
