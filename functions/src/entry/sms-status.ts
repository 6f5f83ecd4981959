import { z } from 'zod';
import { Refusal } from '../errors';
import { recordDelivery } from '../flows/record-delivery';
import { forms } from '../forms';
import type { WiredServices } from '../ports';
import { answering } from './http-entry';

/** The provider adds fields without notice: what isn't needed passes by. */
const statusSchema = z.looseObject({
  MessageSid: z.string().min(1).max(64),
  MessageStatus: z.string().min(1).max(32),
  ErrorCode: z.string().max(16).optional(),
});
const noticeIdSchema = z.string().regex(/^[^\s/]{1,400}$/);
const fieldsSchema = z.record(z.string(), z.string());

/**
 * `POST /smsStatus?n=…`: the SMS provider's status callbacks. Their signature covers the public address with its
 * query (`n`, the notice) and every field; nothing is looked at before it is verified.
 */
export function smsStatusEntry(wired: () => WiredServices) {
  return answering('smsStatus', wired, async (request) => {
    const { search, searchParams } = new URL(`http://localhost${request.originalUrl}`);
    const fields = fieldsSchema.safeParse(request.body ?? {});
    const signature = request.get('x-twilio-signature') ?? '';
    if (!fields.success || !wired().verifyCallback(signature, `/smsStatus${search}`, fields.data)) {
      throw new Refusal(403, 'bad-signature', 'This callback is not signed by the SMS provider.');
    }
    const status = statusSchema.safeParse(fields.data);
    const noticeId = noticeIdSchema.safeParse(searchParams.get('n'));
    if (!status.success || !noticeId.success) {
      throw new Refusal(
        400,
        'bad-callback',
        'A callback needs MessageSid, MessageStatus and, in its address, the notice.',
      );
    }
    const { MessageSid, MessageStatus, ErrorCode } = status.data;
    const outcome = await recordDelivery(await wired().current(), forms, {
      noticeId: noticeId.data,
      providerId: MessageSid,
      status: MessageStatus,
      ...(ErrorCode ? { errorCode: ErrorCode } : {}),
    });
    if (outcome === 'no-such-notice')
      throw new Refusal(404, 'no-such-notice', 'There is no notice of this name.');
    return undefined;
  });
}
