import type { Attachment, Email } from 'postal-mime';
import type { MailReport } from '../rules/mail-report';
import { deliveryStatus } from './delivery-status';
import { fieldBlocks } from './mail-fields';
import { idHeader, type MailIds } from './mail-id';
import { quotedIds, wordsOf } from './quoted-ids';
import { isFromNobody, returnedByText } from './returned-text';

/**
 * What a mail says of those that we sent, as raw bytes or as many of the first as were fetched: that one came back
 * (RFC 3464, or the plain text of older servers), or that its recipient complained (ARF, RFC 5965). Nothing else is of
 * interest: replies, absences, what is still being tried. Believed is only what names a mail of ours by its signed id, and
 * of what came back only what wants no answer, as far as the mailbox's own server tells.
 * @throws Error where it can't be read
 */
export async function reportsOf(raw: Uint8Array, ids: MailIds): Promise<readonly MailReport[]> {
  const { default: PostalMime } = await import('postal-mime');
  // What was returned stays one part, so that its text is never taken for the report's own.
  const mail = await PostalMime.parse(raw, { forceRfc822Attachments: true });
  const complaint = textOf(mail, /^message\/feedback-report$/);
  const status = textOf(mail, /^message\/(global-)?delivery-status$/);
  const about = (envelopeId?: string) => noticeIn(mail, envelopeId, ids);
  if (complaint !== undefined) {
    const [fields] = fieldBlocks(complaint);
    const isRefusal = refusing.includes(fields?.get('feedback-type')?.toLowerCase() ?? '');
    return isRefusal ? reports(about(fields?.get('original-envelope-id')), 'unwanted', '', ids) : [];
  }
  if (!isFromNobody(mail)) return [];
  const { envelopeId, failures } = deliveryStatus(status ?? '');
  const [code] = failures ?? [returnedByText(mail)];
  return code === undefined ? [] : reports(about(envelopeId), 'bounced', code, ids);
}

/** Others (not-spam, auth-failure, virus) say nothing of what the recipient wants. */
const refusing = ['abuse', 'fraud', 'opt-out'];

function reports(
  noticeId: string | undefined,
  says: MailReport['says'],
  code: string,
  ids: MailIds,
): readonly MailReport[] {
  if (noticeId === undefined) return [];
  return [{ noticeId, providerId: ids.of(noticeId), says, ...(code === '' ? {} : { code }) }];
}

/**
 * The notice that came back: the one that the report's envelope id, or the returned mail's own headers name. What that
 * mail answers or quotes is never meant: a clerk's answer to somebody who answered us stands in the same thread. Where
 * the returned headers have no id of any kind, or nothing was returned, the report says what it answers; and where
 * nothing was returned, its text may.
 */
function noticeIn(mail: Email, envelopeId: string | undefined, ids: MailIds): string | undefined {
  const returned = textOf(mail, /^(text\/rfc822-headers?|message\/(rfc822|global|global-headers))$/);
  const [headers] = fieldBlocks(returned ?? '');
  const own = [headers?.get(idHeader.toLowerCase()), headers?.get('message-id')].filter((id) => id);
  const text = returned === undefined ? [mail.text, mail.html].flatMap((one) => quotedIds(one ?? '')) : [];
  const named = own.length > 0 ? own : [answeredId(mail), ...text];
  for (const id of [envelopeId, ...named]) {
    const noticeId = id === undefined ? undefined : ids.noticeOf(id);
    if (noticeId !== undefined) return noticeId;
  }
  return undefined;
}

/** What a report answers; the last of its references is what it is about, those before are what that one answered. */
function answeredId({ inReplyTo, references }: Email): string | undefined {
  return wordsOf(inReplyTo ?? '').at(0) ?? wordsOf(references ?? '').at(-1);
}

function textOf({ attachments }: Email, type: RegExp): string | undefined {
  const part = attachments.find(({ mimeType }) => type.test(mimeType));
  return part && decoded(part);
}

/** Reports are in ASCII, or in UTF-8 since RFC 6533; of anything else the ids in it still come out right. */
function decoded({ content }: Attachment): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}
