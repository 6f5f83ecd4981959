import { z } from 'zod';
import { languages } from './forms/label';
import type { DeployedSettings } from './rules/settings';

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  );

/** Stand-ins live on this machine only: a redirected provider elsewhere would get customers' phone numbers. */
const loopbackUrl = z
  .url()
  .refine(
    (url) => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname),
    'must be a loopback address',
  )
  .optional();

/** A server, and as whom to sign in there; percent signs are decoded by whoever reads it. */
function namesMailbox(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { hostname, username, password, pathname } = new URL(text);
  const isEncoded = /^([^%]|%[0-9a-f]{2})*$/i.test(username + password + pathname);
  return isEncoded && hostname !== '' && username !== '' && password !== '';
}

const perSecond = z.string().regex(/^(0\.\d*[1-9]\d*|[1-9]\d*(\.\d+)?)$/, 'must be a number above 0');

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM');

const environmentSchema = z.object({
  /** Which function this container is, and where it listens: set by Cloud Run. */
  FUNCTION_TARGET: z
    .enum([
      'edits',
      'refresh',
      'notices',
      'deliver',
      'sweep',
      'sync',
      'bounces',
      'smsStatus',
      'smsReply',
      'unsubscribe',
    ])
    .default('edits'),
  PORT: z.coerce.number().int().default(8080),
  GOOGLE_CLOUD_PROJECT: z.string().min(1),
  FIRESTORE_EMULATOR_HOST: z.string().min(1).optional(),
  OIDC_ISSUERS: list.pipe(z.array(z.string()).min(1)),
  OIDC_AUDIENCE: z.string().min(1),
  OIDC_JWKS_URL: z.url(),
  /** Paths are put behind it, and what comes of that is signed: a slash at its end would make two. */
  PUBLIC_URL: z.url().transform((url) => url.replace(/\/+$/, '')),
  TWILIO_ACCOUNT_SID: z.string().regex(/^AC[0-9a-fA-F]{32}$/, 'must be AC and 32 hexadecimal digits'),
  TWILIO_AUTH_TOKEN: z.string().min(1),
  TWILIO_FROM: z.string().min(1),
  TWILIO_BASE_URL: loopbackUrl,
  /** Signs the links that customers get. */
  LINK_SECRET: z.string().min(32, 'must have at least 32 characters'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .refine((url) => URL.canParse(url) && new URL(url).hostname !== '', {
      message: 'cannot be read (a / # ? or @ in the password is written %2F %23 %3F %40)',
    }),
  MAIL_FROM: z.string().min(3),
  /** The mailbox to which emails come back; without it nobody hears of those. */
  BOUNCES_IMAP_URL: z
    .string()
    .regex(/^imaps?:\/\//, 'must begin with imap:// or imaps://')
    .refine(namesMailbox, {
      message: 'cannot be read, or lacks user or password (a / # ? or @ in them is written %2F %23 %3F %40)',
    })
    .optional(),
  /** As many messages as the provider takes: those above it would only be refused or wait there. */
  SMS_PER_SECOND: perSecond.default('10').transform(Number),
  MAIL_PER_SECOND: perSecond.default('20').transform(Number),
  SHEETS_ROOT_URL: loopbackUrl,
  SPREADSHEET_IDS: list.pipe(z.array(z.string()).min(1)),
  BRIDGE_EMAILS: list,
  COMPANY: z.string().min(1).max(12),
  COMPANY_TRADITIONAL: z.string().min(1).max(12).optional(),
  COMPANY_ENGLISH: z.string().min(1).max(30).optional(),
  ZONE: z.string().default('Asia/Shanghai'),
  STAFF_LANGUAGE: z.enum(languages).default('zh-CN'),
  PHONE_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('CN'),
  QUIET_FROM: time.default('21:00'),
  QUIET_TO: time.default('08:00'),
  LEGAL_CALENDAR: z.enum(['china', 'weekdays']).default('china'),
});

export type Config = {
  readonly environment: z.infer<typeof environmentSchema>;
  readonly settings: DeployedSettings;
};

/**
 * Reads the configuration from the environment.
 * @throws Error that names every variable at fault and never its value.
 */
export function loadConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      ({ path, code, message }) => `${path.join('.')}: ${code === 'invalid_type' ? 'is missing' : message}`,
    );
    throw new Error(`The configuration is incomplete:\n${faults.join('\n')}`);
  }
  const { data } = parsed;
  return {
    environment: data,
    settings: {
      zone: data.ZONE,
      company: data.COMPANY,
      ...(data.COMPANY_TRADITIONAL ? { companyTraditional: data.COMPANY_TRADITIONAL } : {}),
      ...(data.COMPANY_ENGLISH ? { companyEnglish: data.COMPANY_ENGLISH } : {}),
      staffLanguage: data.STAFF_LANGUAGE,
      spreadsheets: data.SPREADSHEET_IDS,
      bridges: data.BRIDGE_EMAILS,
      phoneCountry: data.PHONE_COUNTRY,
      legalCalendar: data.LEGAL_CALENDAR,
      quietHours: { from: data.QUIET_FROM, to: data.QUIET_TO },
    },
  };
}
