import { expect, it } from '@jest/globals';
import { forms } from '../../functions/src/forms';
import { parseEmail } from '../../functions/src/rules/parse-text';
import { smsLength } from '../../functions/src/rules/sms-segments';
import { workNotices } from '../../functions/src/rules/work-notices';
import { reminder } from '../support/reminders';
import { testSettings } from '../support/services';
import { chen, everybody } from '../support/staff';

const context = { now: '2026-03-17T02:00:00.000Z', forms, staff: everybody };
const notices = (person: typeof chen) => workNotices([reminder()], person, 'abc', testSettings, context);

it('the id of a notice to staff says for whom, how and of which reminders', () => {
  expect(notices(chen).map(({ id }) => id)).toEqual([
    'staff~chen@gendan.example~work-reminder~staff~email~abc',
  ]);
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
