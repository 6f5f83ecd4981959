import { defineForm } from './define-form';
import type { Condition } from './form';
import { label } from './label';

const ofStandard: Condition = { field: 'kind', is: ['standard'] };

/**
 * 考核设置: the fine for a blank and what counts as late, from a day on; and which months are closed, which nobody
 * undoes.
 */
export const penaltiesForm = defineForm({
  id: 'penalties',
  version: 1,
  label: label('考核设置', '考核設定', 'Penalties'),
  tab: label('考核设置', '考核設定', 'Penalties'),
  number: { label: label('编号', '編號', 'No.'), prefix: 'KH' },
  settings: 'penalties',
  holdsFrom: { field: 'effectiveOn' },
  head: {
    role: 'manager',
    fillBy: label(
      '没填时：每空2元，当日到24点，前一天按自然日，补填不免。改标准请另起一行，从明天或以后起生效；还没生效的，作废请清空生效日期。',
      '沒填時：每空2元，當日到24點，前一天按自然日，補填不免。改標準請另起一列，從明天或以後起生效；還沒生效的，作廢請清空生效日期。',
      'Until a row says otherwise: 2 yuan per blank, the same day until midnight, the calendar day before, filled late is not forgiven. To change it, start another row, from tomorrow on. One that is to come is taken back by clearing its date.',
    ),
    fields: {
      kind: {
        kind: 'choice',
        fixed: true,
        fixedNote: label(
          '填错了请另起一行；月结后不能撤销。',
          '填錯了請另起一列；月結後不能復原。',
          'If it is wrong, start another row; a month stays closed.',
        ),
        label: label('类别', '類別', 'Kind'),
        options: {
          standard: label('考核标准', '考核標準', 'Standard'),
          closing: label('月结', '月結', 'Month closed'),
        },
      },
      effectiveOn: {
        kind: 'date',
        ahead: true,
        when: ofStandard,
        label: label('生效日期', '生效日期', 'In effect from'),
      },
      amount: {
        kind: 'money',
        when: ofStandard,
        label: label('每空扣罚(元)', '每空扣罰(元)', 'Fine per blank (yuan)'),
      },
      sameDayEnds: {
        kind: 'choice',
        when: ofStandard,
        label: label('当日截止', '當日截止', 'The same day ends'),
        options: {
          midnight: label('24点', '24點', 'At midnight'),
          close: label('下班', '下班', 'At close of business'),
        },
      },
      dayBefore: {
        kind: 'choice',
        when: ofStandard,
        label: label('前一天指', '前一天指', 'The day before is'),
        options: {
          calendar: label('自然日', '自然日', 'The calendar day'),
          working: label('工作日', '工作日', 'The working day'),
        },
      },
      lateFillForgives: {
        kind: 'yes-no',
        when: ofStandard,
        label: label('补填免扣', '補填免扣', 'Filled late is forgiven'),
      },
      month: {
        kind: 'text',
        pattern: 'month',
        past: true,
        fixed: true,
        fixedNote: label('月结后不能撤销。', '月結後不能復原。', 'A month stays closed.'),
        when: { field: 'kind', is: ['closing'] },
        label: label('结账月份', '結帳月份', 'Month closed'),
      },
    },
  },
  stages: [],
});
