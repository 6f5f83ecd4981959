import type { CellInput, RowAnswer } from '../../functions/src/forms/edit-contract';
import { type Notice, noticeSchema } from '../../functions/src/rules/notice';
import type { Settings } from '../../functions/src/rules/settings';
import { sendOne } from './edits';
import { type StageName, stages } from './orders';
import { testServices } from './services';
import { zhou } from './staff';
import { deliverDue } from './told-dealer';

export const shippedToDealer = 'order~row-1~goods-shipped~dealer~sms~1';

/** An order that people have typed up to a stage, on a day at noon, with everybody told who is to be told. */
export async function toldOrder(
  options: {
    readonly upTo?: StageName;
    readonly head?: Readonly<Record<string, CellInput>>;
    readonly settings?: Partial<Settings>;
  } = {},
) {
  const world = testServices({ now: '2026-03-18T04:00:00.000Z', settings: options.settings ?? {} });
  const { services, store } = world;
  let now = Date.parse('2026-03-18T04:00:00.000Z');
  let revision = 0;
  const type = async (cells: Record<string, CellInput>, by = zhou): Promise<RowAnswer> => {
    const answer = await sendOne(services, by, { key: 'row-1', revision, cells });
    if (answer.outcome !== 'saved' || answer.problems.length > 0)
      throw new Error(JSON.stringify(answer.problems));
    revision = answer.revision;
    return answer;
  };
  for (const [name, { by, cells }] of Object.entries(stages)) {
    await type({ ...cells, ...(name === 'received' ? options.head : {}) }, by);
    if (name === (options.upTo ?? 'release')) break;
  }
  const deliver = () => deliverDue(services);
  await deliver();
  const all = async (): Promise<readonly Notice[]> =>
    (await store.find({ collection: 'notices', where: [], limit: 100 })).map(({ data }) =>
      noticeSchema.parse(data),
    );
  const notice = async (id: string): Promise<Notice | undefined> =>
    (await all()).find((one) => one.id === id);
  world.sent.sms.length = 0;
  world.sent.mails.length = 0;
  return {
    ...world,
    services,
    deliver,
    all,
    notice,
    /** What is stored for the dealer of the shipment, by state: the first, and what follows it. */
    toDealer: async () =>
      (await all()).filter(({ kind, recipient }) => kind === 'goods-shipped' && recipient === 'dealer'),
    /** What it was to be asked of the provider before is over. */
    set: (id: string, data: Partial<Notice>) => {
      const remove = data.lookUpAt === undefined ? ['lookUpAt'] : [];
      return store.write([{ kind: 'update', path: `notices/${id}`, data, remove }]);
    },
    /** A manager corrects what stands on the row. */
    type,
    pass: (minutes: number) => {
      now += minutes * 60_000;
      world.at(new Date(now).toISOString());
    },
    businessNow: () => new Date(now).toISOString(),
  };
}
