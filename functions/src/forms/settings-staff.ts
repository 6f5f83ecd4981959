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
    fields: {
      name: { kind: 'text', label: label('姓名', '姓名', 'Name') },
      email: { kind: 'email', fixed: true, label: label('邮箱', '電子郵件', 'Email') },
      roles: { kind: 'choices', width: 200, options: roles, label: label('岗位', '崗位', 'Roles') },
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
      awayFrom: { kind: 'date', optional: true, label: label('外出开始', '外出開始', 'Away from') },
      awayTo: {
        kind: 'date',
        optional: true,
        earliest: 'awayFrom',
        label: label('外出结束', '外出結束', 'Away until'),
      },
      deputy: {
        kind: 'email',
        optional: true,
        staffMember: true,
        label: label('代理人邮箱', '代理人電子郵件', "Deputy's email"),
      },
    },
  },
  stages: [],
});
