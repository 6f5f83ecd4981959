import type { LinkOwner, Store } from '../ports';
import { contactSchema } from '../rules/contact';
import { noticeSchema } from '../rules/notice';

/**
 * The address of whoever a link was sent to. The link knows its digest only; a notice that was sent there has the
 * address, and notices are never deleted. Undefined where none is found.
 */
export async function addressOf(
  store: Pick<Store, 'get' | 'find'>,
  { contact, address, channel }: LinkOwner,
): Promise<string | undefined> {
  if (address !== undefined) return address;
  const [known] = await store.get([`contacts/${contact}`]);
  const read = contactSchema.safeParse(known?.data).data;
  if (read) return read.address;
  const notices = await store.find({
    collection: 'notices',
    where: [
      ['contact', '==', contact],
      ['channel', '==', channel],
    ],
    limit: 1,
  });
  return notices.flatMap(({ data }) => noticeSchema.safeParse(data).data?.to ?? [])[0];
}
