import { defineForm } from './define-form';
import type { Field } from './form';
import { label } from './label';

const ofDays = { field: 'kind', is: ['off', 'worked'] };
const ofHours = { kind: 'time', when: { field: 'kind', is: ['hours'] } } satisfies Partial<Field>;

/**
 * 日历: days that are off or worked against the legal calendar (a factory's shutdown is one row), and from when on
 * which business hours hold.
 */
export const calendarForm = defineForm({
  id: 'calendar',
  version: 1,
  label: label('日历', '行事曆', 'Calendar'),
  tab: label('日历', '行事曆', 'Calendar'),
  number: { label: label('编号', '編號', 'No.'), prefix: 'RL' },
  settings: 'calendar',
  // A day off only puts deadlines off: a power cut may be entered on the day itself.
  holdsFrom: { field: 'from', freely: { field: 'kind', is: ['off'] } },
  head: {
    role: 'manager',
    fillBy: label(
      '没填时：按法定节假日；上班8:30–12:00、13:30–17:30。只有一天的，两个日期填同一天。调休上班、作息时间从明天或以后起生效。作废请清空开始日期。',
      '沒填時：按法定節假日；上班8:30–12:00、13:30–17:30。只有一天的，兩個日期填同一天。補班、作息時間從明天或以後起生效。作廢請清空開始日期。',
      'Until a row says otherwise: the legal calendar, 8:30–12:00 and 13:30–17:30. For one day type its date twice. Days worked and hours begin tomorrow or later. To take a row back, clear its first date.',
    ),
    fields: {
      kind: {
        kind: 'choice',
        label: label('类别', '類別', 'Kind'),
        options: {
          off: label('放假', '放假', 'Off'),
          worked: label('调休上班', '補班', 'Worked'),
          hours: label('作息时间', '作息時間', 'Hours'),
        },
      },
      from: { kind: 'date', ahead: true, label: label('开始日期', '開始日期', 'From') },
      to: {
        kind: 'date',
        ahead: true,
        when: ofDays,
        earliest: 'from',
        latest: { days: 365, after: 'from' },
        label: label('结束日期', '結束日期', 'To'),
      },
      morningFrom: { ...ofHours, label: label('上午上班', '上午上班', 'Morning from') },
      morningTo: { ...ofHours, after: 'morningFrom', label: label('上午下班', '上午下班', 'Morning to') },
      afternoonFrom: {
        ...ofHours,
        earliest: 'morningTo',
        label: label('下午上班', '下午上班', 'Afternoon from'),
      },
      afternoonTo: {
        ...ofHours,
        after: 'afternoonFrom',
        label: label('下午下班', '下午下班', 'Afternoon to'),
      },
      reason: { kind: 'text', optional: true, width: 200, label: label('说明', '說明', 'Remark') },
    },
  },
  stages: [],
});
