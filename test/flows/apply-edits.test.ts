import { describe, expect, it } from '@jest/globals';
import type { Services } from '../../functions/src/ports';
import { edit, send, sendOne } from '../support/edits';
import { head, orderUpTo, stages } from '../support/orders';
import { testServices } from '../support/services';
import { chen, everybody, li, qian, sun, wang, zhang, zhao, zhou } from '../support/staff';

const evening = '2026-03-18T10:00:00.000Z';
const begin = () => testServices({ now: evening });
const codes = (answer: { problems: readonly { field: string; code: string }[] }) =>
  answer.problems.map(({ field, code }) => `${field}: ${code}`);
const count = async (services: Services, collection: string) =>
  (await services.store.find({ collection, where: [], limit: 1000 })).length;

describe('an order that goes well', () => {
  it('goes from stage to stage, each typed by its own person and signed with name and time', async () => {
    const { services } = begin();
    const answer = await orderUpTo(services, 'release');
    expect(answer.number).toBe('DH2026-0001');
    expect(answer.cells.receivedSignature).toBe('张敏 2026-03-18 18:00');
    expect(answer.cells.confirmationSignature).toBe('张敏 2026-03-18 18:00');
    expect(answer.cells.transportSignature).toBe('赵强 2026-03-18 18:00');
    expect(answer.next).toMatchObject({ stage: 'announcement', role: 'after-sales-clerk', person: '李娟' });
  });

  it('calls for a notice to dealer and sales manager when received, paid and let out', async () => {
    const { services } = begin();
    await orderUpTo(services, 'release');
    const notices = (await services.store.find({ collection: 'notices', where: [], limit: 100 }))
      .map(({ id }) => id)
      .sort();
    expect(notices).toHaveLength(6);
    expect(notices.filter((id) => id.includes('goods-shipped'))).toHaveLength(2);
  });

  it('names whose turn it is and by when in the answer', async () => {
    const { services } = begin();
    const answer = await orderUpTo(services, 'received');
    expect(answer.next?.text).toBe('2 货款到帐 · 售后专员 李娟');
  });
});

describe('the number', () => {
  it('is kept as typed, and a second order may not have it', async () => {
    const { services } = begin();
    const kept = await sendOne(services, zhang, { cells: { number: '2026粤-18', ...head } });
    expect(kept).toMatchObject({ outcome: 'saved', number: '2026粤-18' });
    const second = await sendOne(services, zhang, { key: 'row-2', cells: { number: '2026粤-18', ...head } });
    expect(second).toMatchObject({ outcome: 'rejected', number: null });
    expect(codes(second)).toEqual(['number: number-taken']);
    expect(await count(services, 'records')).toBe(1);
  });

  it('is assigned in one block per request, each once', async () => {
    const { services } = begin();
    const rows = ['a', 'b', 'c'].map((key) => edit({ key, cells: { dealerName: key } }));
    const numbers = (await send(services, zhang, ...rows)).map(({ number }) => number);
    expect(new Set(numbers).size).toBe(3);
    expect([...numbers].sort()).toEqual(['DH2026-0001', 'DH2026-0002', 'DH2026-0003']);
  });

  it('is not given to a row without one good cell, and nothing is written for it', async () => {
    const { services } = begin();
    const answer = await sendOne(services, zhang, { cells: { dealerPhone: '12345' } });
    expect(answer).toMatchObject({ outcome: 'rejected', number: null, revision: 0 });
    expect(await count(services, 'records')).toBe(0);
    expect(await services.store.get(['counters/order-2026'])).toEqual([undefined]);
  });

  it('cannot be changed once given', async () => {
    const { services } = begin();
    await orderUpTo(services, 'received');
    const answer = await sendOne(services, zhang, { revision: 1, cells: { number: 'X-1' } });
    expect(codes(answer)).toEqual(['number: number-fixed']);
  });

  it('goes to one of two that type it at the same moment', async () => {
    const { services } = begin();
    const both = await Promise.all(
      ['a', 'b'].map((key) => sendOne(services, zhang, { key, cells: { number: 'N-1', dealerName: key } })),
    );
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['rejected', 'saved']);
  });
});

describe('good and bad cells of one row', () => {
  it('saves the good ones, tells all the problems at once, and keeps the refused text', async () => {
    const { services } = begin();
    const answer = await sendOne(services, zhang, {
      cells: { ...head, dealerPhone: '1391234', receivedAt: 3.1, dealerEmail: 'nobody' },
    });
    expect(answer.outcome).toBe('saved');
    expect(answer.problems.map(({ field }) => field)).toEqual(['dealerPhone', 'dealerEmail', 'receivedAt']);
    for (const { message } of answer.problems) expect(message).toMatch(/[\u4e00-\u9fff]/);
    const [record] = await services.store.get(['records/order~row-1']);
    expect(record?.data).toMatchObject({
      refused: { dealerPhone: { text: '1391234' }, receivedAt: { text: '3.1' } },
    });
  });

  it('forgets the refused text when it is mended', async () => {
    const { services } = begin();
    const first = await sendOne(services, zhang, { cells: { ...head, dealerPhone: '1391234' } });
    await sendOne(services, zhang, { revision: first.revision, cells: { dealerPhone: '139 1234 5678' } });
    const [record] = await services.store.get(['records/order~row-1']);
    expect(record?.data).toMatchObject({ refused: {} });
  });

  it('takes formulas and HTML as text', async () => {
    const { services } = begin();
    const answer = await sendOne(services, zhang, {
      cells: { dealerName: '=IMPORTXML("x")', region: '<b>华南</b>' },
    });
    expect(answer.cells).toMatchObject({ dealerName: '=IMPORTXML("x")', region: '<b>华南</b>' });
  });

  it('refuses the row when it names a field that the form does not have', async () => {
    const { services } = begin();
    const answer = await sendOne(services, zhang, { cells: { dealerName: 'A', nothing: 'x' } });
    expect(answer.outcome).toBe('rejected');
    expect(codes(answer)).toEqual(['nothing: unknown-field']);
    expect(await count(services, 'records')).toBe(0);
  });
});

describe('who may fill what', () => {
  it("refuses another role's blank, and takes it once the role is granted", async () => {
    const { services, people } = begin();
    await orderUpTo(services, 'received');
    const row = { revision: 1, cells: { bank: '工商银行' }, editId: 'same-edit' };
    const refused = await sendOne(services, zhang, row);
    expect(codes(refused)).toEqual(['bank: not-yours']);
    expect(refused.problems[0]?.message).toBe('这一格由售后专员填写。需要改动请找售后专员或经理。');
    people.list = everybody.map((person) =>
      person === zhang ? { ...zhang, roles: ['assessment-clerk', 'after-sales-clerk'] } : person,
    );
    expect((await sendOne(services, zhang, row)).outcome).toBe('saved');
  });

  it('says whose a blank is before it says how to write it', async () => {
    const { services } = begin();
    const first = await orderUpTo(services, 'received');
    const answer = await sendOne(services, zhang, { revision: first.revision, cells: { paidAt: '15' } });
    expect(codes(answer)).toEqual(['paidAt: not-yours']);
  });

  it('lets a manager correct what others wrote', async () => {
    const { services } = begin();
    await orderUpTo(services, 'payment');
    const answer = await sendOne(services, zhou, { revision: 2, cells: { amount: '13000' } });
    expect(answer).toMatchObject({ outcome: 'saved', cells: { amount: 13000 } });
  });

  it("lets only the manager write the review, though it stands on the clerk's stage", async () => {
    const { services } = begin();
    const answer = await orderUpTo(services, 'payment');
    expect(
      codes(await sendOne(services, li, { revision: answer.revision, cells: { review: '同意' } })),
    ).toEqual(['review: not-yours']);
  });

  it('refuses people who are not on the staff list', async () => {
    const { services } = begin();
    const answer = await sendOne(services, { ...zhang, email: 'stranger@else.example' }, { cells: head });
    expect(codes(answer)).toEqual([': unknown-person']);
  });

  it('refuses a typed signature and says why', async () => {
    const { services } = begin();
    const answer = await sendOne(services, zhang, { cells: { ...head, receivedSignature: '张敏' } });
    expect(codes(answer)).toEqual(['receivedSignature: signature-is-stamped']);
  });

  it('says editor-unknown where Google told nothing', async () => {
    const { services } = begin();
    const answer = await sendOne(
      services,
      { ...zhang, email: 'bridge@gendan.example' },
      { by: '', cells: head },
    );
    expect(codes(answer)).toEqual([': editor-unknown']);
  });

  it('takes the word of a bridge for who typed, and of nobody else', async () => {
    const { services } = begin();
    const bridge = { ...zhang, email: 'bridge@gendan.example' };
    expect((await sendOne(services, bridge, { by: zhang.email, cells: head })).outcome).toBe('saved');
    await expect(sendOne(services, li, { by: zhang.email, key: 'row-2', cells: head })).rejects.toMatchObject(
      { status: 403, code: 'not-a-bridge' },
    );
    const [change] = await services.store.find({ collection: 'changes', where: [], limit: 10 });
    expect(change?.data).toMatchObject({ editedBy: zhang.email, sentBy: 'bridge@gendan.example' });
  });
});

describe('the order of stages', () => {
  it('keeps a stage closed until the earlier ones are complete, naming what is missing and whose it is', async () => {
    const { services } = begin();
    const first = await orderUpTo(services, 'received');
    const answer = await sendOne(services, wang, {
      revision: first.revision,
      cells: { invoiceOn: '3月17日' },
    });
    expect(codes(answer)).toEqual(['invoiceOn: stage-not-open']);
    expect(answer.problems[0]?.message).toBe(
      '还不能填：前面还缺 货款到帐时间（售后专员）、汇款银行（售后专员）、到帐金额（售后专员）、发货性质（考核专员） 等5项。补齐后点“提交”即可。',
    );
  });

  it('lets one row fill a whole order when its person holds every role', async () => {
    const { services } = begin();
    const cells = Object.assign({}, ...Object.values(stages).map((stage) => stage.cells));
    const answer = await sendOne(services, zhou, { cells });
    // The dealer has not been told yet, so what comes after waits.
    expect(answer.problems.map(({ field }) => field)).toEqual([
      'confirmedAt',
      'arrivedAt',
      'condition',
      'summary',
    ]);
    expect(answer.next?.stage).toBe('announcement');
  });

  it('takes the signature away when a required blank is cleared, and stamps anew when it is filled', async () => {
    const { services } = begin();
    const paid = await orderUpTo(services, 'payment');
    expect(paid.cells.paymentSignature).toBe('李娟 2026-03-18 18:00');
    const cleared = await sendOne(services, li, { revision: paid.revision, cells: { bank: null } });
    expect(cleared.cells.paymentSignature).toBeUndefined();
    const filled = await sendOne(services, zhou, { revision: cleared.revision, cells: { bank: '农业银行' } });
    expect(filled.cells.paymentSignature).toBe('周总 2026-03-18 18:00');
  });

  it('does not sign again when a complete stage is corrected', async () => {
    const { services, at } = begin();
    const paid = await orderUpTo(services, 'payment');
    at('2026-03-19T02:00:00.000Z');
    const corrected = await sendOne(services, li, { revision: paid.revision, cells: { amount: '12900' } });
    expect(corrected.cells.paymentSignature).toBe('李娟 2026-03-18 18:00');
  });

  it('does not send a notice twice when a stage is completed again', async () => {
    const { services } = begin();
    const paid = await orderUpTo(services, 'payment');
    const before = await count(services, 'notices');
    const cleared = await sendOne(services, li, { revision: paid.revision, cells: { bank: null } });
    await sendOne(services, li, { revision: cleared.revision, cells: { bank: '工商银行' } });
    expect(await count(services, 'notices')).toBe(before);
  });

  it('keeps the closing shut while the goods did not arrive in order', async () => {
    const { services } = begin();
    const last = await orderUpTo(services, 'release');
    const told = await sendOne(services, li, {
      revision: last.revision,
      cells: { dealerToldAt: '3.17 14:30', managerToldAt: '3.17 14:35' },
    });
    const arrived = await sendOne(services, li, {
      revision: told.revision,
      cells: { ...stages.receipt.cells, condition: '破损' },
    });
    expect(arrived.outcome).toBe('saved');
    const closing = await sendOne(services, li, { revision: arrived.revision, cells: { summary: '完成' } });
    expect(closing.problems[0]?.message).toBe('还不能填：要等“收货情况”为完好或问题已解决。');
  });
});

describe('branches', () => {
  it('refuses blanks of a branch that was not taken, and clears them when the branch changes', async () => {
    const { services } = begin();
    const invoiced = await orderUpTo(services, 'invoice');
    const wrong = await sendOne(services, zhao, {
      revision: invoiced.revision,
      cells: { transport: '零担', driverName: '刘师傅', carrierPhone: '0757-88886666' },
    });
    expect(codes(wrong)).toEqual(['driverName: not-on-this-branch']);
    expect(wrong.problems[0]?.message).toBe('“运输方式”为专车时才填这一格。');
    const changed = await sendOne(services, zhao, { revision: wrong.revision, cells: { transport: '专车' } });
    expect(changed.cells.carrierPhone).toBeUndefined();
    const [change] = await services.store.get([
      `changes/${(await services.store.find({ collection: 'changes', where: [['revision', '==', changed.revision]], limit: 1 }))[0]?.id}`,
    ]);
    expect(change?.data).toMatchObject({
      from: { carrierPhone: '+8675788886666' },
      to: { carrierPhone: null },
    });
  });

  it('asks for the unplanned details when both kinds are shipped', async () => {
    const { services } = begin();
    const paid = await orderUpTo(services, 'payment');
    const answer = await sendOne(services, zhang, {
      revision: paid.revision,
      cells: { nature: '两者兼有', requiredOn: '3.20' },
    });
    expect(answer.next?.stage).toBe('classification');
    const both = await sendOne(services, zhang, {
      revision: answer.revision,
      cells: { unplannedHandling: '沙发先发，茶几补发' },
    });
    expect(both.next?.stage).toBe('scheduling');
  });

  it('takes a carrier that sends it on consignment', async () => {
    const { services } = begin();
    const invoiced = await orderUpTo(services, 'invoice');
    const {
      driverName: _name,
      driverPhone: _phone,
      freightAdvance: _freight,
      ...common
    } = stages.shipping.cells;
    const answer = await sendOne(services, zhao, {
      revision: invoiced.revision,
      cells: { ...common, transport: '托运', logistics: '德邦物流', logisticsPhone: '95353' },
    });
    expect(codes(answer)).toEqual([]);
    expect(answer.next?.stage).toBe('release');
  });
});

describe('rules between fields', () => {
  it('refuses a planned shipping time later than two days after the invoice', async () => {
    const { services } = begin();
    const invoiced = await orderUpTo(services, 'invoice');
    const answer = await sendOne(services, zhao, {
      revision: invoiced.revision,
      cells: { plannedShipAt: '3.20 9:00' },
    });
    expect(answer.problems[0]?.field).toBe('plannedShipAt');
    expect(
      (await sendOne(services, zhao, { revision: invoiced.revision, cells: { plannedShipAt: '3.19 9:00' } }))
        .outcome,
    ).toBe('saved');
  });

  it('refuses a time of something that has not happened yet', async () => {
    const { services } = begin();
    const answer = await sendOne(services, zhang, { cells: { ...head, receivedAt: '3.19 9:00' } });
    expect(answer.problems.map(({ field }) => field)).toEqual(['receivedAt']);
  });
});

describe('two people at one order', () => {
  it('merges edits of different blanks', async () => {
    const { services } = begin();
    const paid = await orderUpTo(services, 'payment');
    const first = await sendOne(services, zhang, { revision: paid.revision, cells: { nature: '计划内' } });
    const second = await sendOne(services, zhang, { revision: paid.revision, cells: { requiredOn: '3.20' } });
    expect([first.outcome, second.outcome]).toEqual(['saved', 'saved']);
    expect(second.cells).toMatchObject({ nature: '计划内', requiredOn: '2026-03-20' });
  });

  it('tells a conflict with both values, by whom and when, and saves the other cells', async () => {
    const { services } = begin();
    const paid = await orderUpTo(services, 'payment');
    await sendOne(services, li, { revision: paid.revision, cells: { amount: '13000' } });
    const late = await sendOne(services, zhou, {
      revision: paid.revision,
      cells: { amount: '12000', bank: '农业银行' },
    });
    expect(late.outcome).toBe('conflict');
    expect(late.problems).toEqual([
      {
        field: 'amount',
        code: 'conflict',
        message: '李娟已把这一格改成“13000”，您填的没有保存。请核对后重填。',
        yours: '12000',
        theirs: '13000',
        by: '李娟',
        at: evening,
      },
    ]);
    expect(late.cells).toMatchObject({ amount: 13000, bank: '农业银行' });
  });

  it('sees no conflict where both typed the same', async () => {
    const { services } = begin();
    const paid = await orderUpTo(services, 'payment');
    await sendOne(services, li, { revision: paid.revision, cells: { amount: '13000' } });
    expect(
      (await sendOne(services, zhou, { revision: paid.revision, cells: { amount: '１３，０００ 元' } }))
        .outcome,
    ).toBe('unchanged');
  });

  it('loses none of ten edits at once', async () => {
    const { services } = begin();
    const paid = await orderUpTo(services, 'received');
    const cells = [
      'dealerName',
      'region',
      'dealerEmail',
      'language',
      'channel',
      'salesManager',
      'dealerPhone',
      'salesManagerPhone',
      'lines',
      'receivedAt',
    ];
    const typed = [
      '乙经销部',
      '华南',
      'a@b.example',
      '英文',
      '邮件',
      '钱磊磊',
      '13912345679',
      '13800138002',
      '椅子×2',
      '3.16 9:00',
    ];
    const answers = await Promise.all(
      cells.map((id, index) =>
        sendOne(services, zhang, { revision: paid.revision, cells: { [id]: typed[index] ?? '' } }),
      ),
    );
    expect(answers.map(({ outcome }) => outcome)).toEqual(cells.map(() => 'saved'));
    const [record] = await services.store.get(['records/order~row-1']);
    expect(record?.data).toMatchObject({
      revision: paid.revision + 10,
      values: { region: '华南', language: 'en', channel: 'email', lines: [{ product: '椅子', quantity: 2 }] },
    });
  });
});

describe('the same edit sent again', () => {
  it('is answered the same and makes one record, one change and each notice once', async () => {
    const { services } = begin();
    const row = edit({ cells: { ...head, receivedAt: '3.16 8:00' }, at: evening });
    const [first] = await send(services, zhang, row);
    const counts = async () =>
      Promise.all(
        ['records', 'changes', 'notices', 'numbers'].map((collection) => count(services, collection)),
      );
    const before = await counts();
    const [second] = await send(services, zhang, row);
    expect(second).toEqual(first);
    expect(await counts()).toEqual(before);
    expect(before).toEqual([1, 1, 2, 1]);
  });

  it('is one edit though two triggers report it at once', async () => {
    const { services } = begin();
    const row = edit({ cells: head, at: evening });
    const [[a], [b]] = await Promise.all([send(services, zhang, row), send(services, zhang, row)]);
    expect(a).toEqual(b);
    expect(await count(services, 'changes')).toBe(1);
  });

  it('is refused when its id comes with other content', async () => {
    const { services } = begin();
    await sendOne(services, zhang, { editId: 'once', cells: head });
    const other = await sendOne(services, zhang, { editId: 'once', cells: { ...head, region: '华南' } });
    expect(codes(other)).toEqual([': edit-id-reused']);
  });
});

describe('further shipments under one number', () => {
  const owing = { ...stages.release.cells, owed: '茶几 B2×4' };
  const withDebt = async () => {
    const { services, at } = begin();
    const shipped = await orderUpTo(services, 'shipping');
    const released = await sendOne(services, sun, { revision: shipped.revision, cells: owing });
    return { services, at, released };
  };

  it('carry over what the first row says and go through stages 4 to 9 again', async () => {
    const { services } = await withDebt();
    const second = await sendOne(services, wang, {
      key: 'row-2',
      cells: { number: 'DH2026-0001', batch: '2', invoiceOn: '3.18' },
    });
    expect(second).toMatchObject({
      outcome: 'saved',
      number: 'DH2026-0001',
      cells: { batch: 2, dealerName: '佛山南海经销部', invoiceOn: '2026-03-18' },
    });
    expect(second.next?.stage).toBe('invoice');
    const head = await sendOne(services, zhang, {
      key: 'row-2',
      revision: second.revision,
      cells: { dealerName: '别的' },
    });
    expect(codes(head)).toEqual(['dealerName: first-shipment-only']);
  });

  it('must follow one another under a number that exists', async () => {
    const { services } = await withDebt();
    expect(
      codes(await sendOne(services, wang, { key: 'row-2', cells: { number: 'DH2026-0001', batch: '3' } })),
    ).toEqual(['batch: batch-order']);
    expect(
      codes(await sendOne(services, wang, { key: 'row-2', cells: { number: 'DH2026-0099', batch: '2' } })),
    ).toEqual(['number: no-such-order']);
  });

  it('clear what is owed, and only then does the closing open', async () => {
    const { services, released } = await withDebt();
    const told = await sendOne(services, li, {
      revision: released.revision,
      cells: { dealerToldAt: '3.17 14:30', managerToldAt: '3.17 14:35' },
    });
    const received = await sendOne(services, li, { revision: told.revision, cells: stages.receipt.cells });
    const early = await sendOne(services, li, { revision: received.revision, cells: { summary: '完成' } });
    expect(early.problems[0]?.message).toBe('还不能填：欠发货物还没有全部发出并确认收货。');

    let second = await sendOne(services, wang, {
      key: 'row-2',
      cells: { number: 'DH2026-0001', batch: '2', invoiceOn: '3.17' },
    });
    for (const { by, cells } of [
      { by: chen, cells: { ...stages.invoice.cells, deliveryNote: 'FH-0089' } },
      { by: zhao, cells: stages.shipping.cells },
      { by: sun, cells: { ...stages.release.cells, quantity: '4', owed: '无' } },
      { by: li, cells: { dealerToldAt: '3.17 14:30', managerToldAt: '3.17 14:35' } },
      { by: li, cells: stages.receipt.cells },
    ]) {
      second = await sendOne(services, by, { key: 'row-2', revision: second.revision, cells });
      expect(second.problems).toEqual([]);
    }
    expect(second.next).toBeNull();
    const [parent] = await services.store.get(['records/order~row-1']);
    expect(parent?.data).toMatchObject({ toSheet: true, shipments: { 2: { arrived: true, owed: [] } } });
    expect((await sendOne(services, li, { revision: 99, cells: { summary: '完成' } })).outcome).toBe('saved');
  });
});

describe('assignees', () => {
  it('are the one holder of a role, else the one of the region, else whoever first fills a stage', async () => {
    const second = { ...li, email: 'li2@gendan.example', name: '李二', regions: ['华南'] };
    const { services } = testServices({ now: evening, staff: [...everybody, second] });
    const unnamed = await sendOne(services, zhang, { cells: { ...head, receivedAt: '3.16 8:00' } });
    expect(unnamed.next).toMatchObject({ role: 'after-sales-clerk', person: null });
    const named = await sendOne(services, zhang, { revision: unnamed.revision, cells: { region: '华南' } });
    expect(named.next?.person).toBe('李二');
    const other = await sendOne(services, zhang, {
      key: 'row-2',
      cells: { ...head, receivedAt: '3.16 8:00' },
    });
    await sendOne(services, li, { key: 'row-2', revision: other.revision, cells: { bank: '工商银行' } });
    const [record] = await services.store.get(['records/order~row-2']);
    expect(record?.data).toMatchObject({
      assignees: { 'after-sales-clerk': li.email, 'assessment-clerk': zhang.email },
    });
  });
});

describe('a request that cannot be taken as a whole', () => {
  it('names an unknown form, or a spreadsheet that is not ours', async () => {
    const { services } = begin();
    const { applyEdits } = await import('../../functions/src/flows/apply-edits');
    const { forms } = await import('../../functions/src/forms');
    const request = { spreadsheetId: 'sheet-1', form: 'order', rows: [edit({ cells: head })] };
    await expect(applyEdits(services, forms, qian, { ...request, form: 'x' })).rejects.toMatchObject({
      status: 400,
      code: 'unknown-form',
    });
    await expect(applyEdits(services, forms, qian, { ...request, spreadsheetId: 'x' })).rejects.toMatchObject(
      { status: 403, code: 'unknown-spreadsheet' },
    );
  });
});
