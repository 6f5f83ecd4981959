import type { Form } from '../forms/form';
import type { DocumentPath, Services, Write } from '../ports';
import { type Notice, noticeSchema } from '../rules/notice';
import { recordSchema } from '../rules/record';
import { systemFill } from '../rules/system-fill';
import { noticeWrites } from './notice-writes';

/**
 * Fills the blanks that accepted notices of one record answer (通知经销商到货时间) with their times of acceptance. Record,
 * change entry and the notices' marks are written together, so it happens once; until then the notices stay marked and
 * the next sweep does it. A time that a person typed stays as it is.
 */
export async function fillBlanks(
  services: Pick<Services, 'store' | 'clock' | 'settings' | 'staff' | 'links'>,
  forms: readonly Form[],
  noticeIds: readonly string[],
): Promise<void> {
  const context = {
    now: services.clock.business().toISOString(),
    settings: services.settings,
    staff: await services.staff.current(),
    links: services.links,
  };
  await services.store.transact(async (read) => {
    const documents = await read(noticeIds.map((id) => `notices/${id}` as const));
    const pending = documents
      .flatMap((document) => (document ? [noticeSchema.parse(document.data)] : []))
      .filter(({ fillPending }) => fillPending);
    const [first] = pending;
    if (!first) return { writes: [], result: undefined };
    const done = pending.map(
      ({ id }): Write => ({ kind: 'update', path: `notices/${id}`, data: { fillPending: false } }),
    );
    const path: DocumentPath = `records/${first.record}`;
    const [stored] = await read([path]);
    const form = forms.find(({ id }) => id === first.form);
    const record = stored && recordSchema.parse(stored.data);
    const filled = form && record && systemFill(form, record, fillsOf(pending), context);
    if (!filled) return { writes: done, result: undefined };
    const notices = await noticeWrites(form, record, filled.record, read, context);
    return {
      writes: [
        { kind: 'set', path, data: filled.record },
        { kind: 'create', path: `changes/${first.id}${timeOf(first)}`, data: filled.change },
        ...done,
        ...notices,
      ],
      result: undefined,
    };
  });
}

/** A notice that the provider took over and never sent fills its blank again when it is taken over again. */
function timeOf({ spent }: Notice): string {
  return spent === undefined ? '' : `~again-${spent.length}`;
}

/** Told twice, by SMS and email, counts from the first time. */
function fillsOf(notices: readonly Notice[]): Readonly<Record<string, string>> {
  const fills: Record<string, string> = {};
  for (const { fills: field, acceptedAt } of notices) {
    if (field === undefined || acceptedAt === undefined) continue;
    const known = fills[field];
    if (known === undefined || acceptedAt < known) fills[field] = acceptedAt;
  }
  return fills;
}
