import { Refusal } from '../errors';
import type { Form } from '../forms/form';
import type { Services } from '../ports';
import { recordId } from '../rules/change';
import { type Notice, noticeSchema } from '../rules/notice';
import { deskRefusals } from '../rules/notice-desk-texts';
import { recordSchema, type Staff, type StoredRecord } from '../rules/record';

/** Who sits at the desk of notices, and at which spreadsheet: they see what belongs to it and nothing else. */
export type Desk = {
  readonly services: Services;
  readonly forms: readonly Form[];
  readonly person: Staff;
  readonly spreadsheetId: string;
};

/** A record with its form, and its notices, newest first. */
export type DeskRow = {
  readonly form: Form;
  readonly record: StoredRecord;
  readonly notices: readonly Notice[];
};

/** More than any order ever has. */
const mostNotices = 200;

/** @throws Refusal 404 for what was never saved, 403 for what belongs to another spreadsheet */
export async function deskRow(desk: Desk, formId: string, key: string): Promise<DeskRow> {
  const { services, forms } = desk;
  const form = forms.find(({ id }) => id === formId);
  if (!form) throw refusal(desk, 404, 'no-such-form');
  const id = recordId(form.id, key);
  const [[document], found] = await Promise.all([
    services.store.get([`records/${id}`]),
    services.store.find({ collection: 'notices', where: [['record', '==', id]], limit: mostNotices }),
  ]);
  const record = recordSchema.safeParse(document?.data).data;
  if (!record) throw refusal(desk, 404, 'no-record');
  if (record.spreadsheetId !== desk.spreadsheetId) throw refusal(desk, 403, 'other-spreadsheet');
  const notices = found.flatMap(({ data }) => noticeSchema.safeParse(data).data ?? []);
  return { form, record, notices: notices.toSorted(newestFirst) };
}

/**
 * A notice with the row that it is about; what staff are told is about none. @throws Refusal 404 for what is not there,
 * 403 for what belongs to another spreadsheet
 */
export async function deskNotice(
  desk: Desk,
  id: string,
): Promise<{ readonly notice: Notice; readonly row: DeskRow | undefined }> {
  const [document] = await desk.services.store.get([`notices/${id}`]);
  const notice = noticeSchema.safeParse(document?.data).data;
  if (!notice) throw refusal(desk, 404, 'no-notice');
  if (notice.recipient === 'staff') return { notice, row: undefined };
  return { notice, row: await deskRow(desk, notice.form, notice.record.slice(notice.form.length + 1)) };
}

/** A refusal in this person's words. */
export function refusal(desk: Desk, status: 403 | 404, code: keyof typeof deskRefusals): Refusal {
  return new Refusal(status, code, deskRefusals[code][desk.person.language]);
}

function newestFirst(a: Notice, b: Notice): number {
  return a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : a.createdAt < b.createdAt ? 1 : -1;
}
