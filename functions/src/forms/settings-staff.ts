import { defineForm } from './define-form';
import { label } from './label';
import { roles } from './roles';

/** 员工与角色: who works here, and what they fill in. */
export const staffForm = defineForm({
  id: 'staff',
  version: 1,
  label: label('员工与角色', '員工與角色', 'Staff and roles'),
  tab: label('员工与角色', '員工與角色', 'Staff'),
  number: { label: label('编号', '編號', 'No.'), prefix: 'YG' },
  settings: 'staff',
  head: {
    role: 'manager',
    fillBy: label(
      '没有登记的人不能填表。离职请把“在职”改为“否”。请假要填开始和结束两个日期，取消请清空。',
      '沒有登記的人不能填表。離職請把「在職」改為「否」。請假要填開始和結束兩個日期，取消請清空。',
      'Who is not listed can fill nothing. Set "Active" to no for who has left. An absence needs both dates; clear them to take it back.',
    ),
    fields: {
      name: { kind: 'text', label: label('姓名', '姓名', 'Name') },
      email: {
        kind: 'email',
        fixed: true,
        fixedNote: label(
          '填错了请另起一行，旧的那一行请把“在职”改为“否”。',
          '填錯了請另起一列，舊的那一列請把「在職」改為「否」。',
          'If it is wrong, start another row, and set "Active" to no on the old one.',
        ),
        label: label('邮箱', '電子郵件', 'Email'),
      },
      roles: { kind: 'choices', width: 200, options: roles, label: label('岗位', '職務', 'Roles') },
      phone: { kind: 'phone', optional: true, label: label('手机', '手機', 'Mobile') },
      channel: {
        kind: 'choice',
        optional: true,
        label: label('通知方式', '通知方式', 'Channel'),
        options: {
          email: label('邮件', '電子郵件', 'Email'),
          sms: label('短信', '簡訊', 'SMS'),
          both: label('短信和邮件', '簡訊和電子郵件', 'SMS and email'),
        },
      },
      language: {
        kind: 'choice',
        optional: true,
        label: label('语言', '語言', 'Language'),
        options: {
          'zh-CN': label('简体中文', '簡體中文', 'Simplified Chinese'),
          'zh-TW': label('繁体中文', '繁體中文', 'Traditional Chinese'),
          en: label('英文', '英文', 'English'),
        },
      },
      regions: { kind: 'text', optional: true, label: label('负责区域', '負責區域', 'Regions') },
      dealers: { kind: 'text', optional: true, label: label('负责经销商', '負責經銷商', 'Dealers') },
      active: { kind: 'yes-no', optional: true, label: label('在职', '在職', 'Active') },
      awayFrom: {
        kind: 'date',
        optional: true,
        ahead: true,
        label: label('请假开始', '請假開始', 'Away from'),
      },
      awayTo: {
        kind: 'date',
        optional: true,
        ahead: true,
        earliest: 'awayFrom',
        label: label('请假结束', '請假結束', 'Away until'),
      },
      deputy: {
        kind: 'email',
        optional: true,
        staffMember: true,
        differsFrom: 'email',
        label: label('代理人邮箱', '代理人電子郵件', "Deputy's email"),
      },
    },
  },
  stages: [],
});
