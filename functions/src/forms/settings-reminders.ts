import { defineForm } from './define-form';
import type { Field } from './form';
import { label } from './label';

/** Nothing waits for longer than a week. */
const minutes = { kind: 'quantity', unit: 'minutes', least: 5, most: 10_080 } satisfies Partial<Field>;

/** 提醒设置: how often staff hear of their work, and who is told when it is late. The latest 生效日期 that has come holds. */
export const remindersForm = defineForm({
  id: 'reminders',
  version: 1,
  label: label('提醒设置', '提醒設定', 'Reminders'),
  tab: label('提醒设置', '提醒設定', 'Reminders'),
  number: { label: label('编号', '編號', 'No.'), prefix: 'TX' },
  settings: 'reminders',
  head: {
    role: 'manager',
    fillBy: label(
      '没填时：每30分钟合并提醒一次，到期前120分钟提醒，逾期60分钟报部长、1天报经理，上报时发短信。作废请清空生效日期。',
      '沒填時：每30分鐘合併提醒一次，到期前120分鐘提醒，逾期60分鐘報部長、1天報經理，上報時發簡訊。作廢請清空生效日期。',
      'Until a row says otherwise: one message per 30 minutes, a reminder 120 minutes before the deadline, to the head 60 minutes and to the manager 1 day after it, also by SMS. To take a row back, clear its date.',
    ),
    fields: {
      effectiveOn: { kind: 'date', ahead: true, label: label('生效日期', '生效日期', 'In effect from') },
      slotMinutes: {
        ...minutes,
        most: 240,
        width: 110,
        label: label('提醒合并间隔(分钟)', '提醒合併間隔(分鐘)', 'One message per (minutes)'),
      },
      soonMinutes: {
        ...minutes,
        width: 110,
        label: label('到期前提醒(分钟)', '到期前提醒(分鐘)', 'Reminded before (minutes)'),
      },
      headMinutes: {
        ...minutes,
        optional: true,
        width: 120,
        label: label('逾期多久报部长(分钟)', '逾期多久報部長(分鐘)', 'Late, to the head after (minutes)'),
      },
      managerMinutes: {
        ...minutes,
        optional: true,
        noLessThan: 'headMinutes',
        width: 120,
        label: label('逾期多久报经理(分钟)', '逾期多久報經理(分鐘)', 'Late, to the manager after (minutes)'),
      },
      escalateBySms: {
        kind: 'yes-no',
        label: label('上报时发短信', '上報時發簡訊', 'Escalations by SMS'),
      },
    },
  },
  stages: [],
});
