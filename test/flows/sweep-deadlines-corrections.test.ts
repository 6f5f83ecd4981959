import { describe, expect, it } from '@jest/globals';
import type { Staff } from '../../functions/src/rules/record';
import type { Settings } from '../../functions/src/rules/settings';
import { sendOne } from '../support/edits';
import { type StageName, stages } from '../support/orders';
import { testServices } from '../support/services';
import { chen, everybody, li, wang, zhang, zhao, zhou } from '../support/staff';
import { ledger, recordOf, reminders, sweep } from '../support/sweeping';

const shanghai = (time: string) => new Date(`2026-03-${time.replace(' ', 'T')}:00+08:00`).toISOString();

/** When each stage of an order that goes well is typed. */
const typedAt: Readonly<Record<StageName, string>> = {
  received: '16 09:20',
  payment: '16 09:25',
  classification: '16 10:00',
  scheduling: '16 11:00',
  invoice: '17 09:10',
  shipping: '17 14:06',
  release: '17 14:11',
  receipt: '18 17:35',
  closing: '20 10:00',
};

/** An order that went well up to a stage, every cell typed in time; the clock stands where that was typed. */
async function went(
  last: StageName,
  options: { staff?: readonly Staff[]; settings?: Partial<Settings> } = {},
) {
  const world = testServices({ now: shanghai('16 09:20'), ...options });
  const { services } = world;
  let revision = 0;
  for (const [name, { by, cells }] of Object.entries(stages)) {
    if (name === 'receipt') {
      world.at(shanghai('17 14:30'));
      const told = { dealerToldAt: '3.17 14:20', managerToldAt: '3.17 14:20' };
      ({ revision } = await sendOne(services, li, { revision, cells: told }));
    }
    world.at(shanghai(typedAt[name as StageName]));
    const answer = await sendOne(services, by, { revision, cells });
    expect(answer.problems).toEqual([]);
    revision = answer.revision;
    if (name === last) break;
  }
  await sweep(services);
  /** Edits the present state of the order at a time of March 2026. */
  const edit = async (
    who: Staff,
    time: string,
    cells: Parameters<typeof sendOne>[2]['cells'],
    at?: string,
  ) => {
    world.at(shanghai(time));
    const { revision: now } = await recordOf(services);
    return sendOne(services, who, { revision: now, cells, ...(at ? { at: shanghai(at) } : {}) });
  };
  const sweepAt = async (time: string) => {
    world.at(shanghai(time));
    await sweep(services);
  };
  const items = async () => (await ledger(services)).map(({ values }) => `${values.item} ${values.person}`);
  return { ...world, edit, sweepAt, items };
}

describe('a stage that was complete in time and is not any more', () => {
  it('is not fined at once: another branch was taken, and its people get the time that was left', async () => {
    const { edit, sweepAt, items, services } = await went('release');
    const answer = await edit(zhao, '20 10:00', { transport: '托运' });
    expect(answer.next?.text).toContain('6 运输信息');
    await sweepAt('20 10:01');
    expect(await items()).toEqual([]);
    const turns = (await reminders(services)).filter(
      ({ stage, step }) => stage === 'shipping' && step === 'turn',
    );
    expect(turns).toHaveLength(1);
  });

  it('is not fined at once: a manager emptied a cell, and its clerk is told and has the rest of the day', async () => {
    const { edit, sweepAt, items, services } = await went('scheduling');
    await edit(zhou, '17 08:45', { bank: null });
    await sweepAt('17 08:46');
    expect(await items()).toEqual([]);
    const told = (await reminders(services)).filter(
      ({ stage, person }) => stage === 'payment' && person === li.email,
    );
    expect(told.map(({ step }) => step)).toEqual(['turn']);
    await sweepAt('18 00:00');
    expect(await items()).toEqual(['汇款银行 李娟']);
  });

  it('is not late at once where it is the first stage, for which there is nobody else to wait', async () => {
    const { edit, sweepAt, items, services } = await went('closing');
    await edit(zhou, '20 11:00', { review: '同意' });
    await edit(zhang, '27 10:00', { salesManager: null });
    await sweepAt('27 10:01');
    expect(await items()).toEqual([]);
    expect((await recordOf(services)).stages.received?.missedAt).toBeUndefined();
    await sweepAt('28 00:00');
    expect(await items()).toEqual(['销售经理 张敏']);
    expect((await recordOf(services)).stages.received?.missedAt).toBe(shanghai('28 00:00'));
  });

  it('wins nobody time by being emptied and filled again', async () => {
    const { edit } = await went('receipt');
    const due = async () => (await edit(li, '18 17:40', { conditionNotes: null })).deadlines.at(-1)?.dueAt;
    const before = await due();
    await edit(li, '18 17:41', { condition: '其他问题' });
    await edit(li, '18 17:41', { condition: '完好' });
    expect(await due()).toBe(before);
    const world = await went('payment');
    const late = await world.edit(zhang, '16 23:58', { salesManager: null });
    expect(late.next?.text).toContain('1 订单接收');
    const again = await world.edit(zhang, '16 23:58', { salesManager: '钱磊' });
    expect(again.next?.dueText).toBe('03-16 24:00');
  });
});

describe('a stage with two roles', () => {
  it('wins the manager no time by being shut and opened, nor by being handed on again', async () => {
    const { edit } = await went('closing');
    const before = (await edit(li, '24 10:00', { conditionNotes: '无' })).next?.dueText;
    await edit(li, '24 10:00', { condition: '其他问题' });
    expect((await edit(li, '24 10:00', { condition: '完好' })).next?.dueText).toBe(before);
    await edit(li, '24 10:00', { summary: null });
    expect((await edit(li, '24 10:00', { summary: '完成' })).next?.dueText).toBe(before);
  });

  it('is not late for its clerk because the manager empties the review a week later', async () => {
    const { edit, sweepAt, items, services } = await went('closing');
    await edit(zhou, '21 10:00', { review: '同意' });
    await edit(zhou, '31 10:00', { review: null });
    await sweepAt('31 10:01');
    expect(await items()).toEqual([]);
    expect((await recordOf(services)).stages.closing?.missedAt).toBeUndefined();
  });

  it('is late by the manager’s delay for the manager only', async () => {
    const { sweepAt, items, services } = await went('closing');
    await sweepAt('28 00:00');
    expect(await items()).toEqual(['审核意见 周总']);
    expect((await recordOf(services)).stages.closing?.missedAt).toBeUndefined();
  });

  it('is not late by what happens after its clerk had handed it on in time: a problem that shuts it for a week', async () => {
    const { edit, services } = await went('closing');
    await edit(li, '27 10:00', { condition: '其他问题' });
    const again = await edit(li, '31 10:00', { condition: '问题已解决' });
    expect(again.next?.text).toContain('10 售后总结(存档) · 经理');
    expect((await recordOf(services)).stages.closing?.missedAt).toBeUndefined();
  });

  it('gives the manager the whole allowance from when it was handed on', async () => {
    const { sweepAt, items } = await went('closing');
    await sweepAt('25 23:59');
    expect(await items()).toEqual([]);
    await sweepAt('26 00:00');
    expect(await items()).toEqual(['审核意见 周总']);
  });
});

describe('a stage that is shut over days on which nobody works, and open again', () => {
  it('is not late at once: what was left of its time is left', async () => {
    const { edit, sweepAt, items, services } = await went('receipt');
    // Open since Wednesday 18th 17:35, due on Monday 23rd 24:00: four hours are left.
    await edit(li, '23 20:00', { condition: '其他问题' });
    await edit(li, '27 20:00', { condition: '问题已解决' });
    await sweepAt('27 20:01');
    expect(await items()).toEqual([]);
    expect((await recordOf(services)).stages.closing?.missedAt).toBeUndefined();
  });
});

describe('the time at which something was typed', () => {
  it('cannot be before what stood in the cell, so a fine that was filled late is not undone by refilling', async () => {
    const { edit, sweepAt, services } = await went('classification');
    await sweepAt('18 00:01');
    await edit(wang, '18 09:00', { invoiceOn: '3.19' });
    await edit(wang, '20 09:00', { invoiceOn: null });
    const answer = await edit(wang, '20 09:01', { invoiceOn: '3.19' }, '17 09:00');
    expect(answer.deadlines.find(({ stage }) => stage === 'scheduling')?.state).toBe('done-late');
    const mine = (await ledger(services)).filter(({ values }) => values.person === '王芳');
    expect(mine.map(({ values }) => [values.voided, values.filledAt])).toEqual([
      [undefined, shanghai('18 09:00')],
    ]);
  });

  it('lets a deputy’s last evening count though it reached us after midnight', async () => {
    const away = { from: '2026-03-16', to: '2026-03-16', deputy: chen.email };
    const staff = everybody.map((person) => (person.email === wang.email ? { ...wang, away } : person));
    const { edit } = await went('classification', { staff });
    const answer = await edit(chen, '17 00:05', { invoiceOn: '3.19' }, '16 23:50');
    expect(answer).toMatchObject({ outcome: 'saved', problems: [] });
  });
});

describe('a blank that the filling edit itself finds missed', () => {
  it('is entered as filled late, and forgiven where the settings say so', async () => {
    const forgiving = { penalties: { amounts: [{ from: '0000-01-01', amount: 2 }], lateFillForgives: true } };
    for (const settings of [{}, forgiving]) {
      const { edit, services } = await went('classification', { settings });
      await edit(wang, '18 09:00', { invoiceOn: '3.19' });
      expect(
        (await ledger(services)).map(({ values }) => [values.filledAt, values.voided !== undefined]),
      ).toEqual([[shanghai('18 09:00'), 'penalties' in settings]]);
    }
  });

  it('is counted though the edit is the first to say when it was due: a payment of the 16th typed on the 19th', async () => {
    const { edit, items, sweepAt } = await went('received');
    await edit(li, '19 10:00', stages.payment.cells);
    expect(await items()).toEqual(['货款到帐时间 李娟', '汇款银行 李娟', '到帐金额 李娟']);
    await sweepAt('20 10:00');
    expect((await items()).filter((item) => item.includes('李娟'))).toHaveLength(3);
  });

  it('is not counted where a whole stage was typed on its day, or opened only with that edit', async () => {
    const { edit, items } = await went('received');
    await edit(li, '16 23:00', stages.payment.cells);
    expect(await items()).toEqual([]);
    const { services } = testServices({ now: shanghai('19 10:00') });
    await sendOne(services, zhou, { cells: { ...stages.received.cells, ...stages.payment.cells } });
    expect(await ledger(services)).toEqual([]);
  });
});

describe('settings that change', () => {
  it('leave what was completed in time as it was judged', async () => {
    const { edit, services } = await went('payment');
    const close = {
      ...services.settings,
      sameDayEnds: 'close',
      hours: { ...services.settings.hours, afternoon: { from: '09:00', to: '09:22' } },
    } as const;
    const answer = await sendOne({ ...services, settings: close }, zhang, {
      revision: (await recordOf(services)).revision,
      cells: { region: '华南' },
    });
    expect(answer.deadlines.slice(0, 2).map(({ state }) => state)).toEqual(['done', 'done']);
    expect((await recordOf(services)).stages.payment?.missedAt).toBeUndefined();
    expect((await edit(zhang, '16 12:00', { region: '华东' })).outcome).toBe('saved');
  });
});

describe('a deputy', () => {
  const absent = (from: string, to: string): readonly Staff[] =>
    everybody.map((person) =>
      person.email === wang.email
        ? { ...wang, away: { from: `2026-03-${from}`, to: `2026-03-${to}`, deputy: chen.email } }
        : person,
    );

  it('is charged for turns that came to them, not for those that came before the absence', async () => {
    const during = await went('classification', { staff: absent('16', '17') });
    await during.sweepAt('18 00:00');
    expect(await during.items()).toEqual(['安排客服文员开票时间 陈静']);
    const before = await went('classification', { staff: absent('17', '17') });
    await before.sweepAt('18 00:00');
    expect(await before.items()).toEqual(['安排客服文员开票时间 王芳']);
  });

  it('fills in the name of the absent person, who stays the order’s', async () => {
    const { edit, services } = await went('payment', { staff: absent('16', '20') });
    await edit(zhang, '16 10:00', stages.classification.cells);
    await edit(chen, '16 10:30', { invoiceOn: '3.18' });
    expect((await recordOf(services)).assignees['service-deputy-head']).toBe(wang.email);
  });
});
