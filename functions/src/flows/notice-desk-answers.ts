import type { NoticesAnswer, ReplyCard } from '../forms/notices-contract';
import type { StoredDocument } from '../ports';
import { recordId } from '../rules/change';
import { contactCard } from '../rules/contact-card';
import { type Notice, noticeSchema } from '../rules/notice';
import { noticeCard, replyCard } from '../rules/notice-cards';
import { insteadId } from '../rules/notice-chain';
import { mayAttend } from '../rules/notice-desk-roles';
import { deskTexts, type Reader, rowTitle } from '../rules/notice-desk-texts';
import { recordSchema } from '../rules/record';
import { type Reply, replySchema } from '../rules/reply';
import { rowPlaces } from '../rules/row-places';
import { storedContact } from './contact-permission';
import type { Desk, DeskRow } from './notice-desk';

const mostReplies = 50;
/** Other spreadsheets' letters stand among one's own: so many pages are looked through for these. */
const mostPages = 10;

type KnownReply = { readonly id: string; readonly data: Reply };

/** Everything that the people of a row were told, what they have chosen, and their newest answers. */
export async function rowAnswer(desk: Desk, { form, record, notices }: DeskRow): Promise<NoticesAnswer> {
  const { services, person } = desk;
  const { store, clock, settings } = services;
  const reader = await readerOf(desk);
  const id = recordId(form.id, record.key);
  const places = rowPlaces(form, record, notices);
  const [replies, contacts] = await Promise.all([
    store.find({
      collection: 'replies',
      where: [['record', '==', id]],
      orderBy: [['at', 'desc']],
      limit: mostReplies,
    }),
    Promise.all(
      places.map(async (place) => contactCard(place, await storedContact(store.get, place.address), reader)),
    ),
  ]);
  const now = clock.business().toISOString();
  return {
    title: rowTitle(form, record, reader.language),
    row: { form: form.id, key: record.key },
    messages: notices.map((notice) =>
      noticeCard(notice, { all: notices, places: contacts }, now, settings, reader),
    ),
    contacts,
    replies: parsedReplies(replies).map(({ id: reply, data }) => replyCard(reply, data, undefined, reader)),
    mayAct: mayAttend(person),
  };
}

/** What one person of the staff was told, and what followed it. */
export async function staffNoticeAnswer(desk: Desk, notice: Notice): Promise<NoticesAnswer> {
  const { store, clock, settings } = desk.services;
  const reader = await readerOf(desk);
  const later = [insteadId(notice), ...(notice.followedBy === undefined ? [] : [notice.followedBy])];
  const documents = await store.get(later.map((id) => `notices/${id}` as const));
  const after = documents.flatMap((document) => noticeSchema.safeParse(document?.data).data ?? []);
  const all = [...after, notice];
  const now = clock.business().toISOString();
  return {
    title: deskTexts.staffNotice[reader.language],
    messages: all.map((one) => noticeCard(one, { all, places: [] }, now, settings, reader)),
    contacts: [],
    replies: [],
    mayAct: mayAttend(desk.person),
  };
}

/** What customers have answered and nobody has read, newest first, also from numbers that nobody knows. */
export async function inboxAnswer(desk: Desk): Promise<NoticesAnswer> {
  const reader = await readerOf(desk);
  const replies: ReplyCard[] = [];
  let after: string | undefined;
  for (let page = 0; page < mostPages && replies.length < mostReplies; page++) {
    const documents = await desk.services.store.find({
      collection: 'replies',
      where: [['handled', '==', false]],
      orderBy: [['at', 'desc']],
      limit: mostReplies,
      ...(after === undefined ? {} : { startAfter: [after] }),
    });
    replies.push(...(await cardsOfThisSheet(desk, parsedReplies(documents), reader)));
    after = parsedReplies(documents).at(-1)?.data.at;
    if (documents.length < mostReplies || after === undefined) break;
  }
  return {
    title: deskTexts.inbox[reader.language],
    messages: [],
    contacts: [],
    replies: replies.slice(0, mostReplies),
    mayAct: mayAttend(desk.person),
  };
}

/** Those about other spreadsheets' rows are for others to read. */
async function cardsOfThisSheet(
  { services, forms, spreadsheetId }: Desk,
  replies: readonly KnownReply[],
  reader: Reader,
): Promise<ReplyCard[]> {
  const ids = [...new Set(replies.flatMap(({ data }) => data.record ?? []))];
  const stored = ids.length === 0 ? [] : await services.store.get(ids.map((id) => `records/${id}` as const));
  const records = new Map(
    stored.flatMap((document, at) => {
      const record = recordSchema.safeParse(document?.data).data;
      return record ? [[ids[at], record] as const] : [];
    }),
  );
  return replies.flatMap(({ id, data }): ReplyCard[] => {
    const record = data.record === undefined ? undefined : records.get(data.record);
    if (record && record.spreadsheetId !== spreadsheetId) return [];
    const form = record && forms.find((one) => one.id === record.form);
    const about =
      record && form
        ? { title: rowTitle(form, record, reader.language), form: form.id, key: record.key }
        : undefined;
    return [replyCard(id, data, about, reader)];
  });
}

async function readerOf({ services, person }: Desk): Promise<Reader> {
  return { language: person.language, zone: services.settings.zone, staff: await services.staff.current() };
}

function parsedReplies(documents: readonly StoredDocument[]): KnownReply[] {
  return documents
    .flatMap(({ id, data }) => {
      const reply = replySchema.safeParse(data).data;
      return reply ? [{ id, data: reply }] : [];
    })
    .sort((a, b) => (a.data.at < b.data.at ? 1 : -1));
}
