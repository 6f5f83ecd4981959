import { describe, expect, it } from '@jest/globals';
import { sendOne } from '../support/edits';
import { head, orderUpTo } from '../support/orders';
import { testServices } from '../support/services';
import { everybody, li, zhang, zhou } from '../support/staff';

const evening = '2026-03-18T10:00:00.000Z';
const begin = () => testServices({ now: evening });
const codes = (answer: { problems: readonly { field: string; code: string }[] }) =>
  answer.problems.map(({ field, code }) => `${field}: ${code}`);

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
