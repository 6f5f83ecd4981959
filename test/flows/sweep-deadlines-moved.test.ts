import { describe, expect, it } from '@jest/globals';
import { sendOne } from '../support/edits';
import { wang } from '../support/staff';
import { ledger, reminders, sweep } from '../support/sweeping';
import { classifiedOrder, shanghai } from '../support/swept-order';

describe('a date that is moved', () => {
  it('never erases a miss', async () => {
    const { services, at, revision } = await classifiedOrder();
    at(shanghai('16 17:00'));
    let answer = await sendOne(services, wang, { revision, cells: { invoiceOn: '3.17' } });
    const state = () => answer.deadlines.find(({ stage }) => stage === 'scheduling')?.state;
    expect(state()).toBe('done-late');
    answer = await sendOne(services, wang, { revision: answer.revision, cells: { invoiceOn: '3.20' } });
    expect(state()).toBe('done-late');
  });

  it('to a day whose own 16:00 has passed is late though the first date was typed in time', async () => {
    const { services, at, revision } = await classifiedOrder();
    let answer = await sendOne(services, wang, { revision, cells: { invoiceOn: '3.19' } });
    const state = () => answer.deadlines.find(({ stage }) => stage === 'scheduling')?.state;
    expect(state()).toBe('done');
    at(shanghai('17 17:00'));
    answer = await sendOne(services, wang, { revision: answer.revision, cells: { invoiceOn: '3.18' } });
    expect(state()).toBe('done-late');
  });

  it('has its people reminded of the new deadline, and not of the old one', async () => {
    const { services, at, revision } = await classifiedOrder();
    const answer = await sendOne(services, wang, { revision, cells: { invoiceOn: '3.17' } });
    at(shanghai('17 08:40'));
    await sweep(services);
    await sendOne(services, wang, { revision: answer.revision, cells: { invoiceOn: '3.19' } });
    at(shanghai('17 09:40'));
    await sweep(services);
    expect((await ledger(services)).length).toBe(0);
    at(shanghai('19 08:45'));
    await sweep(services);
    const invoice = (await reminders(services)).filter(({ stage }) => stage === 'invoice');
    expect(invoice.map(({ step, dueAt }) => [step, dueAt])).toEqual([
      ['soon', shanghai('17 09:30')],
      ['soon', shanghai('19 09:30')],
    ]);
  });
});
