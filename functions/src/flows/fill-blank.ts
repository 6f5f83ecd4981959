import type { Form } from '../forms/form';
import type { DocumentPath, Services, Write } from '../ports';
import { type Notice, noticeSchema } from '../rules/notice';
import { recordSchema } from '../rules/record';
import { systemFill } from '../rules/system-fill';
import { noticeWrites } from './notice-writes';

/**
 * Fills the record's blank that an accepted notice answers (通知经销商到货时间) with the time of acceptance. Record,
 * change entry and the notice's mark are written together, so it happens once; until then the notice stays marked and
 * the next sweep does it. A time that a person typed stays as it is.
 */
export async function fillBlank(
  services: Pick<Services, 'store' | 'clock' | 'settings' | 'staff'>,
  forms: readonly Form[],
  noticeId: string,
): Promise<void> {
  const path: DocumentPath = `notices/${noticeId}`;
  const context = {
    now: services.clock.business().toISOString(),
    settings: services.settings,
    staff: await services.staff.current(),
  };
  await services.store.transact(async (read) => {
    const [document] = await read([path]);
    const notice = document && noticeSchema.parse(document.data);
    if (!notice?.fillPending) return { writes: [], result: undefined };
    const done: Write = { kind: 'update', path, data: { fillPending: false } };
    const recordPath: DocumentPath = `records/${notice.record}`;
    const [stored] = await read([recordPath]);
    const form = forms.find(({ id }) => id === notice.form);
    const record = stored && recordSchema.parse(stored.data);
    const filled = form && record && systemFill(form, record, fillsOf(notice), context);
    if (!filled) return { writes: [done], result: undefined };
    return {
      writes: [
        { kind: 'set', path: recordPath, data: filled.record },
        { kind: 'create', path: `changes/${notice.id}`, data: filled.change },
        done,
        ...(await noticeWrites(form, record, filled.record, read, context)),
      ],
      result: undefined,
    };
  });
}

function fillsOf({ fills, acceptedAt }: Notice): Readonly<Record<string, string>> {
  return fills === undefined || acceptedAt === undefined ? {} : { [fills]: acceptedAt };
}
