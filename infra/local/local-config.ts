import { type Config, loadConfig } from '../../functions/src/config';
import { owner } from './sample-people';

export const spreadsheetId = 'gendan-workbench';
export const projectId = 'demo-gendan';
/** The script's client id, for which its identity tokens are meant. */
export const audience = 'gendan-workbench.apps.example';
/** Invented: only the stand-in on this machine knows this account. */
export const twilioAccount = { sid: `AC${'0'.repeat(31)}1`, token: 'workbench', from: '+15005550006' };

/** The mailbox of the sender, to which emails come back. */
export const mailAccount = { user: 'gendan', pass: 'workbench' };

/** The configuration of the workbench, through the same reader as production's. */
export function localConfig(urls: {
  readonly functions: string;
  readonly issuer: string;
  readonly jwks: string;
  readonly twilio: string;
  readonly smtpPort: number;
  readonly imapPort: number;
  readonly sheets: string;
  readonly emulatorHost: string | undefined;
}): Config {
  return loadConfig({
    GOOGLE_CLOUD_PROJECT: projectId,
    FIRESTORE_EMULATOR_HOST: urls.emulatorHost,
    OIDC_ISSUERS: urls.issuer,
    OIDC_AUDIENCE: audience,
    OIDC_JWKS_URL: urls.jwks,
    PUBLIC_URL: urls.functions,
    TWILIO_ACCOUNT_SID: twilioAccount.sid,
    TWILIO_AUTH_TOKEN: twilioAccount.token,
    TWILIO_FROM: twilioAccount.from,
    TWILIO_BASE_URL: urls.twilio,
    LINK_SECRET: 'only-for-the-workbench-on-this-machine',
    SMTP_URL: `smtp://127.0.0.1:${urls.smtpPort}`,
    MAIL_FROM: '宏远家具 <gendan@hongyuan.example>',
    BOUNCES_IMAP_URL: `imap://${mailAccount.user}:${mailAccount.pass}@127.0.0.1:${urls.imapPort}/INBOX`,
    SHEETS_ROOT_URL: `${urls.sheets}/`,
    SPREADSHEET_IDS: spreadsheetId,
    BRIDGE_EMAILS: owner,
    COMPANY: '宏远家具',
    COMPANY_TRADITIONAL: '宏遠家具',
    COMPANY_ENGLISH: 'Hongyuan Furniture',
  });
}
