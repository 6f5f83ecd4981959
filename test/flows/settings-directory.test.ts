import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createMemoryStore } from '../../functions/src/adapters/memory-store';
import { createSettingsDirectory } from '../../functions/src/flows/settings-directory';
import { forms } from '../../functions/src/forms';
import { defaultManaged } from '../../functions/src/rules/settings';
import { eraOf } from '../../functions/src/rules/settings-era';
import type { SettingsRows } from '../../functions/src/rules/settings-rows';
import { testSettings } from '../support/services';

const entry = { enteredAt: '2026-01-05T01:00:00.000Z', number: 'RL2026-0001' };
const dayOff = (from: string): SettingsRows['rows'][string] => ({
  kind: 'calendar',
  ...entry,
  values: { kind: 'off', from, to: from },
});
const hoursFrom = (from: string): SettingsRows['rows'][string] => ({
  kind: 'calendar',
  ...entry,
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

const defaults = { ...testSettings, ...defaultManaged, era: eraOf(testSettings, forms, '2026-03-18') };

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
    expect(await directory.current()).toEqual(defaults);
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

  it('are of another era whenever they change what moments depend on, also when the clock is set back', async () => {
    const { directory, put, wait, windTo } = await begin({
      version: 1,
      rows: { a: hoursFrom('2026-03-20') },
    });
    const era = async () => (await directory.current()).era;
    const before = await era();
    windTo('2026-03-20T02:00:00.000Z');
    const after = await era();
    expect(after).not.toBe(before);
    windTo('2026-03-18T10:00:00.000Z');
    expect(await era()).toBe(before);
    await put({ version: 2, rows: { a: dayOff('2026-03-23') } });
    wait(16);
    expect([before, after]).not.toContain(await era());
  });

  it('are of another era in another year of the business’s own, whose legal calendar is another', async () => {
    const { directory, windTo } = await begin();
    const era = async () => (await directory.current()).era;
    const before = await era();
    windTo('2026-12-31T15:59:59.000Z');
    expect(await era()).toBe(before);
    windTo('2026-12-31T16:00:00.000Z');
    expect(await era()).not.toBe(before);
  });

  it('are not worked out anew for every request', async () => {
    const { directory, windTo, wait, put } = await begin({ version: 1, rows: { a: dayOff('2026-03-20') } });
    const first = await directory.current();
    windTo('2026-03-18T11:00:00.000Z');
    expect(await directory.current()).toBe(first);
    wait(16);
    await put({ version: 2, rows: { a: dayOff('2026-03-23') } });
    expect(await directory.current()).not.toBe(first);
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
    expect(await directory.current()).toEqual(defaults);
    await put({ version: 2, rows: { a: dayOff('2026-03-23') } });
    wait(16);
    expect(await daysOff()).toEqual(['2026-03-23']);
  });
});
