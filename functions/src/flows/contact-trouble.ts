import type { Read, Store, Write } from '../ports';
import { inTrouble, mayEndTrouble, outOfTrouble, troubleOf } from '../rules/contact-trouble';
import type { Notice } from '../rules/notice';
import { contactPath, storedContact } from './contact-permission';
import { tryWrites } from './try-writes';

/**
 * What a notice that has just been settled says of its address, as writes of the same transaction. The address is read
 * only where the notice did not get through, or knows that one before it did not: a notice learns so when it is stored
 * (its owner's choice is read then anyway), or by `warnUnderWay`. Usually nothing is read.
 */
export async function troubleWrites(notice: Notice, read: Read): Promise<Write[]> {
  if (!concernsAddress(notice)) return [];
  const contact = await storedContact(read, notice.to);
  // What can't be read counts as a refusal, which this must not replace.
  if (contact === 'unreadable') return [];
  const trouble = troubleOf(notice);
  const changed = trouble ? inTrouble(contact, notice, trouble) : outOfTrouble(contact, notice);
  return changed ? [{ kind: 'set', path: contactPath(notice.to), data: changed }] : [];
}

/** Whether `troubleWrites` has anything to read. */
export function concernsAddress(notice: Notice): boolean {
  return troubleOf(notice) !== undefined || mayEndTrouble(notice);
}

const pageSize = 100;

/**
 * Tells the notices that are under way to an address that it is in trouble now, so that the one which arrives after all
 * ends that. One that is being sent at this very moment is missed: the next one to arrive will do.
 */
export async function warnUnderWay(store: Store, notice: Notice): Promise<void> {
  if (troubleOf(notice) === undefined || notice.contact === undefined) return;
  // Of an accepted email nothing good is heard any more.
  const underWay = notice.channel === 'sms' ? ['pending', 'accepted'] : ['pending'];
  for (const state of underWay) {
    const found = await store.find({
      collection: 'notices',
      where: [
        ['contact', '==', notice.contact],
        ['channel', '==', notice.channel],
        ['state', '==', state],
      ],
      limit: pageSize,
    });
    for (const { path, version } of found)
      await tryWrites(store, [{ kind: 'update', path, version, data: { troubled: true } }]);
  }
}
