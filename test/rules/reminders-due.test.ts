import { expect, it } from '@jest/globals';
import { order } from '../../functions/src/forms/order';
import type { StoredRecord } from '../../functions/src/rules/record';
import { remindersDue } from '../../functions/src/rules/reminders-due';
import { remindersWorld, slot } from '../support/reminders';
import { testSettings } from '../support/services';
import { everybody } from '../support/staff';
import { recordOf } from '../support/sweeping';

const idsOf = (record: StoredRecord) =>
  remindersDue(order, record, slot, testSettings, everybody).reminders.map(({ id }) => id);

it('one state of a record makes the same reminders however often it is looked at, a later state makes others', async () => {
  const { services } = await remindersWorld(['row-1']);
  const record = await recordOf(services);
  const late = [`order~row-1~invoice~office-clerk~late~2026-03-17T01:30:00.000Z~r4~chen@gendan.example`];
  expect([idsOf(record), idsOf(record)]).toEqual([late, late]);
  // The deadline was moved and moved back: what was told of it before is told again.
  expect(idsOf({ ...record, revision: 6 })).toEqual([late[0]?.replace('~r4~', '~r6~')]);
});
