import { z } from 'zod';
import type { Form } from '../forms/form';
import { type Language, languages } from '../forms/label';
import { type ChannelChoice, channelChoices } from '../forms/notice-rule';
import type { StoredRecord } from './record';

const markSchema = z.object({
  /** Business time (UTC) at which it was typed, and who typed it (email). */
  at: z.string(),
  by: z.string(),
});

/** How a customer wants to be told, as chosen on their orders last. */
export const preferenceSchema = z.object({
  channel: markSchema.extend({ is: z.enum(channelChoices) }).optional(),
  language: markSchema.extend({ is: z.enum(languages) }).optional(),
});
export type Preference = z.infer<typeof preferenceSchema>;

/** What an order itself says, and where its customer is reached. */
export type OrderChoice = {
  readonly channel?: ChannelChoice;
  readonly language?: Language;
  readonly phone?: string;
  readonly email?: string;
};

export function orderChoice(form: Form, { values }: Pick<StoredRecord, 'values'>): OrderChoice {
  const fields = form.recipients?.dealer;
  const text = (id: string | undefined) => {
    const value = id === undefined ? undefined : values[id];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const channel = channelChoices.find((one) => one === text(fields?.channel));
  const language = languages.find((one) => one === text(fields?.language));
  const phone = text(fields?.phone);
  const email = text(fields?.email);
  return {
    ...(channel ? { channel } : {}),
    ...(language ? { language } : {}),
    ...(phone ? { phone } : {}),
    ...(email ? { email } : {}),
  };
}

/**
 * What an edit has chosen for the customer, to be kept with them: channel and language that it set, or that the order
 * has for a customer whose phone or address it set. Undefined where it chose nothing.
 */
export function newlyChosen(
  before: OrderChoice | undefined,
  after: OrderChoice,
  mark: { readonly at: string; readonly by: string },
): Preference | undefined {
  const isOther = before?.phone !== after.phone || before?.email !== after.email;
  const { channel, language } = after;
  const isChannel = channel !== undefined && (isOther || before?.channel !== channel);
  const isLanguage = language !== undefined && (isOther || before?.language !== language);
  if (!isChannel && !isLanguage) return undefined;
  return {
    ...(isChannel ? { channel: { is: channel, ...mark } } : {}),
    ...(isLanguage ? { language: { is: language, ...mark } } : {}),
  };
}

/** Whether an edit has set or cleared a cell in which the order says how its customer is told. */
export function isRechosen(form: Form, before: StoredRecord | undefined, after: StoredRecord): boolean {
  const [was, is] = [before && orderChoice(form, before), orderChoice(form, after)];
  return was !== undefined && (was.channel !== is.channel || was.language !== is.language);
}

/** Of what is known of one customer by phone and by address: of channel and of language what was chosen last. */
export function latestOf(known: readonly (Preference | undefined)[]): Preference | undefined {
  const channel = latest(known.map((one) => one?.channel));
  const language = latest(known.map((one) => one?.language));
  if (!channel && !language) return undefined;
  return { ...(channel ? { channel } : {}), ...(language ? { language } : {}) };
}

/** Of two typed at one moment the first stays. */
function latest<T extends { readonly at: string }>(marks: readonly (T | undefined)[]): T | undefined {
  return marks.reduce((best, one) => (best && (!one || best.at >= one.at) ? best : one), undefined);
}
