import type { HttpFunction } from '@google-cloud/functions-framework';
import { z } from 'zod';
import { recordDelivery } from '../flows/record-delivery';
import type { Form } from '../forms/form';
import type { Services } from '../ports';

/** Whether the provider has signed this address with these fields. */
export type VerifySignature = (
  signature: string,
  url: string,
  fields: Readonly<Record<string, string>>,
) => boolean;

/** The provider adds fields without notice: what isn't needed passes by. */
const statusSchema = z.looseObject({
  MessageSid: z.string().min(1).max(64),
  MessageStatus: z.string().min(1).max(32),
  ErrorCode: z.string().max(16).optional(),
});
const noticeIdSchema = z.string().regex(/^[\w~-]{1,300}$/);
const fieldsSchema = z.record(z.string(), z.string());

/**
 * Takes the SMS provider's status callbacks. `publicUrl` is the address given to the provider: behind a proxy the
 * request's own address is another one, and the signature covers the public one with its query (`n`, the notice).
 */
export function smsStatus(
  services: () => Promise<Services>,
  forms: readonly Form[],
  { publicUrl, verify }: { readonly publicUrl: string; readonly verify: VerifySignature },
): HttpFunction {
  return async (request, response) => {
    const refuse = (status: number, code: string, message: string) => {
      response.status(status).json({ error: { code, message } });
    };
    const query = new URL(request.originalUrl, 'http://localhost').search;
    const fields = fieldsSchema.safeParse(request.body ?? {});
    const signature = request.get('x-twilio-signature') ?? '';
    if (!fields.success || !verify(signature, `${publicUrl}${query}`, fields.data)) {
      refuse(403, 'bad-signature', 'This callback is not signed by the SMS provider.');
      return;
    }
    const status = statusSchema.safeParse(fields.data);
    const noticeId = noticeIdSchema.safeParse(new URLSearchParams(query).get('n'));
    if (!status.success || !noticeId.success) {
      refuse(
        400,
        'bad-callback',
        'A callback needs MessageSid, MessageStatus and, in its address, the notice.',
      );
      return;
    }
    const { MessageSid, MessageStatus, ErrorCode } = status.data;
    const outcome = await recordDelivery(await services(), forms, {
      noticeId: noticeId.data,
      providerId: MessageSid,
      status: MessageStatus,
      ...(ErrorCode ? { errorCode: ErrorCode } : {}),
    });
    if (outcome === 'no-such-notice') refuse(404, 'no-such-notice', 'There is no notice of this name.');
    else response.status(204).end();
  };
}
