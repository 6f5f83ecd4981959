import type { Form } from '../forms/form';
import type { DocumentPath, Read, Services, Write } from '../ports';
import { type Reached, reachedBy } from '../rules/nobody-reached';
import { type Notice, noticeSchema } from '../rules/notice';
import { isLost } from '../rules/notice-chain';
import { recordSchema } from '../rules/record';
import { filledBySystem, systemEmpty } from '../rules/system-fill';
import { readChains } from './notice-chains';
import { noticeWrites } from './notice-writes';

/**
 * Opens the blanks of one record again that the system filled from notices none of which got through after all: those
 * marked `unfillAt` did not, and where nothing else of their occasion has told the recipient, or still may, a clerk has
 * to phone. Record, change entry and marks are written together, so it happens once; until then the notices stay marked
 * and a later run does it. What a person typed stays, and so does an order that is done.
 */
export async function emptyBlanks(
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
    const lost = documents
      .flatMap((document) => (document ? [noticeSchema.parse(document.data)] : []))
      .filter(({ unfillAt }) => unfillAt !== undefined);
    const [first] = lost;
    if (!first) return { writes: [], result: undefined };
    const path: DocumentPath = `records/${first.record}`;
    const [stored] = await read([path]);
    const form = forms.find(({ id }) => id === first.form);
    const record = stored && recordSchema.parse(stored.data);
    const isOpen = form && record && !record.done;
    const doubtful = isOpen ? lost.filter(({ fills = '' }) => filledBySystem(record, fills)) : [];
    const reached = await reachedOf(doubtful, read, context.now);
    const marks = lost.map((notice) => markWrite(notice, reached.get(notice.fills)));
    const toldNobody = doubtful.filter(({ fills }) => reached.get(fills)?.kind === 'nobody');
    const [cause] = toldNobody;
    if (!isOpen || !cause) return { writes: marks, result: undefined };
    const empty = toldNobody.flatMap(({ fills = [] }) => fills);
    const emptied = systemEmpty(form, record, empty, context);
    return {
      writes: [
        { kind: 'set', path, data: emptied.record },
        { kind: 'create', path: `changes/emptied~${cause.id}${timeOf(cause)}`, data: emptied.change },
        ...marks,
        ...(await noticeWrites(form, record, emptied.record, read, context)),
      ],
      result: undefined,
    };
  });
}

/** A notice is lost once, but may be taken over and never sent several times before. */
function timeOf(notice: Notice): string {
  return isLost(notice) ? '' : `~${notice.spent?.length ?? 0}`;
}

/** By blank: whether anything that was to fill it, on whichever channel, has told somebody. */
async function reachedOf(
  lost: readonly Notice[],
  read: Read,
  now: string,
): Promise<ReadonlyMap<Notice['fills'], Reached>> {
  const ofEach = new Map(lost.map((notice) => [notice.fills, notice]));
  const chains = await readChains([...ofEach.values()], read);
  return new Map(
    [...ofEach.keys()].map((field, index) => {
      const { sms = [], email = [] } = chains[index] ?? {};
      return [
        field,
        reachedBy(
          [...sms, ...email].filter(({ fills }) => fills === field),
          now,
        ),
      ];
    }),
  );
}

function markWrite({ id }: Notice, reached: Reached | undefined): Write {
  const isOpen = reached?.kind === 'asked-again';
  return {
    kind: 'update',
    path: `notices/${id}`,
    data: isOpen ? { unfillAt: reached.at } : {},
    remove: isOpen ? [] : ['unfillAt'],
  };
}
