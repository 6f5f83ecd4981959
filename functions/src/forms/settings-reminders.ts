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
    fields: {
      effectiveOn: { kind: 'date', label: label('生效日期', '生效日期', 'In effect from') },
      slotMinutes: {
        ...minutes,
        most: 240,
        width: 110,
        label: label('汇总间隔(分钟)', '彙總間隔(分鐘)', 'One message per (minutes)'),
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
        width: 120,
        label: label('逾期多久报经理(分钟)', '逾期多久報經理(分鐘)', 'Late, to the manager after (minutes)'),
      },
      escalateBySms: {
        kind: 'yes-no',
        label: label('升级时发短信', '升級時發簡訊', 'Escalations by SMS'),
      },
    },
  },
  stages: [],
});
