import { type Label, type Language, label } from '../../functions/src/forms/label';

/** Put in by the build. */
declare const GENDAN_LANGUAGE: Language;

export const language: Language = GENDAN_LANGUAGE;

const frame = {
  refresh: label('刷新', '重新整理', 'Refresh'),
  selected: label('看选中行', '看選取列', 'Selected row'),
  otherRow: label(
    '表里选中的不是这张单。下面仍是 {} 的消息；要看选中的，请点“看选中行”。',
    '表裡選取的不是這張單。下面仍是 {} 的訊息；要看選取的，請點「看選取列」。',
    'Another row is selected in the sheet. Below is still {}; choose “Selected row” for the other.',
  ),
  inbox: label('客户来信', '客戶來信', 'Inbox'),
  wait: label('请稍候…', '請稍候…', 'Please wait…'),
  failed: label(
    '没有连上，这一步没有确认完成，请刷新看看。',
    '沒有連上，這一步沒有確認完成，請重新整理看看。',
    'There was no answer, so this may not be done. Refresh to see.',
  ),
  replies: label('客户来信', '客戶來信', 'From the customer'),
  messages: label('发出的消息', '發出的訊息', 'Messages'),
  contacts: label('联系方式', '聯絡方式', 'Where they are reached'),
  noMessages: label(
    '这一行还没有通知。',
    '這一列還沒有通知。',
    'Nobody has been told anything about this row.',
  ),
  noReplies: label('没有要处理的来信。', '沒有要處理的來信。', 'There is nothing to read.'),
  noAddress: label('没有地址', '沒有位址', 'no address'),
  more: label('展开', '展開', 'More'),
  less: label('收起', '收起', 'Less'),
  resend: label('重发', '重發', 'Send again'),
  resendSure: label('确定再发', '確定再發', 'Send it again'),
  cancel: label('取消', '取消', 'Cancel'),
  refuse: label('不再发送', '不再發送', 'Stop messages'),
  refuseAskSms: label(
    '客户本人要求的吗？以后不再给这个号码发短信。',
    '客戶本人要求的嗎？以後不再給這個號碼發簡訊。',
    'Did the customer ask for this? No more SMS will go there.',
  ),
  refuseAskEmail: label(
    '客户本人要求的吗？以后不再给这个邮箱发邮件。',
    '客戶本人要求的嗎？以後不再寄電子郵件到這裡。',
    'Did the customer ask for this? No more emails will go there.',
  ),
  refuseSure: label('确定停发', '確定停發', 'Stop them'),
  allow: label('恢复发送', '恢復發送', 'Allow messages'),
  allowSure: label('确定恢复', '確定恢復', 'Allow them'),
  consent: label('登记同意', '登記同意', 'Note consent'),
  consentAsk: label(
    '客户本人是怎么同意接收消息的？',
    '客戶本人是怎麼同意接收訊息的？',
    'How has the customer agreed to get messages?',
  ),
  consentNote: label(
    '一句话写明，如：李总来电说可以发',
    '一句話寫明，如：李總來電說可以發',
    'One line about it: Mr Li phoned and agreed',
  ),
  consentSure: label('确定登记', '確定登記', 'Note it'),
  refused: label('已停发', '已停發', 'Stopped'),
  read: label('已处理', '已處理', 'Done'),
  open: label('看这张单', '看這張單', 'Show the order'),
  unknownSender: label('没有对应的订单', '沒有對應的訂單', 'About no known order'),
} satisfies Record<string, Label>;

/** The frame's own words; all else comes from the server ready to be shown. */
export function word(name: keyof typeof frame): string {
  return frame[name][language];
}
