/** Rows of the settings tabs in which all is filled that is required. */
export const fullStaff = { name: '李雷', email: 'lilei@gendan.example', roles: '储运员、仓库管理专员' };
export const fullHours = {
  kind: '作息时间',
  from: '2026-05-01',
  morningFrom: '8点',
  morningTo: '12:00',
  afternoonFrom: '14:00',
  afternoonTo: '18点',
};
export const fullReminders = {
  effectiveOn: '2026-04-01',
  slotMinutes: '30分钟',
  soonMinutes: '2小时',
  escalateBySms: '是',
};
export const fullStandard = {
  kind: '考核标准',
  effectiveOn: '4月1日',
  amount: '5元',
  sameDayEnds: '下班',
  dayBefore: '工作日',
  lateFillForgives: '否',
};
