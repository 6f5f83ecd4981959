import { deliverNotices } from '../../functions/src/flows/deliver-notices';
import { recordDelivery } from '../../functions/src/flows/record-delivery';
import { resendNotice } from '../../functions/src/flows/resend-notice';
import { forms } from '../../functions/src/forms';
import type { Services } from '../../functions/src/ports';
import type { BoxPosition } from '../../functions/src/rules/mail-report';
import { type Notice, noticeSchema } from '../../functions/src/rules/notice';
import { recordSchema, type Value } from '../../functions/src/rules/record';
import { requireIndexes } from '../../infra/local/require-indexes';
import { deliveryWorld } from './delivery-services';
import { dyingProcess, unlessDead } from './dying-process';
import { moodyProvider, statusOf } from './moody-provider';
import { outboxCustomers } from './outbox-customers';
import { corrected, dealers, type Happening } from './outbox-happenings';
import { outboxOrders, ownTemplates } from './outbox-orders';
import { faultsOf, toldOf } from './outbox-requests';
import { faultsOfStored } from './outbox-stored';
import { settings as builtIn } from './shipped-order';

type Of<K extends Happening['kind']> = Extract<Happening, { kind: K }>;

/**
 * An outbox to which things happen, and what must hold of it whatever happens. `faults` names what did not hold: what
 * the provider was asked for is judged when it is asked, what is stored after each happening.
 */
export function outboxModel() {
  const world = deliveryWorld({ now: '2026-01-05T01:00:00.000Z' });
  const faults: string[] = [];
  const running: Promise<unknown>[] = [];
  const atRisk = new Set<string>();
  let settings = builtIn;
  let before = new Map<string, Notice>();
  let shipped = 1;

  const provider = moodyProvider(
    () => new Date(world.time.business),
    (request, earlier) => {
      const asked = {
        at: world.time.business.toISOString(),
        notices: notices(toldOf(request.noticeId)),
        wanted: orders.wanted,
        refused: customers.isRefusing,
        isRehearsal: settings.rehearsal,
        atRisk,
      };
      faults.push(...faultsOf(request, earlier, asked));
    },
  );
  const wired = {
    ...world.services(requireIndexes(world.memory)),
    sms: provider.sms,
    mail: provider.mail,
    bounces: { read: async (since: BoxPosition | undefined) => customers.mailsSince(since) },
  };
  const services = (): Services => ({ ...wired, settings });
  const who = (dieAt: number | undefined): Services =>
    dieAt === undefined ? services() : dyingProcess(services(), dieAt).services;

  /** All, or those whose ids begin so. */
  const notices = (start = ''): Map<string, Notice> =>
    new Map(
      Object.entries(world.memory.save())
        .filter(([path]) => path.startsWith(`notices/${start}`))
        .map(([path, data]) => [path.slice('notices/'.length), noticeSchema.parse(data)]),
    );
  const orders = outboxOrders(services, (slot) => [...notices(slot).values()], faults);
  const customers = outboxCustomers(who, provider);

  async function resend({ notice, mayHaveLeft, clicks }: Of<'resend'>): Promise<void> {
    const ids = [...notices().keys()].sort().reverse();
    const id = ids[notice % ids.length] ?? '';
    const results = await Promise.all(
      Array.from({ length: clicks }, () => resendNotice(services(), forms, { id, by: '', mayHaveLeft })),
    );
    const sent = results.flatMap((result) => (result.kind === 'resent' ? [result.id] : []));
    if (sent.length > 1) faults.push(`${id} sent again ${sent.length} times`);
    if (mayHaveLeft) for (const one of sent) atRisk.add(one);
    else for (const one of sent) atRisk.delete(one);
  }

  async function deliver(runs: number, dieAt: number | undefined, random: number): Promise<void> {
    const wait = async () => undefined;
    const current = async () => services();
    const options = { limit: 5, concurrency: 2, budgetMs: 60_000, random: () => random, wait, current };
    const stuck = provider.stuck();
    const all = Promise.allSettled(
      Array.from({ length: runs }, (_, n) =>
        deliverNotices(who(n === 0 ? dieAt : undefined), forms, options),
      ),
    );
    running.push(all);
    await Promise.race([all, stuck.then(othersEnd)]);
  }

  /** One sender waits for its answer; those beside it do what they can. */
  async function othersEnd(): Promise<void> {
    for (let quiet = 0, requests = 0; quiet < 20; quiet++) {
      await new Promise((resolve) => setImmediate(resolve));
      if (provider.requests.length > requests) quiet = 0;
      requests = provider.requests.length;
    }
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

  async function callback({ message, status, dieAt }: Of<'callback'>): Promise<void> {
    const sms = provider.taken.filter(({ channel }) => channel === 'sms').slice(-20);
    const one = sms[message % Math.max(sms.length, 1)];
    if (!one) return;
    const known = notices(one.noticeId).get(one.noticeId)?.state;
    const opposite = known === 'delivered' ? 'undelivered' : known === 'undelivered' ? 'delivered' : 'sent';
    const said = status === 'end' ? statusOf(one.end) : { status: status === 'contrary' ? opposite : status };
    const report = { noticeId: one.noticeId, providerId: one.sid, ...said };
    await recordDelivery(who(dieAt), forms, report).catch(unlessDead(dieAt));
  }

  async function happen(event: Happening): Promise<void> {
    switch (event.kind) {
      case 'ship':
        shipped += 1;
        return orders.ship(`row-${shipped}`, dealers[event.dealer] ?? {});
      case 'correct':
        return orders.save(`row-${shipped - (event.order % Math.min(shipped, 6))}`, (record) =>
          corrected(record, event),
        );
      case 'pass':
        return world.pass(event.seconds);
      case 'deliver':
        return deliver(event.runs, event.dieAt, event.random);
      case 'schedule':
        for (let run = 0; run < event.runs; run++) {
          world.pass(300);
          await deliver(1, undefined, 0);
        }
        return;
      case 'provider':
        return provider.be(event.moods, event.listing);
      case 'settings':
        settings = { ...settings, ...settingsAfter[event.change] };
        return;
      case 'let go':
        return letGo();
      case 'callback':
        return callback(event);
      case 'resend':
        return resend(event);
      case 'choose':
        return customers.choose(event);
      case 'answer':
        await customers.answer(event);
        for (let order = 1; order <= shipped; order++) await orders.note(`row-${order}`);
        return;
      case 'mail back':
        return customers.mailBack(event);
    }
  }

  async function happenAndCheck(event: Happening): Promise<void> {
    await happen(event);
    if (event.kind === 'pass' || event.kind === 'provider') return;
    const now = notices();
    const { taken, isSure } = provider;
    const known = { taken, isSure, everRefused: customers.everRefused };
    faults.push(...faultsOfStored(before, now, event.kind, known));
    before = now;
  }

  return {
    faults,
    begin: () => orders.note('row-1'),
    happen: happenAndCheck,
    /** The provider works again, nothing is only rehearsed, and a day and six hours pass. */
    comeToRest: async (): Promise<readonly Notice[]> => {
      await happenAndCheck({ kind: 'provider', moods: [], listing: 'whole' });
      await happenAndCheck({ kind: 'settings', change: 'rehearsal off' });
      await happenAndCheck({ kind: 'let go' });
      for (let hour = 0; hour <= 30; hour += 2) {
        await happenAndCheck({ kind: 'deliver', runs: 1, dieAt: undefined, random: 0 });
        await happenAndCheck({ kind: 'pass', seconds: 7200 });
      }
      return [...notices().values()];
    },
    blankOf: async ({ record, fills }: Notice): Promise<Value | undefined> => {
      const [document] = await world.memory.get([`records/${record}`]);
      return recordSchema.parse(document?.data).values[fills ?? ''];
    },
  };
}

const settingsAfter = {
  'rehearsal on': { rehearsal: true },
  'rehearsal off': { rehearsal: false },
  'own templates': { templates: ownTemplates },
  'built-in templates': { templates: {} },
} as const;
