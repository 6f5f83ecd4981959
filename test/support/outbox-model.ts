import { answerReply } from '../../functions/src/flows/answer-reply';
import { noteChoice } from '../../functions/src/flows/contact-choice';
import { deliverNotices } from '../../functions/src/flows/deliver-notices';
import { noticeWrites } from '../../functions/src/flows/notice-writes';
import { recordDelivery } from '../../functions/src/flows/record-delivery';
import { resendNotice } from '../../functions/src/flows/resend-notice';
import { forms } from '../../functions/src/forms';
import { order } from '../../functions/src/forms/order';
import type { Services } from '../../functions/src/ports';
import { type Notice, type NoticeState, noticeSchema } from '../../functions/src/rules/notice';
import { noticesWanted } from '../../functions/src/rules/notices-wanted';
import { recordSchema, type StoredRecord, type Value } from '../../functions/src/rules/record';
import { settleRecord } from '../../functions/src/rules/settle-record';
import { requireIndexes } from '../../infra/local/require-indexes';
import { deliveryWorld } from './delivery-services';
import { dyingProcess } from './dying-process';
import { moodyProvider } from './moody-provider';
import { corrected, dealers, type Happening } from './outbox-happenings';
import { faultsOf, faultsOfSlot, slotOf, toldOf } from './outbox-requests';
import { salesManager, settings, shippedOrder, uncompleted } from './shipped-order';

const ended: readonly NoticeState[] = ['delivered', 'undelivered', 'failed'];
const hasLeft: readonly NoticeState[] = ['accepted', 'delivered', 'undelivered'];
const notLeft: readonly NoticeState[] = ['pending', 'failed', 'withdrawn', 'suppressed'];

/** One sender waits for its answer; those beside it do what they can. */
async function othersEnd(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/**
 * An outbox to which things happen, and what must hold of it whatever happens. `faults` names what did not hold: what
 * the provider was asked for is judged when it is asked, what is stored after each happening.
 */
export function outboxModel() {
  const world = deliveryWorld({ now: '2026-01-05T01:00:00.000Z' });
  const faults: string[] = [];
  const refused = new Set<string>();
  const everRefused = new Set<string>();
  const running: Promise<unknown>[] = [];
  /** Whom the orders, as they are now, want to be told, by slot. */
  const wanted = new Map<string, string>();
  const atRisk = new Set<string>();
  let before = new Map<string, Notice>();
  let orders = 1;
  let replies = 0;

  const provider = moodyProvider((request, earlier) => {
    const at = world.time.business.toISOString();
    const told = notices(toldOf(request.noticeId));
    faults.push(...faultsOf(request, earlier, { at, notices: told, wanted, refused, atRisk }));
  });
  const leftOf = (id: string) => provider.left.filter(({ noticeId }) => noticeId === id);
  const services: Services = {
    ...world.services(requireIndexes(world.memory)),
    sms: provider.sms,
    mail: provider.mail,
  };

  /** All, or those whose ids begin so. */
  const notices = (start = ''): Map<string, Notice> =>
    new Map(
      Object.entries(world.memory.save())
        .filter(([path]) => path.startsWith(`notices/${start}`))
        .map(([path, data]) => [path.slice('notices/'.length), noticeSchema.parse(data)]),
    );

  const notesWanted = (told: readonly Notice[], record: string): void => {
    for (const id of wanted.keys()) if (id.startsWith(`${record}~`)) wanted.delete(id);
    for (const { id, to, instead } of told) {
      wanted.set(slotOf(id), to);
      // Where the SMS did not arrive, what there is to say goes on by email.
      if (instead) wanted.set(slotOf(id).replace(/sms$/, 'email'), instead.to);
    }
  };
  notesWanted([...notices().values()], 'order~row-1');

  /** Saves an order as it becomes by a change, with the notices that this calls for, as an edit does. */
  async function save(key: string, change: (record: StoredRecord) => StoredRecord): Promise<void> {
    const path = `records/order~${key}` as const;
    const { links } = services;
    const context = { now: services.clock.business().toISOString(), settings, staff: [salesManager], links };
    await services.store.transact(async (read) => {
      const [document] = await read([path]);
      const was = recordSchema.parse(document?.data);
      const is = settleRecord(order, change(was), { ...context, at: context.now, by: '', name: '' });
      const told = await noticeWrites(order, was, is, read, context);
      return { writes: [{ kind: 'set', path, data: is }, ...told], result: undefined };
    });
    const [document] = await services.store.get([path]);
    const told = noticesWanted(order, undefined, recordSchema.parse(document?.data), context);
    notesWanted(told, `order~${key}`);
    for (const notice of told.filter(({ channel }) => channel === 'sms')) {
      const slot = slotOf(notice.id);
      faults.push(...faultsOfSlot(slot, [...notices(slot).values()], notice, context.now));
    }
  }

  async function resend({
    notice,
    mayHaveLeft,
    clicks,
  }: Extract<Happening, { kind: 'resend' }>): Promise<void> {
    const ids = [...notices().keys()].sort().reverse();
    const id = ids[notice % ids.length] ?? '';
    const results = await Promise.all(
      Array.from({ length: clicks }, () => resendNotice(services, forms, { id, by: '', mayHaveLeft })),
    );
    const sent = results.flatMap((result) => (result.kind === 'resent' ? [result.id] : []));
    if (sent.length > 1) faults.push(`${id} sent again ${sent.length} times`);
    if (mayHaveLeft) for (const one of sent) atRisk.add(one);
    else for (const one of sent) atRisk.delete(one);
  }

  async function deliver(runs: number, dieAt: number | undefined, random: number): Promise<void> {
    const wait = async () => undefined;
    const options = { limit: 5, concurrency: 2, budgetMs: 60_000, random: () => random, wait };
    const stuck = provider.stuck();
    const all = Promise.allSettled(
      Array.from({ length: runs }, (_, n) =>
        deliverNotices(
          n === 0 && dieAt !== undefined ? dyingProcess(services, dieAt).services : services,
          forms,
          options,
        ),
      ),
    );
    running.push(all);
    await Promise.race([all, stuck.then(othersEnd)]);
  }

  /** Lets go whoever waits for an answer, until all that run have ended. */
  async function letGo(): Promise<void> {
    const all = Promise.all(running.splice(0)).then(() => true);
    for (let isOver = false; !isOver; ) {
      const stuck = provider.stuck().then(() => false);
      provider.letGo();
      isOver = await Promise.race([all, stuck]);
    }
  }

  async function choose({ dealer, wants, isHeard }: Extract<Happening, { kind: 'choose' }>): Promise<void> {
    const { dealerPhone, dealerEmail, channel } = dealers[dealer] ?? dealers[0];
    const isMail = channel === 'email';
    const address = isMail ? dealerEmail.toLowerCase() : dealerPhone;
    const body = wants === 'no-more' ? '退订' : 'START';
    if (wants === 'no-more') everRefused.add(address);
    if (!isMail) provider.hearChoice(address, wants);
    if (!isHeard) return;
    if (isMail) await noteChoice(services, { address, channel, wants, by: 'link' });
    else await answerReply(services, forms, { sid: `in-${++replies}`, from: address, body });
    if (wants === 'no-more') refused.add(address);
    else refused.delete(address);
  }

  async function happen(event: Happening): Promise<void> {
    switch (event.kind) {
      case 'ship': {
        orders += 1;
        const key = `row-${orders}`;
        const data = {
          ...uncompleted(shippedOrder({ ...dealers[event.dealer], quantity: undefined }), 'release'),
          key,
        };
        await services.store.write([{ kind: 'create', path: `records/order~${key}`, data }]);
        return save(key, (record) => ({ ...record, values: { ...record.values, quantity: 15 } }));
      }
      case 'correct':
        return save(`row-${orders - (event.order % Math.min(orders, 6))}`, (record) =>
          corrected(record, event),
        );
      case 'pass':
        return world.pass(event.seconds);
      case 'deliver':
        return deliver(event.runs, event.dieAt, event.random);
      case 'provider':
        return provider.be(event.moods);
      case 'let go':
        return letGo();
      case 'callback': {
        const sms = provider.left.filter(({ channel }) => channel === 'sms').slice(-20);
        const message = sms[event.message % Math.max(sms.length, 1)];
        if (!message) return;
        const { noticeId, sid: providerId, end } = message;
        const status = event.status === 'end' ? end : event.status;
        const who = event.dieAt === undefined ? services : dyingProcess(services, event.dieAt).services;
        await recordDelivery(who, forms, { noticeId, providerId, status }).catch((error) => {
          if (event.dieAt === undefined) throw error;
        });
        return;
      }
      case 'resend':
        return resend(event);
      case 'choose':
        return choose(event);
    }
  }

  function check(event: Happening): void {
    if (event.kind === 'pass' || event.kind === 'provider') return;
    const now = notices();
    const isWish = event.kind === 'correct' || event.kind === 'ship' || event.kind === 'resend';
    for (const [id, { state }] of before) {
      const is = now.get(id)?.state;
      const isOver = ended.includes(state) || (!isWish && (state === 'withdrawn' || state === 'suppressed'));
      if (is === undefined) faults.push(`${id} was ${state} and is gone`);
      else if (isOver && is !== state) faults.push(`${id} was ${state} and became ${is}`);
      else if (state === 'unknown' && ['pending', 'sending'].includes(is) && !provider.isSure(id))
        faults.push(`${id} was unknown and is to be sent again`);
    }
    for (const [id, { state, reason, to, followedBy }] of now) {
      const left = leftOf(id);
      const fault = (what: string) => faults.push(`${id} ${what}`);
      if (now.get(followedBy ?? '')?.state === 'withdrawn') fault('is followed by what is withdrawn');
      if (left.length > 1) fault(`received ${left.length} times`);
      if (hasLeft.includes(state) && left.length === 0) fault(`is ${state} and has never left`);
      if (notLeft.includes(state) && left.length > 0) fault(`is ${state} and has left`);
      if (ended.includes(state) && left[0] && left[0].end !== state)
        fault(`is ${state} and was ${left[0].end}`);
      if (state === 'suppressed' && reason === 'opted-out' && !everRefused.has(to.toLowerCase()))
        fault(`is suppressed, and ${to} never refused`);
    }
    before = now;
  }

  return {
    faults,
    happen: async (event: Happening): Promise<void> => {
      await happen(event);
      check(event);
    },
    /** The provider works again, and a day and two hours pass. */
    comeToRest: async (): Promise<readonly Notice[]> => {
      const events: Happening[] = [{ kind: 'provider', moods: [] }, { kind: 'let go' }];
      for (let hour = 0; hour <= 26; hour += 2)
        events.push(
          { kind: 'deliver', runs: 1, dieAt: undefined, random: 0 },
          { kind: 'pass', seconds: 7200 },
        );
      for (const event of events) {
        await happen(event);
        check(event);
      }
      return [...notices().values()];
    },
    blankOf: async ({ record, fills }: Notice): Promise<Value | undefined> => {
      const [document] = await services.store.get([`records/${record}`]);
      return recordSchema.parse(document?.data).values[fills ?? ''];
    },
  };
}
