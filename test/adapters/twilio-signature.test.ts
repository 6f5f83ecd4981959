import { describe, expect, it } from '@jest/globals';
import { verifyTwilioSignature } from '../../functions/src/adapters/twilio-signature';

describe('a status callback', () => {
  const url = 'https://example.com/smsStatus?n=n1';
  // Computed apart from the SDK: HMAC-SHA1 of the address and the sorted fields under 'a-token'.
  const signature = 'ziP9Ug3wWmMnVrx7J2hdofcH0fg=';

  it('is believed only when Twilio signed exactly this', () => {
    const fields = { MessageSid: 'SM1', MessageStatus: 'sent' };
    expect(verifyTwilioSignature('a-token', signature, url, fields)).toBe(true);
    expect(verifyTwilioSignature('a-token', signature, `${url}1`, fields)).toBe(false);
    expect(verifyTwilioSignature('a-token', signature, url, { ...fields, MessageStatus: 'failed' })).toBe(
      false,
    );
    expect(verifyTwilioSignature('another', signature, url, fields)).toBe(false);
    expect(verifyTwilioSignature('a-token', '', url, fields)).toBe(false);
    expect(verifyTwilioSignature('a-token', '签名', url, fields)).toBe(false);
  });
});
