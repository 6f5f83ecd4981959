import { type Label, type Language, label } from '../forms/label';

/** What staff read when a request of theirs is refused as a whole; other refusals only programs ever see. */
const messages: Readonly<Record<string, Label>> = {
  'no-token': label(
    '没有登录凭证，请从表格菜单“跟单”提交。',
    '沒有登入憑證，請從試算表選單「跟單」提交。',
    'There is no sign-in with this; submit from the menu of the sheet.',
  ),
  'token-expired': label(
    '登录已过期，请刷新表格后再提交。',
    '登入已過期，請重新整理試算表後再提交。',
    'The sign-in has expired; reload the sheet and submit again.',
  ),
  'wrong-audience': label(
    '这张表格的插件没有登记，请找系统管理员。',
    '這份試算表的外掛沒有登記，請找系統管理員。',
    'The add-on of this sheet is not registered; ask your administrator.',
  ),
  'email-unverified': label(
    '您的谷歌账号邮箱没有验证，不能提交。',
    '您的 Google 帳號信箱沒有驗證，不能提交。',
    'The email address of your Google account is not verified.',
  ),
  'not-a-bridge': label(
    '这个账号不能替别人提交，请找系统管理员登记。',
    '這個帳號不能替別人提交，請找系統管理員登記。',
    'This account may not send what others typed; ask your administrator.',
  ),
  'unknown-person': label(
    '您不在员工名单里，请找经理登记。',
    '您不在員工名單裡，請找經理登記。',
    'You are not on the staff list; ask a manager to add you.',
  ),
  'unknown-spreadsheet': label(
    '这张表格没有登记，请找系统管理员。',
    '這份試算表沒有登記，請找系統管理員。',
    'This spreadsheet is not registered; ask your administrator.',
  ),
  'unknown-form': label(
    '系统里没有这张登记表，请点菜单“设置表格”更新。',
    '系統裡沒有這張登記表，請點選單「設定表格」更新。',
    'There is no such form; update the sheet from its menu.',
  ),
  internal: label(
    '系统出错了，您填的内容还在表里，稍后会再发送。',
    '系統出錯了，您填的內容還在表裡，稍後會再傳送。',
    'Something went wrong; what you typed is still in the sheet and will be sent again.',
  ),
};

/** The sentence for a refusal's code in the staff's language; `fallback` where only a program reads it. */
export function refusalMessage(code: string, language: Language, fallback: string): string {
  return Object.hasOwn(messages, code) ? (messages[code]?.[language] ?? fallback) : fallback;
}
