import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '../functions/src/config';
import { localConfig } from '../infra/local/local-config';

const { environment } = localConfig({
  functions: 'http://127.0.0.1:1',
  issuer: 'http://127.0.0.1:2',
  jwks: 'http://127.0.0.1:2/jwks',
  twilio: 'http://127.0.0.1:3',
  smtpPort: 4,
  imapPort: 6,
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

describe('the address of the mail server', () => {
  it.each([
    'smtp://user:pa/ss@mail.example.com:587',
    'smtp://user:pa#ss@mail.example.com:587',
    'smtp://mail.example.com:99999',
    'smtps://',
  ])('that cannot be read stops at start, not at each mail, and is not shown: %s', (url) => {
    const load = () => loadConfig({ ...given, SMTP_URL: url });
    expect(load).toThrow('SMTP_URL: cannot be read');
    expect(load).not.toThrow('user');
  });

  it('may have a password with any sign in it, written as in addresses', () => {
    const SMTP_URL = 'smtps://user:p%2F%23%40ss@mail.example.com:465';
    expect(loadConfig({ ...given, SMTP_URL }).environment).toMatchObject({ SMTP_URL });
  });
});

describe('the mailbox of what comes back', () => {
  it('need not be there', () => {
    const { BOUNCES_IMAP_URL: _url, ...without } = given;
    expect(loadConfig(without).environment.BOUNCES_IMAP_URL).toBeUndefined();
  });

  it.each([
    'imaps://user:p%2F%23%40ss@imap.example.com:993/INBOX',
    'imap://user%40example.com:pass@imap.example.com',
    'imaps://user:pass@imap.example.com/%E9%80%80%E4%BF%A1',
  ])('is an address with user and password, any sign in them written as in addresses: %s', (url) => {
    expect(loadConfig({ ...given, BOUNCES_IMAP_URL: url }).environment.BOUNCES_IMAP_URL).toBe(url);
  });

  it.each([
    'https://user:pass@imap.example.com',
    'imaps://imap.example.com',
    'imaps://user@imap.example.com',
    'imaps://:pass@imap.example.com',
    'imaps://user:p/ss@imap.example.com',
    'imaps://user:pa%ss@imap.example.com',
    'imaps://user:pass@',
  ])('is refused at the start where it can’t be used, without being quoted: %s', (url) => {
    const load = () => loadConfig({ ...given, BOUNCES_IMAP_URL: url });
    expect(load).toThrow(/BOUNCES_IMAP_URL: (must begin|cannot be read)/);
    expect(load).not.toThrow(/user:|pass@|example\.com/);
  });
});

describe('the public address', () => {
  it('means the same with a slash at its end', () => {
    const { environment } = loadConfig({ ...given, PUBLIC_URL: 'https://gendan.example.com/' });
    expect(environment.PUBLIC_URL).toBe('https://gendan.example.com');
  });
});

describe('how messages are signed', () => {
  it('is said for traditional characters and for English by names of their own, where there are such', () => {
    const { COMPANY_TRADITIONAL: _traditional, COMPANY_ENGLISH: _english, ...chinese } = given;
    expect(loadConfig(given).settings).toMatchObject({
      company: '宏远家具',
      companyTraditional: '宏遠家具',
      companyEnglish: 'Hongyuan Furniture',
    });
    expect(Object.keys(loadConfig({ ...chinese, COMPANY_TRADITIONAL: '' }).settings)).not.toContain(
      'companyTraditional',
    );
  });

  it('leaves room for what is said', () => {
    const load = () => loadConfig({ ...given, COMPANY_TRADITIONAL: '宏'.repeat(13) });
    expect(load).toThrow(/COMPANY_TRADITIONAL: .*12/);
  });
});
