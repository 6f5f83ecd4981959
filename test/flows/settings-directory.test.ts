import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createMemoryStore } from '../../functions/src/adapters/memory-store';
import { createSettingsDirectory } from '../../functions/src/flows/settings-directory';
import { defaultManaged } from '../../functions/src/rules/settings';
import type { SettingsRows } from '../../functions/src/rules/settings-rows';
import { testSettings } from '../support/services';

const dayOff = (from: string): SettingsRows['rows'][string] => ({
  kind: 'calendar',
  values: { kind: 'off', from },
});
const hoursFrom = (from: string): SettingsRows['rows'][string] => ({
  kind: 'calendar',
  values: {
    kind: 'hours',
    from,
    morningFrom: '09:00',
    morningTo: '12:00',
    afternoonFrom: '13:00',
    afternoonTo: '18:00',
  },
});

const begin = async (first?: object) => {
  const time = {
    business: new Date('2026-03-18T10:00:00.000Z'),
    machine: new Date('2026-11-01T00:00:00.000Z'),
  };
  const store = createMemoryStore(first === undefined ? {} : { 'settings/rows': first });
  const line = { asked: 0, down: false };
  const { zone, company, staffLanguage, spreadsheets, bridges, phoneCountry, legalCalendar, quietHours } =
    testSettings;
  const directory = createSettingsDirectory(
    {
      get: (paths) => {
        line.asked += 1;
        return line.down ? Promise.reject(new Error('unreachable')) : store.get(paths);
      },
    },
    { business: () => time.business, machine: () => time.machine },
    { zone, company, staffLanguage, spreadsheets, bridges, phoneCountry, legalCalendar, quietHours },
  );
  return {
    line,
    directory,
    daysOff: async () => (await directory.current()).daysOff,
    opening: async () => (await directory.current()).hours.morning.from,
    put: (rows: object) => store.write([{ kind: 'set', path: 'settings/rows', data: rows }]),
    wait: (seconds: number) => {
      time.machine = new Date(time.machine.getTime() + seconds * 1000);
    },
    windTo: (business: string) => {
      time.business = new Date(business);
    },
  };
};

let errors: ReturnType<typeof jest.spyOn>;
beforeEach(() => {
  errors = jest.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  errors.mockRestore();
});

describe('the settings', () => {
  it('are the defaults with what was deployed until somebody types others', async () => {
    const { directory } = await begin();
    expect(await directory.current()).toEqual({ ...testSettings, ...defaultManaged });
  });

  it('are read once for many requests, and again after 15 seconds', async () => {
    const { line, daysOff, put, wait } = await begin({ version: 1, rows: { a: dayOff('2026-03-20') } });
    expect(await Promise.all([daysOff(), daysOff(), daysOff()])).toEqual(Array(3).fill(['2026-03-20']));
    expect(line.asked).toBe(1);
    await put({ version: 2, rows: { a: dayOff('2026-03-23') } });
    wait(14);
    expect(await daysOff()).toEqual(['2026-03-20']);
    wait(2);
    expect(await daysOff()).toEqual(['2026-03-23']);
    expect(line.asked).toBe(2);
  });

  it('change with the business’s own date without being read again: at midnight in its zone, not in UTC', async () => {
    const { line, opening, windTo } = await begin({ version: 1, rows: { a: hoursFrom('2026-03-20') } });
    windTo('2026-03-19T15:59:59.000Z');
    expect(await opening()).toBe('08:30');
    windTo('2026-03-19T16:00:00.000Z');
    expect(await opening()).toBe('09:00');
    expect(line.asked).toBe(1);
  });

  it('are asked for anew after they could not be read', async () => {
    const { line, daysOff } = await begin({ version: 1, rows: { a: dayOff('2026-03-20') } });
    line.down = true;
    await expect(daysOff()).rejects.toThrow('unreachable');
    line.down = false;
    expect(await daysOff()).toEqual(['2026-03-20']);
  });
});

describe('a document of settings that cannot be understood', () => {
  const broken = { version: 'one', rows: { a: { kind: 'no-such-kind', values: {} } } };

  it('leaves the last that could be, and is logged as an error without its content', async () => {
    const { daysOff, put, wait } = await begin({ version: 1, rows: { a: dayOff('2026-03-20') } });
    expect(await daysOff()).toEqual(['2026-03-20']);
    await put(broken);
    wait(16);
    expect(await daysOff()).toEqual(['2026-03-20']);
    expect(errors.mock.calls).toEqual([
      [JSON.stringify({ severity: 'ERROR', message: 'settings unreadable', document: 'settings/rows' })],
    ]);
  });

  it('leaves the defaults after a start, until it is mended', async () => {
    const { directory, daysOff, put, wait } = await begin(broken);
    expect(await directory.current()).toEqual({ ...testSettings, ...defaultManaged });
    await put({ version: 2, rows: { a: dayOff('2026-03-23') } });
    wait(16);
    expect(await daysOff()).toEqual(['2026-03-23']);
  });
});
