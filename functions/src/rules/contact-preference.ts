import { z } from 'zod';
import type { Form } from '../forms/form';
import { type Language, languages } from '../forms/label';
import { type ChannelChoice, channelChoices } from '../forms/notice-rule';
import { recordId } from './change';
import type { StoredRecord } from './record';
import { sameAddress } from './same-address';

const markSchema = z.object({
  /** Business time (UTC) at which it was typed, and who typed it (email). */
  at: z.string(),
  by: z.string(),
  /** The record on which it stands, so that it goes with an address that was wrong there; older marks lack it. */
  record: z.string().optional(),
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

/** What an edit does to what is known of one address; `record` is the record's id. */
export type PreferenceChange =
  | {
      readonly kind: 'chosen';
      readonly address: string;
      readonly channel: 'sms' | 'email';
      readonly chosen: Preference;
    }
  | { readonly kind: 'left'; readonly address: string; readonly record: string };

/**
 * What an edit has chosen for the customer, address by address: channel and language that it set, and at an address that
 * it set all that the order says, as of when that was typed. An address that no longer stands there is left: it may have
 * been somebody else's.
 */
export function preferenceChanges(
  form: Form,
  before: StoredRecord | undefined,
  after: StoredRecord,
): readonly PreferenceChange[] {
  const [was, is] = [before && orderChoice(form, before), orderChoice(form, after)];
  const known = chosenOn(form, after, is);
  const record = recordId(form.id, after.key);
  const places = [
    { place: 'phone', channel: 'sms' },
    { place: 'email', channel: 'email' },
  ] as const;
  return places.flatMap(({ place, channel }): PreferenceChange[] => {
    const [left, address] = [was?.[place], is[place]];
    const isMoved = !sameAddress(left, address);
    const chosen: Preference = {
      ...(known.channel && (isMoved || was?.channel !== is.channel) ? { channel: known.channel } : {}),
      ...(known.language && (isMoved || was?.language !== is.language) ? { language: known.language } : {}),
    };
    return [
      ...(left !== undefined && isMoved ? [{ kind: 'left', address: left, record } as const] : []),
      ...(address !== undefined && (chosen.channel || chosen.language)
        ? [{ kind: 'chosen', address, channel, chosen } as const]
        : []),
    ];
  });
}

/** What the order itself says, with when and by whom each was typed. */
function chosenOn(form: Form, { key, marks }: StoredRecord, { channel, language }: OrderChoice): Preference {
  const fields = form.recipients?.dealer;
  const markOf = (field: string | undefined) => {
    const mark = field === undefined ? undefined : marks[field];
    return mark && { at: mark.at, by: mark.by, record: recordId(form.id, key) };
  };
  const [ofChannel, ofLanguage] = [markOf(fields?.channel), markOf(fields?.language)];
  return {
    ...(channel && ofChannel ? { channel: { is: channel, ...ofChannel } } : {}),
    ...(language && ofLanguage ? { language: { is: language, ...ofLanguage } } : {}),
  };
}

/** All of it but what was chosen on this record; undefined where nothing is left. */
export function withoutRecord({ channel, language }: Preference, record: string): Preference | undefined {
  const isKept = (mark: { readonly record?: string | undefined } | undefined) =>
    mark !== undefined && mark.record !== record;
  if (!isKept(channel) && !isKept(language)) return undefined;
  return { ...(isKept(channel) ? { channel } : {}), ...(isKept(language) ? { language } : {}) };
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
