import { calendarForm } from '../forms/settings-calendar';
import { noticesForm } from '../forms/settings-notices';
import { penaltiesForm } from '../forms/settings-penalties';
import { remindersForm } from '../forms/settings-reminders';
import { localTime } from '../rules/local-time';
import type { Values } from '../rules/record';
import { defaultManaged } from '../rules/settings';
import { type Seeding, seedRows } from './seed-rows';

/**
 * Enters what holds as long as no manager says otherwise into the settings tabs, in effect from the first day of this
 * year: so managers see it. Fines and hours they change by a row of their own, with a date that is to come, reminders in
 * their place. Running it again changes nothing.
 */
export async function seedSettings(services: Seeding): Promise<void> {
  const today = localTime(services.clock.business().getTime(), services.settings.zone) ?? '';
  const from = `${today.slice(0, 4)}-01-01`;
  await seedRows(services, calendarForm, [{ key: 'seed-hours', values: hours(from) }]);
  await seedRows(services, remindersForm, [{ key: 'seed-reminders', values: reminders(from) }]);
  await seedRows(services, penaltiesForm, [{ key: 'seed-standard', values: standard(from) }]);
  await seedRows(services, noticesForm, [
    { key: 'seed-rehearsal', values: { kind: 'rehearsal', enabled: defaultManaged.rehearsal } },
  ]);
}

function hours(from: string): Values {
  const { morning, afternoon } = defaultManaged.hours;
  return {
    kind: 'hours',
    from,
    morningFrom: morning.from,
    morningTo: morning.to,
    afternoonFrom: afternoon.from,
    afternoonTo: afternoon.to,
  };
}

function reminders(effectiveOn: string): Values {
  return { effectiveOn, ...defaultManaged.reminders };
}

function standard(effectiveOn: string): Values {
  const { sameDayEnds, dayBefore, penalties } = defaultManaged;
  const { amounts, lateFillForgives } = penalties;
  return {
    kind: 'standard',
    effectiveOn,
    amount: amounts.at(-1)?.amount ?? 0,
    sameDayEnds,
    dayBefore,
    lateFillForgives,
  };
}
