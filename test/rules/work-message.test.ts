import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { forms } from '../../functions/src/forms';
import { languages } from '../../functions/src/forms/label';
import { type Reminder, reminderSteps } from '../../functions/src/rules/reminder';
import { smsLength } from '../../functions/src/rules/sms-segments';
import { workMessage } from '../../functions/src/rules/work-message';
import { reminder } from '../support/reminders';
import { chen, everybody, zhang, zhou } from '../support/staff';

const context = {
  now: '2026-03-17T03:35:00.000Z',
  zone: 'Asia/Shanghai',
  company: '宏远家具',
  forms,
  staff: everybody,
};
const late = reminder();
const another = reminder({ key: 'row-2', number: 'DH2026-0002', dueAt: '2026-03-17T02:30:00.000Z' });
const soon = reminder({
  key: 'row-3',
  number: 'DH2026-0003',
  step: 'soon',
  dueAt: '2026-03-17T06:00:00.000Z',
});
const turn = reminder({
  key: 'row-4',
  number: 'DH2026-0004',
  batch: 2,
  stage: 'classification',
  step: 'turn',
  dueAt: '2026-03-17T16:00:00.000Z',
});
const brought = reminder({ key: 'row-5', number: 'DH2026-0005', step: 'manager', person: zhou.email });

const sms = (items: readonly Reminder[], person = zhang) => workMessage(items, person, context).sms;

describe('a colleague reads on the phone', () => {
  it('how many pieces of work are late, and the one that has been late for longest', () => {
    const text = sms([another, late]);
    expect(text).toBe(
      '【宏远家具】张敏，您有2项工作已逾期：DH2026-0001 开票（期限03-17 09:30）等，请尽快填写。',
    );
    expect(smsLength(text).segments).toBe(1);
  });

  it('of a single one no more than that one', () => {
    expect(sms([soon])).toBe(
      '【宏远家具】张敏，您有1项工作即将到期：DH2026-0003 开票（期限03-17 14:00），请按时填写。',
    );
  });

  it('which shipment it is, and a deadline at the end of the day as 24:00', () => {
    expect(sms([turn])).toBe(
      '【宏远家具】张敏，有1项工作轮到您：DH2026-0004（第2批）发货性质（期限03-17 24:00），请及时填写。',
    );
  });

  it('as a superior, whose turn it is', () => {
    expect(sms([brought], zhou)).toBe(
      '【宏远家具】周总，有1项工作逾期未完成：DH2026-0005 开票（客服文员陈静，期限03-17 09:30），请督促责任人尽快填写。',
    );
  });

  it('the role alone where the turn is no one person’s', () => {
    const { responsible: _nobody, ...open } = brought;
    expect(sms([open], zhou)).toContain('开票（客服文员，期限03-17 09:30）');
  });

  it('what else there is, after the most urgent', () => {
    expect(sms([turn, soon, late])).toBe(
      '【宏远家具】张敏，您有1项工作已逾期：DH2026-0001 开票（期限03-17 09:30），请尽快填写。另有即将到期1项、轮到您1项。',
    );
  });

  it('traditional characters or English, as they chose', () => {
    expect(sms([late, turn], { ...zhang, language: 'zh-TW' })).toBe(
      '【宏远家具】张敏，您有1項工作已逾期：DH2026-0001 開票（期限03-17 09:30），請儘快填寫。另有輪到您1項。',
    );
    const english = { ...zhang, name: 'Zhang Min', language: 'en' } as const;
    const text = workMessage([late, another, turn], english, { ...context, company: 'Hongyuan' }).sms;
    expect(text).toMatch(
      /^Hongyuan: Zhang Min, you have 2 tasks overdue: DH2026-0001 .+ \(due 03-17 09:30\) and 1 more\. Please fill in as soon as possible\. Also: 1 new\.$/,
    );
    expect(smsLength(text).encoding).toBe('gsm-7');
  });
});

describe('a colleague’s email', () => {
  it('groups the work, the most urgent first, and says of what is late for how long', () => {
    expect(workMessage([turn, soon, another, brought, late], zhang, context).email).toEqual({
      subject: '工作提醒：待您督办1项、已逾期2项、即将到期1项、轮到您1项',
      text: [
        '张敏，您好！',
        '',
        '待您督办（1项）',
        '以下工作已逾期，请督促责任人尽快填写。',
        'DH2026-0005 · 佛山南海经销部 · 5 开票 · 客服文员 陈静 · 期限 03-17 09:30 · 已逾期2小时5分钟',
        '',
        '已逾期（2项）',
        'DH2026-0001 · 佛山南海经销部 · 5 开票 · 期限 03-17 09:30 · 已逾期2小时5分钟',
        'DH2026-0002 · 佛山南海经销部 · 5 开票 · 期限 03-17 10:30 · 已逾期1小时5分钟',
        '',
        '即将到期（1项）',
        'DH2026-0003 · 佛山南海经销部 · 5 开票 · 期限 03-17 14:00',
        '',
        '轮到您（1项）',
        'DH2026-0004（第2批） · 佛山南海经销部 · 3 发货性质 · 期限 03-17 24:00',
        '',
        '您自己的工作，请在登记表或跟踪表中填写。',
        '',
        '宏远家具',
        '',
      ].join('\n'),
    });
  });

  it('is in their language, with the labels of that language', () => {
    const { subject, text } = workMessage([late, turn], { ...chen, language: 'en' }, context).email;
    expect(subject).toBe('Your work: 1 overdue, 1 new');
    expect(text).toMatch(
      /^Dear 陈静,\n\nOverdue \(1\)\nDH2026-0001 · 佛山南海经销部 · 5 .+ · due 03-17 09:30 · 2 h 5 min late\n/,
    );
    expect(text).toContain('DH2026-0004 (shipment 2) · ');
    expect(workMessage([brought], { ...zhou, language: 'zh-TW' }, context).email.text).toContain(
      '待您督辦（1項）\n以下工作已逾期，請督促責任人儘快填寫。\nDH2026-0005 · 佛山南海经销部 · 5 開票 · 客服文員 陈静 · 期限 03-17 09:30 · 已逾期2小時5分鐘',
    );
  });

  it('lists thirty of a group and says how many there are besides', () => {
    const items = Array.from({ length: 42 }, (_, at) =>
      reminder({ key: `row-${at}`, number: `N${100 + at}` }),
    );
    const { text } = workMessage(items, zhang, context).email;
    expect(text).toContain('已逾期（42项）');
    expect(text.match(/^N1\d\d · /gm)).toHaveLength(30);
    expect(text).toMatch(/^N129 .+\n另有 12 项未列出\n/m);
  });

  it('tells as late what has become late since it was written down', () => {
    const { subject } = workMessage([{ ...soon, dueAt: context.now }], zhang, context).email;
    expect(subject).toBe('工作提醒：已逾期1项');
  });

  it.each([
    ['2026-03-17T03:35:00.000Z', '已逾期1分钟'],
    ['2026-03-17T03:00:00.000Z', '已逾期35分钟'],
    ['2026-03-17T01:35:00.000Z', '已逾期2小时'],
    ['2026-03-16T03:35:00.000Z', '已逾期1天'],
    ['2026-03-14T01:20:00.000Z', '已逾期3天2小时'],
  ])('of a deadline at %s says %s', (dueAt, words) => {
    expect(workMessage([{ ...late, dueAt }], zhang, context).email.text).toContain(` · ${words}\n`);
  });

  it('leaves out what is not known: number, dealer, deadline', () => {
    const { dueAt: _unknown, ...open } = { ...turn, number: '', dealer: '' };
    expect(workMessage([open], zhang, context).email.text).toContain('\n（未编号）（第2批） · 3 发货性质\n');
  });
});

describe('whatever was typed into names', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.constant('😀'.repeat(60)),
    fc.constant('【中国银行】请点 http://evil.example/x'),
    fc.string({ maxLength: 40 }),
  );
  const item = fc
    .record({
      number: typed,
      dealer: typed,
      batch: fc.integer({ min: 1, max: 99 }),
      step: fc.constantFrom(...reminderSteps),
      stage: fc.constantFrom(...(forms[0]?.stages ?? []).map(({ id }) => id), 'gone'),
      responsible: fc.option(typed, { nil: undefined }),
      dueAt: fc.constantFrom(
        '2026-03-17T01:30:00.000Z',
        '2026-03-18T16:00:00.000Z',
        '2020-01-01T00:00:00.000Z',
      ),
      key: fc.stringMatching(/^[a-z]{1,6}$/),
    })
    .map(({ responsible, ...rest }) => reminder({ ...rest, ...(responsible ? { responsible } : {}) }));

  it('the SMS has one or two segments, is signed once, on one line and free of links', () => {
    fc.assert(
      fc.property(
        fc.array(item, { minLength: 1, maxLength: 40 }),
        typed,
        typed,
        fc.constantFrom(...languages),
        (items, name, company, language) => {
          const { sms: text, email } = workMessage(
            items,
            { ...zhang, name, language },
            { ...context, company },
          );
          expect([1, 2]).toContain(smsLength(text).segments);
          expect(text.match(/【/g) ?? []).toHaveLength(language === 'en' ? 0 : 1);
          expect(text + email.subject).not.toMatch(/\n|https?:|undefined|NaN/);
          expect(email.text).not.toMatch(/https?:|undefined|NaN/);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('the message is the same in whatever order the work was read', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(item, { minLength: 2, maxLength: 12, selector: ({ id }) => id }),
        fc.infiniteStream(fc.nat()),
        (items, random) => {
          const shuffled = items
            .map((one) => ({ one, at: random.next().value }))
            .sort((a, b) => a.at - b.at)
            .map(({ one }) => one);
          expect(workMessage(shuffled, zhang, context)).toEqual(workMessage(items, zhang, context));
        },
      ),
    );
  });
});
