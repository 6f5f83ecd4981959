import { deliverNotices } from '../../functions/src/flows/deliver-notices';
import { forms } from '../../functions/src/forms';
import type { Services } from '../../functions/src/ports';
import { type Notice, noticeSchema } from '../../functions/src/rules/notice';
import { requireIndexes } from '../../infra/local/require-indexes';
import { dealerSms, deliveryWorld } from './delivery-services';

export type Answers = NonNullable<Parameters<typeof deliveryWorld>[0]>;
const noLimit = { sms: Number.POSITIVE_INFINITY, email: Number.POSITIVE_INFINITY };

/** An outbox of so many SMS and emails, all due, whose waits wind the clocks on. */
export async function waitingOutbox(
  counts: { readonly sms: number; readonly email: number },
  answers: Answers = {},
  pace: Services['pace'] = noLimit,
) {
  const world = deliveryWorld(answers);
  const sample = await world.notice(dealerSms);
  const old = await world.memory.find({ collection: 'notices', where: [], limit: 100 });
  await world.memory.write(old.map(({ path }) => ({ kind: 'delete', path })));
  const named = (channel: Notice['channel']) =>
    Array.from({ length: counts[channel] }, (_, index) => `${channel}-${String(index).padStart(3, '0')}`);
  const ids = [...named('sms'), ...named('email')];
  await world.memory.write(
    ids.map((id) => {
      const channel = id.startsWith('sms') ? 'sms' : 'email';
      const { fills: _fills, ...rest } = sample;
      const to = channel === 'sms' ? '+8613800138000' : 'li@example.com';
      return {
        kind: 'create',
        path: `notices/${id}`,
        data: { ...rest, id, channel, to, record: `order~${id}`, subject: '已发货' } satisfies Notice,
      };
    }),
  );
  const services: Services = { ...world.services(requireIndexes(world.memory)), pace };
  const leftAt: number[] = [];
  const sleep = inOrder(world);
  const sending: Services = {
    ...services,
    sms: {
      send: (message) => {
        leftAt.push(world.time.machine.getTime());
        return world.sms.send(message);
      },
    },
  };
  const deliver = (given: Partial<Parameters<typeof deliverNotices>[2]> = {}, by = sending) =>
    deliverNotices(by, forms, {
      limit: 20,
      concurrency: 1,
      budgetMs: 40_000,
      random: () => 0,
      wait: sleep,
      ...given,
    });
  const all = async () =>
    (await world.memory.find({ collection: 'notices', where: [], limit: 100_000 })).map(({ data }) =>
      noticeSchema.parse(data),
    );
  const untouched = async () =>
    (await all()).filter(
      ({ state, attempts, dueAt }) => state === 'pending' && attempts === 0 && dueAt === sample.dueAt,
    ).length;
  const provider = async (channel: 'sms' | 'email') =>
    (await world.memory.get([`providers/${channel}`]))[0]?.data;
  return { ...world, sending, leftAt, sleep, deliver, all, untouched, provider };
}

/** Whoever waits wakes at their own time, the earliest first, when all others have come to wait as well. */
function inOrder({ time, pass }: Pick<ReturnType<typeof deliveryWorld>, 'time' | 'pass'>) {
  const asleep: { readonly until: number; readonly wake: () => void }[] = [];
  const wakeNext = (): void => {
    const [next] = asleep.sort((a, b) => a.until - b.until).splice(0, 1);
    if (!next) return;
    pass(Math.max(0, next.until - time.machine.getTime()) / 1000);
    next.wake();
    setImmediate(wakeNext);
  };
  return (milliseconds: number): Promise<void> =>
    new Promise((wake) => {
      if (asleep.length === 0) setImmediate(wakeNext);
      asleep.push({ until: time.machine.getTime() + milliseconds, wake });
    });
}
