import type { NoticesAnswer, NoticesAsked } from '../forms/notices-contract';
import type { DocumentPath } from '../ports';
import { mayOptOut } from '../rules/contact';
import { consentAsked } from '../rules/contact-consent';
import { mayAttend } from '../rules/notice-desk-roles';
import { refusedTexts, toldTexts } from '../rules/notice-desk-texts';
import { recordSchema } from '../rules/record';
import { replySchema } from '../rules/reply';
import { resendText } from '../rules/resend-texts';
import { type RowPlace, rowPlaces } from '../rules/row-places';
import { recordShelf } from '../rules/summary-line';
import { noteChoice } from './contact-choice';
import { storedContact } from './contact-permission';
import { buildAgain } from './kept-lines';
import { type Desk, deskNotice, deskRow, refusal } from './notice-desk';
import { inboxAnswer, rowAnswer, staffNoticeAnswer } from './notice-desk-answers';
import { resendNotice } from './resend-notice';
import { unreadWrites } from './unread-writes';

type Asked<D extends NoticesAsked['do']> = Extract<NoticesAsked, { readonly do: D }>;

/**
 * Answers what somebody asks at the desk of notices: to see, or to do something and then see. Doing it twice is doing
 * it once; what can't be done any more is told beside what stands now.
 * @throws Refusal 403 for what this person may not, 404 for what is not there
 */
export async function answerNotices(desk: Desk, asked: NoticesAsked): Promise<NoticesAnswer> {
  if (asked.do === 'inbox') return inboxAnswer(desk);
  if (asked.do === 'list') return 'notice' in asked ? aboutNotice(desk, asked.notice) : aboutRow(desk, asked);
  if (!mayAttend(desk.person)) throw refusal(desk, 403, 'may-not-act');
  switch (asked.do) {
    case 'resend':
      return resend(desk, asked);
    case 'refuse':
      return refuse(desk, asked);
    case 'allow':
    case 'consent':
      return agree(desk, asked);
    case 'read':
      return markRead(desk, asked);
  }
}

async function aboutRow(desk: Desk, { form, key }: { form: string; key: string }): Promise<NoticesAnswer> {
  return rowAnswer(desk, await deskRow(desk, form, key));
}

async function aboutNotice(desk: Desk, id: string): Promise<NoticesAnswer> {
  const { notice, row } = await deskNotice(desk, id);
  return row ? rowAnswer(desk, row) : staffNoticeAnswer(desk, notice);
}

async function resend(desk: Desk, { notice, mayHaveLeft }: Asked<'resend'>): Promise<NoticesAnswer> {
  const { services, forms, person } = desk;
  await deskNotice(desk, notice);
  const done = await resendNotice(services, forms, { id: notice, by: person.email, mayHaveLeft });
  const told =
    done.kind === 'resent' ? toldTexts.resent[person.language] : resendText(done.reason, person.language);
  return { ...(await aboutNotice(desk, notice)), told };
}

async function refuse(desk: Desk, asked: Asked<'refuse'>): Promise<NoticesAnswer> {
  const { services, person } = desk;
  const { address, channel } = await customerPlace(desk, asked);
  await noteChoice(services, { address, channel, wants: 'no-more', by: 'clerk', who: person.email });
  return { ...(await aboutRow(desk, asked)), told: refusedTexts[channel][person.language] };
}

/**
 * They want messages again, or agree to them: only with how they have said so. What the provider blocks only the customer
 * can take back; what they refuse at this moment is not overruled by a consent that was noted without knowing of it.
 */
async function agree(desk: Desk, asked: Asked<'allow' | 'consent'>): Promise<NoticesAnswer> {
  const { services, person } = desk;
  const { address, channel } = await customerPlace(desk, asked);
  const consent = consentAsked(asked);
  if (!consent) throw refusal(desk, 403, 'how-agreed');
  const contact = await storedContact(services.store.get, address);
  const refused = contact === 'unreadable' || contact?.optedOut;
  if (asked.do === 'allow' && contact !== 'unreadable' && contact?.optedOut?.by === 'provider')
    throw refusal(desk, 403, 'provider-blocks');
  const wants = asked.do === 'allow' ? 'again' : 'messages';
  await noteChoice(services, { address, channel, wants, by: 'clerk', who: person.email, ...consent });
  const done = asked.do === 'allow' ? 'allowed' : refused ? 'refusedMeanwhile' : 'agreed';
  return { ...(await aboutRow(desk, asked)), told: toldTexts[done][person.language] };
}

/** The address is the row's own: whoever asks can only name whose it is. */
async function customerPlace(desk: Desk, asked: Asked<'refuse' | 'allow' | 'consent'>): Promise<RowPlace> {
  const { form, record, notices } = await deskRow(desk, asked.form, asked.key);
  if (!mayOptOut(asked.recipient)) throw refusal(desk, 403, 'not-a-customer');
  const place = rowPlaces(form, record, notices).find(
    ({ recipient, channel }) => recipient === asked.recipient && channel === asked.channel,
  );
  if (!place) throw refusal(desk, 404, 'no-address');
  return place;
}

/** Whoever read it first stays; 异常 shows it no more within a minute. */
async function markRead(desk: Desk, { reply: id, inbox }: Asked<'read'>): Promise<NoticesAnswer> {
  const { store, clock } = desk.services;
  const path: DocumentPath = `replies/${id}`;
  const [stored] = await store.get([path]);
  const reply = replySchema.safeParse(stored?.data).data;
  if (!reply) throw refusal(desk, 404, 'no-reply');
  const [document] = reply.record === undefined ? [] : await store.get([`records/${reply.record}`]);
  const record = recordSchema.safeParse(document?.data).data;
  if (record && record.spreadsheetId !== desk.spreadsheetId) throw refusal(desk, 403, 'other-spreadsheet');
  const data = {
    handled: true,
    handledBy: desk.person.email,
    handledAt: clock.business().toISOString(),
  };
  await store.transact(async (read) => {
    const [now, summaries] = await read([path, recordShelf.index]);
    const isRead = replySchema.safeParse(now?.data).data?.handled === true;
    const unread = isRead ? [] : await unreadWrites(reply.record, 'one-fewer', read);
    return {
      writes: isRead ? [] : [{ kind: 'update', path, data }, ...unread, ...buildAgain(summaries)],
      result: undefined,
    };
  }, path);
  const answer =
    inbox || !record ? await inboxAnswer(desk) : await aboutRow(desk, { form: record.form, key: record.key });
  return { ...answer, told: toldTexts.read[desk.person.language] };
}
