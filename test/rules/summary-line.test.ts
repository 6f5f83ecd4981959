import { describe, expect, it } from '@jest/globals';
import { order } from '../../functions/src/forms/order';
import { milestones, transportMode } from '../../functions/src/rules/summary-journey';
import { summaryLine } from '../../functions/src/rules/summary-line';
import { testSettings } from '../support/services';
import { shippedOrder } from '../support/shipped-order';
import { li, sun } from '../support/staff';

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

  it('keeps its size bounded however long the names are', () => {
    const line = summaryLine(
      order,
      shippedOrder({ dealerName: '长'.repeat(5000), driverName: '长'.repeat(5000) }),
      context,
    );
    expect(Buffer.byteLength(JSON.stringify(line))).toBeLessThan(3000);
  });

  it('reads fields that the order form has', () => {
    for (const field of [...milestones, transportMode, 'region']) expect(order.field(field)?.id).toBe(field);
  });
});
