import { describe, expect, it } from '@jest/globals';
import { blankForm } from '../../functions/src/forms/blank';
import { order } from '../../functions/src/forms/order';
import { roleIds } from '../../functions/src/forms/roles';
import { blankRecord } from '../../functions/src/rules/blank-record';
import { agreeingTimes, milestones, transportMode } from '../../functions/src/rules/summary-journey';
import { summaryLine } from '../../functions/src/rules/summary-line';
import { testSettings } from '../support/services';
import { shippedOrder } from '../support/shipped-order';
import { everybody, li, sun, zhou } from '../support/staff';

const context = { now: '2026-03-16T06:30:00.000Z', settings: testSettings };
const stageOf = (line: ReturnType<typeof summaryLine>, id: string) =>
  line.stages.find(({ stage }) => stage === id);

describe('the summary line of a record', () => {
  it('holds who it is, how it travels and when things happened', () => {
    const line = summaryLine(order, shippedOrder({ region: '华南' }), context);
    expect(line).toMatchObject({
      record: 'order~row-1',
      number: 'DH2026-0001',
      dealer: '李建国',
      region: '华南',
      transport: { mode: 'dedicated', carrier: '张师傅' },
      times: { receivedAt: '2026-03-13T01:30:00.000Z', shippedAt: '2026-03-16T06:00:00.000Z' },
    });
    expect(line.times).not.toHaveProperty('arrivedAt');
  });

  it('names whose turn it is, with the deadline', () => {
    const record = { ...shippedOrder(), assignees: { 'after-sales-clerk': li.email } };
    expect(summaryLine(order, record, context).next).toEqual({
      stage: 'announcement',
      role: 'after-sales-clerk',
      person: li.email,
      dueAt: '2026-03-16T07:00:00.000Z',
    });
  });

  it("gives a stage to its role's person, else to whoever completed it", () => {
    const marks = { quantity: { revision: 7, by: sun.email, at: '2026-03-16T06:05:00.000Z' } };
    const line = summaryLine(order, { ...shippedOrder(), marks }, context);
    expect(stageOf(line, 'release')).toMatchObject({ person: sun.email, dueAt: '2026-03-16T06:15:00.000Z' });
    expect(stageOf(line, 'announcement')).not.toHaveProperty('person');
  });

  it('gives the turn to the manager when only the review is missing', () => {
    const values = {
      dealerToldAt: '2026-03-16T06:20:00.000Z',
      managerToldAt: '2026-03-16T06:20:00.000Z',
      loggedAt: '2026-03-16T06:20:00.000Z',
      confirmedAt: '2026-03-18T06:20:00.000Z',
      arrivedAt: '2026-03-18T06:00:00.000Z',
      condition: 'good',
      summary: '无问题',
    };
    expect(summaryLine(order, shippedOrder(values), context).next).toMatchObject({
      stage: 'closing',
      role: 'manager',
    });
    const finished = summaryLine(order, shippedOrder({ ...values, review: '同意' }), context);
    expect(finished).not.toHaveProperty('next');
  });

  it('has the stages of its own only, on a further shipment', () => {
    const line = summaryLine(order, { ...shippedOrder(), batch: 2 }, context);
    expect(line.stages.map(({ stage }) => stage)).toEqual(order.repeat?.stages);
  });

  it('keeps the deadline that a stage missed first', () => {
    const record = shippedOrder();
    const missedAt = '2026-03-14T16:00:00.000Z';
    const stages = { ...record.stages, payment: { ...record.stages.payment, missedAt } };
    const line = summaryLine(order, { ...record, stages }, context);
    expect(stageOf(line, 'payment')?.missedAt).toBe(missedAt);
    expect(stageOf(line, 'received')).not.toHaveProperty('missedAt');
  });

  it('says whose turn it will be while the present stage waits for something else', () => {
    const waiting = {
      dealerToldAt: '2026-03-16T06:20:00.000Z',
      managerToldAt: '2026-03-16T06:20:00.000Z',
      loggedAt: '2026-03-16T06:20:00.000Z',
      confirmedAt: '2026-03-18T06:20:00.000Z',
      arrivedAt: '2026-03-18T06:00:00.000Z',
      condition: 'damaged',
    };
    expect(summaryLine(order, shippedOrder(waiting), context).next).toEqual({
      stage: 'closing',
      role: 'after-sales-clerk',
    });
  });

  it('says when the present deadline counted working days of a year that the calendar does not know', () => {
    const stages = (completedAt: string) => ({
      ...shippedOrder().stages,
      receipt: { openedAt: completedAt, completedAt },
      closing: { openedAt: completedAt },
    });
    const values = {
      dealerToldAt: '2026-03-16T06:20:00.000Z',
      managerToldAt: '2026-03-16T06:20:00.000Z',
      loggedAt: '2026-03-16T06:20:00.000Z',
      confirmedAt: '2026-03-18T06:20:00.000Z',
      arrivedAt: '2026-03-18T06:00:00.000Z',
      condition: 'good',
    };
    const nextOf = (completedAt: string) =>
      summaryLine(order, { ...shippedOrder(values), stages: stages(completedAt) }, context).next;
    expect(nextOf('2030-12-30T02:00:00.000Z')).toMatchObject({ stage: 'closing', calendarUnknown: true });
    expect(nextOf('2026-03-18T06:20:00.000Z')).not.toHaveProperty('calendarUnknown');
  });

  it('notes times that lie further apart than the paper allows, and not those that agree', () => {
    const line = (releasedAt: string) => summaryLine(order, shippedOrder({ releasedAt }), context);
    expect(line('2026-03-16T06:16:00.000Z').differs).toEqual([
      {
        first: 'shippedAt',
        second: 'releasedAt',
        firstAt: '2026-03-16T06:00:00.000Z',
        secondAt: '2026-03-16T06:16:00.000Z',
      },
    ]);
    expect(line('2026-03-16T05:44:00.000Z').differs).toHaveLength(1);
    for (const agreed of ['2026-03-16T06:15:00.000Z', '2026-03-16T05:45:00.000Z'])
      expect(line(agreed)).not.toHaveProperty('differs');
    expect(summaryLine(order, shippedOrder({ releasedAt: undefined }), context)).not.toHaveProperty(
      'differs',
    );
  });

  it('keeps the latest four refused cells, cut', () => {
    const refusedAt = (minute: number) => ({
      text: '长'.repeat(500),
      code: 'bad',
      by: sun.email,
      at: `2026-03-16T06:0${minute}:00.000Z`,
    });
    const refused = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((id, at) => [id, refusedAt(at)]));
    const line = summaryLine(order, { ...shippedOrder(), refused }, context);
    expect(line.refused?.map(({ field }) => field)).toEqual(['e', 'd', 'c', 'b']);
    expect(line.refused?.[0]).toEqual({ field: 'e', text: '长'.repeat(40), by: sun.email });
    expect(summaryLine(order, shippedOrder(), context)).not.toHaveProperty('refused');
  });

  it('keeps its size bounded however much there is to say, so that 200 fit into one document', () => {
    const long = '长'.repeat(5000);
    const record = shippedOrder({
      dealerName: long,
      driverName: long,
      region: long,
      releasedAt: '2026-03-17T06:00:00.000Z',
    });
    const at = '2026-03-16T06:10:00.000Z';
    const line = summaryLine(
      order,
      {
        ...record,
        stages: Object.fromEntries(
          order.stages.map(({ id }) => [id, { openedAt: at, completedAt: at, handedAt: at, missedAt: at }]),
        ),
        assignees: Object.fromEntries(roleIds.map((role) => [role, 'somebody.with.a.name@gendan.example'])),
        refused: Object.fromEntries(
          order.fields.map(({ id }) => [id, { text: long, code: 'bad', by: sun.email, at }]),
        ),
      },
      context,
    );
    expect(Buffer.byteLength(JSON.stringify(line))).toBeLessThan((1024 * 1024) / 200);
  });

  it('reads fields that the order form has', () => {
    const agreeing = agreeingTimes.flatMap(({ first, second }) => [first, second]);
    for (const field of [...milestones, ...agreeing, transportMode, 'region'])
      expect(order.field(field)?.id).toBe(field);
  });
});

describe('the summary line of a counted blank', () => {
  const bank = order.field('bank');
  if (!bank) throw new Error('the order form has no bank');
  const counted = {
    field: bank,
    stage: 'payment',
    role: 'after-sales-clerk',
    dueAt: '2026-03-16T16:00:00.000Z',
  } as const;
  const blank = (person?: string) =>
    blankRecord(order, shippedOrder(), person ? { ...counted, person } : counted, {
      ...context,
      staff: everybody,
    });

  it('holds what the ledger shows, and is nobody’s turn', () => {
    const line = summaryLine(blankForm, blank(li.email), context);
    expect(line).toMatchObject({
      form: 'blank',
      number: 'DH2026-0001-2.2',
      done: true,
      stages: [],
      times: {},
    });
    expect(line).not.toHaveProperty('next');
    expect(line.penalty).toEqual({
      orderNumber: 'DH2026-0001',
      stage: '2 货款到帐',
      item: '汇款银行',
      person: li.email,
      personName: '李娟',
      role: '售后专员',
      dueAt: '2026-03-16T16:00:00.000Z',
      amount: 2,
      month: '2026-03',
    });
    expect(summaryLine(blankForm, blank(), context).penalty).not.toHaveProperty('person');
    expect(summaryLine(order, shippedOrder(), context)).not.toHaveProperty('penalty');
  });

  it('holds what people answered, and who decided', () => {
    const record = blank(li.email);
    const answered = {
      ...record,
      values: {
        ...record.values,
        plea: '出差',
        decision: 'waived',
        decisionReason: '属实',
        filledAt: '2026-03-17T01:00:00.000Z',
      },
      marks: { ...record.marks, decision: { revision: 2, by: zhou.email, at: '2026-03-17T02:00:00.000Z' } },
    };
    expect(summaryLine(blankForm, answered, context).penalty).toMatchObject({
      plea: '出差',
      decision: 'waived',
      decisionReason: '属实',
      decidedBy: zhou.email,
      filledAt: '2026-03-17T01:00:00.000Z',
    });
    const long = '长'.repeat(5000);
    const wordy = {
      ...answered,
      values: { ...answered.values, item: long, plea: long, decisionReason: long },
    };
    expect(Buffer.byteLength(JSON.stringify(summaryLine(blankForm, wordy, context)))).toBeLessThan(3000);
    const { decision: _decision, ...cleared } = answered.values;
    const undecided = summaryLine(blankForm, { ...answered, values: cleared }, context).penalty;
    expect(undecided).toMatchObject({ plea: '出差', decisionReason: '属实' });
    expect(undecided).not.toHaveProperty('decision');
    expect(undecided).not.toHaveProperty('decidedBy');
  });
});
