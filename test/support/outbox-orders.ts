import { noticeWrites } from '../../functions/src/flows/notice-writes';
import { order } from '../../functions/src/forms/order';
import type { Services } from '../../functions/src/ports';
import type { Notice } from '../../functions/src/rules/notice';
import { noticesWanted } from '../../functions/src/rules/notices-wanted';
import { recordSchema, type StoredRecord } from '../../functions/src/rules/record';
import type { Settings } from '../../functions/src/rules/settings';
import { settleRecord } from '../../functions/src/rules/settle-record';
import { faultsOfSlot, slotOf } from './outbox-requests';
import { salesManager, shippedOrder, uncompleted } from './shipped-order';

const own = {
  sms: '单号{编号}：发货单{发货单号}，{件数}件已发出[，{运输}]，预计{预计到货}到[，尚欠{欠货}]。[{回复说明}]',
  subject: '已发出：{编号}',
  body: '单号{编号}：发货单{发货单号}，{件数}件已发出[，{运输}]，预计{预计到货}到[，尚欠{欠货}]。',
};
/** What a manager may have put in effect for those who read Chinese, beside what is built in. */
export const ownTemplates: Settings['templates'] = {
  'goods-shipped~dealer~zh-CN': own,
  'goods-shipped~sales-manager~zh-CN': own,
};
const templates = [{}, ownTemplates];

/** The orders of an outbox: what they are saved as, and whom they want to be told as they are now. */
export function outboxOrders(
  services: () => Services,
  stored: (slot: string) => readonly Notice[],
  faults: string[],
) {
  /** By slot. */
  const wanted = new Map<string, string>();

  const context = () => {
    const { clock, settings, links } = services();
    return { now: clock.business().toISOString(), settings, staff: [salesManager], links };
  };
  const wantedOf = (record: StoredRecord, change: Partial<Settings> = {}): readonly Notice[] => {
    const { settings, ...rest } = context();
    return noticesWanted(order, undefined, record, { ...rest, settings: { ...settings, ...change } });
  };
  const read = async (key: string): Promise<StoredRecord> => {
    const [document] = await services().store.get([`records/order~${key}`]);
    return recordSchema.parse(document?.data);
  };

  /** Looks anew at whom an order wants to be told. */
  async function note(key: string): Promise<readonly Notice[]> {
    const told = wantedOf(await read(key));
    for (const slot of wanted.keys()) if (slot.startsWith(`order~${key}~`)) wanted.delete(slot);
    for (const { id, to, channel, instead } of told) {
      const slot = slotOf(id);
      wanted.set(slot, to);
      // Where it did not arrive, what there is to say goes on by the other channel.
      if (instead) wanted.set(slot.replace(/[a-z]+$/, channel === 'sms' ? 'email' : 'sms'), instead.to);
    }
    return told;
  }

  /** Saves an order as it becomes by a change, with the notices that this calls for, as an edit does. */
  async function save(key: string, change: (record: StoredRecord) => StoredRecord): Promise<void> {
    const path = `records/order~${key}` as const;
    await services().store.transact(async (get) => {
      const [document] = await get([path]);
      const was = recordSchema.parse(document?.data);
      const { now } = context();
      const is = settleRecord(order, change(was), { ...context(), at: now, by: '', name: '' });
      const told = await noticeWrites(order, was, is, get, context());
      return { writes: [{ kind: 'set', path, data: is }, ...told], result: undefined };
    });
    const told = await note(key);
    const record = await read(key);
    // Who has answered is not asked for an answer any more: what they were told reads otherwise now.
    if (record.values.condition !== undefined) return;
    const texts = templates.flatMap((one) => wantedOf(record, { templates: one }));
    for (const { id, to, recipient, kind, channel } of told) {
      // An earlier kind is not put right any more.
      const isLast = told.findLast((one) => one.recipient === recipient)?.kind === kind;
      if (channel !== 'sms' || !isLast) continue;
      const said = texts.filter((one) => one.id === id).map(({ text }) => text);
      faults.push(...faultsOfSlot(slotOf(id), stored(slotOf(id)), to, said, context().now));
    }
  }

  return {
    wanted: wanted as ReadonlyMap<string, string>,
    note,
    save,
    ship: async (key: string, changes: Parameters<typeof shippedOrder>[0]): Promise<void> => {
      const unfinished = uncompleted(shippedOrder({ ...changes, quantity: undefined }), 'release');
      const data = { ...unfinished, key, number: `DH2026-${key.replace('row-', '').padStart(4, '0')}` };
      await services().store.write([{ kind: 'create', path: `records/order~${key}`, data }]);
      await save(key, (record) => ({ ...record, values: { ...record.values, quantity: 15 } }));
    },
  };
}
