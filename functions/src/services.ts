import { createFirestoreStore } from './adapters/firestore-store';
import { googleAccessToken } from './adapters/google-access-token';
import { createGoogleSpreadsheet } from './adapters/google-spreadsheet';
import { createImapBox } from './adapters/imap-box';
import { createMailIds } from './adapters/mail-id';
import { createTokenVerifier } from './adapters/oidc';
import { createSignedLinks } from './adapters/signed-links';
import { createSmtpMail } from './adapters/smtp-mail';
import { systemClock } from './adapters/system-clock';
import { verifyTwilioSignature } from './adapters/twilio-signature';
import { createTwilioSms } from './adapters/twilio-sms';
import type { Config } from './config';
import { createSettingsDirectory } from './flows/settings-directory';
import { createStaffDirectory } from './flows/staff-directory';
import type { Services, WiredServices } from './ports';

/** What the workbench puts in place of production's own: everything else is the same there. */
export type Replacements = Partial<Pick<Services, 'store' | 'clock' | 'wakeDelivery'>> & {
  readonly accessToken?: () => Promise<string>;
};

/** Wires the services, once per cold start. Libraries are loaded by their adapters at their first use. */
export function buildServices(
  { environment: env, settings: deployed }: Config,
  replaced: Replacements = {},
): WiredServices {
  const store =
    replaced.store ??
    createFirestoreStore({ projectId: env.GOOGLE_CLOUD_PROJECT, emulatorHost: env.FIRESTORE_EMULATOR_HOST });
  const clock = replaced.clock ?? systemClock;
  const mailIds = { from: env.MAIL_FROM, secret: env.LINK_SECRET };
  const settings = createSettingsDirectory(store, clock, deployed);
  const wired: Omit<Services, 'settings'> = {
    store,
    clock,
    staff: createStaffDirectory(store, clock),
    sms: createTwilioSms({
      accountSid: env.TWILIO_ACCOUNT_SID,
      authToken: env.TWILIO_AUTH_TOKEN,
      from: env.TWILIO_FROM,
      statusUrl: `${env.PUBLIC_URL}/smsStatus`,
      baseUrl: env.TWILIO_BASE_URL,
      machineNow: clock.machine,
    }),
    mail: createSmtpMail({ url: env.SMTP_URL, ...mailIds }),
    ...(env.BOUNCES_IMAP_URL
      ? {
          bounces: createImapBox({
            url: env.BOUNCES_IMAP_URL,
            ids: createMailIds(mailIds),
            machineNow: clock.machine,
          }),
        }
      : {}),
    pace: { sms: env.SMS_PER_SECOND, email: env.MAIL_PER_SECOND },
    spreadsheet: createGoogleSpreadsheet({
      accessToken: replaced.accessToken ?? googleAccessToken(),
      ...(env.SHEETS_ROOT_URL ? { rootUrl: env.SHEETS_ROOT_URL } : {}),
    }),
    verifyCaller: createTokenVerifier({
      issuers: env.OIDC_ISSUERS,
      audience: env.OIDC_AUDIENCE,
      jwksUrl: env.OIDC_JWKS_URL,
      machineNow: clock.machine,
    }),
    verifyCallback: (signature, address, fields) =>
      fields.AccountSid === env.TWILIO_ACCOUNT_SID &&
      verifyTwilioSignature(env.TWILIO_AUTH_TOKEN, signature, `${env.PUBLIC_URL}${address}`, fields),
    links: createSignedLinks({ publicUrl: env.PUBLIC_URL, secret: env.LINK_SECRET }),
    // In production the event of a stored notice wakes `deliver` (infra/deploy.sh), so nobody need call it.
    wakeDelivery: replaced.wakeDelivery ?? (() => undefined),
  };
  return {
    ...wired,
    deployed,
    current: async () => ({ ...wired, settings: await settings.current() }),
  };
}
