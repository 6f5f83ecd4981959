import { expect, it } from '@jest/globals';
import { forms } from '../../functions/src/forms';
import { contactId } from '../../functions/src/rules/contact';
import { parseEmail } from '../../functions/src/rules/parse-text';
import { smsLength } from '../../functions/src/rules/sms-segments';
import { workNotices } from '../../functions/src/rules/work-notices';
import { reminder } from '../support/reminders';
import { testSettings } from '../support/services';
import { chen, everybody } from '../support/staff';

const context = { now: '2026-03-17T02:00:00.000Z', forms, staff: everybody };
const notices = (person: typeof chen) => workNotices([reminder()], person, 'abc', testSettings, context);

it('the id of a notice to staff says how and of which reminders, and for whom only to those who know the address', () => {
  expect(notices(chen).map(({ id }) => id)).toEqual([
    `staff~${contactId(chen.email)}~work-reminder~staff~email~abc`,
  ]);
  // Ids stand in the addresses of callbacks, and so in logs and at the provider.
  const all = notices({ ...chen, phone: '+8613900001111', channel: 'both' }).map(({ id }) => id);
  expect(new Set(all).size).toBe(2);
  for (const id of all) {
    expect(id).not.toMatch(/@|chen/);
    expect(id).toMatch(/^[\w~-]{1,200}$/);
  }
  expect(notices(chen).map(({ record }) => record)).toEqual([`staff~${chen.email}`]);
});

it('nobody has an address that could not be part of a document’s id', () => {
  expect(parseEmail('a/b@gendan.example')).toMatchObject({ ok: false, code: 'not-an-email' });
});

it('an SMS to staff knows its price, and an email its subject', () => {
  const [sms, email] = notices({ ...chen, phone: '+8613900001111', channel: 'both' });
  expect(sms).toMatchObject({ channel: 'sms', segments: smsLength(sms?.text ?? '').segments });
  expect(sms).not.toHaveProperty('subject');
  expect(email).toMatchObject({ channel: 'email', segments: 0, subject: '工作提醒：已逾期1项' });
});

it('whose phone is a desk phone is told by email, however they chose', () => {
  for (const channel of ['sms', 'both'] as const) {
    const told = notices({ ...chen, phone: '+8675788886666', channel });
    expect(told.map(({ channel: by, to }) => [by, to])).toEqual([['email', chen.email]]);
    expect(told[0]).not.toHaveProperty('instead');
  }
});
