import type { Form } from '../forms/form';
import { recipients } from '../forms/notice-rule';
import type { ContactCard } from '../forms/notices-contract';
import { channels, type Notice } from './notice';
import type { StoredRecord } from './record';

/** Where one of the people outside is reached. */
export type RowPlace = Pick<ContactCard, 'recipient' | 'channel' | 'address'>;

/**
 * Where the people of a row are reached: as the row says now, else where they were written to last. `notices` come
 * newest first.
 */
export function rowPlaces(form: Form, record: StoredRecord, notices: readonly Notice[]): RowPlace[] {
  return recipients.flatMap((recipient) =>
    channels.flatMap((channel): RowPlace[] => {
      const fields = form.recipients?.[recipient];
      const field = channel === 'sms' ? fields?.phone : fields?.email;
      const value = field === undefined ? undefined : record.values[field];
      const told = notices.find(
        (notice) => notice.recipient === recipient && notice.channel === channel && notice.to !== '',
      );
      const address = typeof value === 'string' && value !== '' ? value : told?.to;
      return address === undefined ? [] : [{ recipient, channel, address }];
    }),
  );
}
