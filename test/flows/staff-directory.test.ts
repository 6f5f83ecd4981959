import { describe, expect, it, jest } from '@jest/globals';
import { createMemoryStore } from '../../functions/src/adapters/memory-store';
import { createStaffDirectory } from '../../functions/src/flows/staff-directory';
import { contactId } from '../../functions/src/rules/contact';
import { li, zhang } from '../support/staff';

const begin = async () => {
  const clock = { now: new Date('2026-03-18T10:00:00.000Z') };
  const store = createMemoryStore();
  await store.write([{ kind: 'set', path: 'staff/zhang', data: zhang }]);
  let asked = 0;
  let failing = false;
  const counting: typeof store = {
    ...store,
    find: (query) => {
      asked += 1;
      return failing ? Promise.reject(new Error('unreachable')) : store.find(query);
    },
  };
  const directory = createStaffDirectory(counting, { business: () => clock.now, machine: () => clock.now });
  const names = async () => (await directory.current()).map(({ name }) => name);
  return {
    store,
    directory,
    names,
    asked: () => asked,
    fail: (now: boolean) => {
      failing = now;
    },
    wait: (seconds: number) => {
      clock.now = new Date(clock.now.getTime() + seconds * 1000);
    },
  };
};

describe('the staff list', () => {
  it('is read once for many edits, and again after a while or when asked', async () => {
    const { store, directory, names, asked, wait } = await begin();
    await Promise.all([names(), names(), names()]);
    expect(asked()).toBe(1);
    await store.write([{ kind: 'set', path: 'staff/li', data: li }]);
    expect(await names()).toEqual(['张敏']);
    wait(16);
    expect((await names()).sort()).toEqual(['张敏', '李娟']);
    await directory.reload();
    expect(asked()).toBe(3);
  });

  it('goes on without an entry that cannot be read: the others can work', async () => {
    const { store, names } = await begin();
    await store.write([
      { kind: 'set', path: 'staff/odd', data: { email: 'odd@gendan.example', roles: ['no-such-role'] } },
    ]);
    expect(await names()).toEqual(['张敏']);
  });

  it('names nobody in the log: of an entry that cannot be read the digest of its address, and its row', async () => {
    const errors = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const { store, names } = await begin();
    const data = { email: 'odd@gendan.example', roles: ['no-such-role'], record: 'staff~row-7' };
    await store.write([{ kind: 'set', path: 'staff/odd@gendan.example', data }]);
    await names();
    const lines = errors.mock.calls.map(([line]) => String(line));
    errors.mockRestore();
    expect(lines.join()).not.toContain('odd');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { message: 'staff entry unreadable', staff: contactId('odd@gendan.example'), record: 'staff~row-7' },
    ]);
  });

  it('is asked for anew after it could not be read', async () => {
    const { names, fail } = await begin();
    fail(true);
    await expect(names()).rejects.toThrow('unreachable');
    fail(false);
    expect(await names()).toEqual(['张敏']);
  });
});
