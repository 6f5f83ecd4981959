import { z } from 'zod';
import { Refusal } from '../errors';
import { answerReply } from '../flows/answer-reply';
import { forms } from '../forms';
import type { WiredServices } from '../ports';
import { longestReply } from '../rules/reply';
import { answering } from './http-entry';

const understanding = z.enum(['stop', 'start', 'help']);

/** The provider adds fields without notice: what isn't needed passes by. A picture may come without a word. */
const incomingSchema = z.looseObject({
  MessageSid: z.string().regex(/^[A-Za-z0-9]{2,64}$/),
  From: z.string().min(1).max(64),
  To: z.string().min(1).max(64),
  Body: z.string().default(''),
  /** How many pictures came with it. */
  NumMedia: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .catch(0),
  /** What the provider's own handling of refusals has understood, also in words that are set up there only. */
  OptOutType: z
    .string()
    .transform((type) => understanding.safeParse(type.toLowerCase()).data)
    .optional(),
});
const fieldsSchema = z.record(z.string(), z.string());

/** What Twilio is to answer by SMS: nothing. */
const silence = '<Response/>';

/**
 * `POST /smsReply`: what recipients answer by SMS. The provider's signature covers the public address and every field;
 * nothing is looked at before it is verified.
 */
export function smsReplyEntry(wired: () => WiredServices) {
  return answering(
    'smsReply',
    wired,
    async (request) => {
      const { search } = new URL(`http://localhost${request.originalUrl}`);
      const fields = fieldsSchema.safeParse(request.body ?? {});
      const signature = request.get('x-twilio-signature') ?? '';
      if (!fields.success || !wired().verifyCallback(signature, `/smsReply${search}`, fields.data)) {
        throw new Refusal(403, 'bad-signature', 'This message is not signed by the SMS provider.');
      }
      const incoming = incomingSchema.safeParse(fields.data);
      if (!incoming.success) {
        throw new Refusal(400, 'bad-message', 'A message needs MessageSid, From and To.');
      }
      const { MessageSid: sid, From: from, Body, NumMedia: pictures, OptOutType: understood } = incoming.data;
      await answerReply(await wired().current(), forms, {
        sid,
        from,
        // An emoji that is cut in two could not be stored.
        body: Body.slice(0, longestReply).toWellFormed(),
        pictures,
        ...(understood ? { understood } : {}),
      });
      return silence;
    },
    { methods: ['POST'], show: (response, answer) => response.status(200).type('text/xml').send(answer) },
  );
}
