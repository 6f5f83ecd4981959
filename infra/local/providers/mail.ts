import PostalMime from 'postal-mime';
import { z } from 'zod';

export const mailSchema = z.object({
  id: z.string(),
  /** Without its angle brackets. */
  messageId: z.string(),
  from: z.string(),
  /** Whom the envelope names: where it was delivered. */
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  html: z.string().nullable(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  /** When it arrived, by the clock passed in. */
  at: z.iso.datetime(),
});
export type Mail = z.infer<typeof mailSchema>;

/** Reads a message as it came over SMTP. */
export async function readMail(
  raw: Buffer,
  recipients: readonly string[],
  at: Date,
): Promise<Omit<Mail, 'id'>> {
  const mail = await PostalMime.parse(raw);
  return {
    messageId: (mail.messageId ?? '').replace(/^<|>$/g, ''),
    from: mail.from?.address ?? '',
    to: [...recipients],
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? null,
    headers: mail.headers.map(({ key, value }) => ({ name: key, value })),
    at: at.toISOString(),
  };
}
