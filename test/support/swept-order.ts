import type { Settings } from '../../functions/src/rules/settings';
import { sendOne } from './edits';
import { stages } from './orders';
import { testServices } from './services';
import { li, zhang } from './staff';
import { reminders } from './sweeping';

/** A time of March 2026 in Shanghai, like 16 09:20, as it is stored. */
export const shanghai = (time: string) =>
  new Date(`2026-03-${time.replace(' ', 'T')}:00+08:00`).toISOString();

/** Monday 16 March, 09:20: received at 08:00, paid at 09:10, so it is the assessment clerk's turn to classify. */
export async function paidOrder(settings: Partial<Settings> = {}) {
  const world = testServices({ now: shanghai('16 09:20'), settings });
  const { services } = world;
  let { revision } = await sendOne(services, zhang, { cells: stages.received.cells });
  ({ revision } = await sendOne(services, li, { revision, cells: stages.payment.cells }));
  return { ...world, revision };
}

/** The same after the order was classified at 10:00: the deputy head is to date the invoice by Tuesday's end. */
export async function classifiedOrder(settings: Partial<Settings> = {}) {
  const world = await paidOrder(settings);
  world.at(shanghai('16 10:00'));
  const { revision } = await sendOne(world.services, zhang, {
    revision: world.revision,
    cells: stages.classification.cells,
  });
  return { ...world, revision };
}

/** Every reminder as one line: step, stage, person, local day and time. */
export const told = async (services: Parameters<typeof reminders>[0]) =>
  (await reminders(services)).map(
    ({ step, stage, person, sendAt }) =>
      `${step} ${stage} ${person.split('@')[0]} ${new Date(Date.parse(sendAt) + 8 * 3600_000).toISOString().slice(8, 16)}`,
  );
