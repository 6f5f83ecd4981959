import { noteChoice } from '../../functions/src/flows/contact-choice';
import { answerNotices } from '../../functions/src/flows/notice-desk-acts';
import { forms } from '../../functions/src/forms';
import type { NoticesAnswer, NoticesAsked } from '../../functions/src/forms/notices-contract';
import type { DocumentPath } from '../../functions/src/ports';
import { addressed } from '../../functions/src/rules/contact';
import { type Notice, noticeSchema } from '../../functions/src/rules/notice';
import type { Staff } from '../../functions/src/rules/record';
import { type Reply, replySchema } from '../../functions/src/rules/reply';
import { testServices } from './services';
import { shippedOrder } from './shipped-order';
import { li } from './staff';

export const now = '2026-03-16T07:00:00.000Z';
export const dealerPhone = '+14155550101';
export const dealerEmail = 'Shop@dealer.example';
export const row = { form: 'order', key: 'row-1' } as const;
export const dealerSms = 'order~row-1~goods-shipped~dealer~sms~1';

/** A notice of the order `row-1`, by default an SMS to its dealer that was delivered. */
export function noticeOf(changes: Partial<Notice> = {}): Notice {
  const {
    recipient = 'dealer',
    channel = 'sms',
    to = channel === 'sms' ? dealerPhone : dealerEmail,
  } = changes;
  return noticeSchema.parse({
    id: `order~row-1~goods-shipped~${recipient}~${channel}~1`,
    record: 'order~row-1',
    form: 'order',
    kind: 'goods-shipped',
    recipient,
    channel,
    ...addressed(recipient, to),
    language: 'zh-CN',
    text: '【宏远家具】已发货，单号FH0316。',
    segments: channel === 'sms' ? 1 : 0,
    ...(channel === 'email' ? { subject: '发货通知' } : {}),
    state: 'delivered',
    dueAt: '2026-03-16T06:10:00.000Z',
    attempts: 1,
    createdAt: '2026-03-16T06:10:00.000Z',
    ...changes,
  });
}

export function replyOf(changes: Partial<Reply> = {}): Reply {
  return replySchema.parse({
    from: dealerPhone,
    body: '货少了两件',
    at: '2026-03-16T06:30:00.000Z',
    outcome: 'kept',
    record: 'order~row-1',
    form: 'order',
    number: 'DH2026-0001',
    handled: false,
    ...changes,
  });
}

/** The desk of notices over memory, with one shipped order, `notices` and `replies` by their ids. */
export async function noticeDesk(
  stored: {
    readonly notices?: readonly Notice[];
    readonly replies?: Readonly<Record<string, Reply>>;
    readonly staff?: readonly Staff[];
  } = {},
) {
  const { notices = [], replies = {}, staff } = stored;
  const world = testServices({ now, ...(staff ? { staff } : {}) });
  const set = (path: DocumentPath, data: object) => world.store.write([{ kind: 'set', path, data }]);
  await set('records/order~row-1', shippedOrder({ dealerPhone, dealerEmail }));
  await set('records/order~other-sheet', {
    ...shippedOrder(),
    key: 'other-sheet',
    spreadsheetId: 'sheet-2',
    number: 'DH2026-0777',
  });
  for (const notice of notices) await set(`notices/${notice.id}`, notice);
  for (const { reason, to: address, channel } of notices)
    if (reason === 'opted-out')
      await noteChoice(world.services, { address, channel, wants: 'no-more', by: 'reply' });
  for (const [id, reply] of Object.entries(replies)) await set(`replies/${id}`, reply);
  return {
    ...world,
    set,
    ask: (asked: NoticesAsked, person: Staff = li): Promise<NoticesAnswer> =>
      answerNotices({ services: world.services, forms, person, spreadsheetId: 'sheet-1' }, asked),
    stored: async (path: DocumentPath): Promise<unknown> => (await world.store.get([path]))[0]?.data,
    all: async (collection: string): Promise<unknown[]> =>
      (await world.store.find({ collection, where: [], limit: 100 })).map(({ data }) => data),
  };
}
