import { type Label, type Language, label } from '../../functions/src/forms/label';
import { savedTexts } from '../../functions/src/forms/register-layout';

/** Put in by the build. */
declare const GENDAN_LANGUAGE: Language;

export const language: Language = GENDAN_LANGUAGE;

/** A sentence of the user interface in the staff's language; `{}` is where the value goes. */
function text(sentence: Label): (value?: string | number) => string {
  return (value = '') => sentence[language].replace('{}', String(value));
}

export const texts = {
  menu: text(label('跟单', '跟單', 'Gendan')),
  submit: text(label('提交', '提交', 'Submit')),
  refresh: text(label('刷新', '重新整理', 'Refresh')),
  addShipment: text(label('追加批次', '追加批次', 'Add a shipment')),
  setUp: text(label('设置表格', '設定表格', 'Set up the tabs')),
  noticesItem: text(label('通知…', '通知…', 'Notices…')),
  inboxItem: text(label('客户来信…', '客戶來信…', 'Messages from customers…')),
  notices: text(label('通知', '通知', 'Notices')),
  inbox: text(label('客户来信', '客戶來信', 'Messages from customers')),
  /** Written by the server, whose summary tabs have one name in every language. */
  noticesTab: text(label('通知', '通知', '通知')),
  exceptionsTab: text(label('异常', '异常', '异常')),
  dashboardTab: text(label('今日看板', '今日看板', '今日看板')),
  /** How the heading of customers' letters on those begins. */
  lettersTitle: text(label('【客户来信', '【客户来信', '【客户来信')),
  or: text(label('”或“', '」或「', '” or “')),
  cardTab: text(label('跟踪表', '追蹤表', 'Card')),

  saved: text(savedTexts),
  faulty: text(label('有误 {} 处', '有誤 {} 處', '{} to mend')),
  conflict: text(label('冲突', '衝突', 'Conflict')),
  unsent: text(label('未同步', '未同步', 'Not sent')),

  unreachable: text(
    label(
      '暂时连不上服务器。填的内容都在表里，恢复后会自动提交。',
      '暫時連不上伺服器。填的內容都在表裡，恢復後會自動提交。',
      'The server cannot be reached just now. Everything typed is kept and will be sent by itself.',
    ),
  ),
  notDone: text(
    label(
      '暂时连不上服务器，这一步没有确认完成。请稍后刷新看看。',
      '暫時連不上伺服器，這一步沒有確認完成。請稍後重新整理看看。',
      'The server cannot be reached just now, so this may not be done. Refresh in a while to see.',
    ),
  ),
  refusedWith: text(
    label(
      '服务器没有接受这次提交（{}），请联系管理员。',
      '伺服器沒有接受這次提交（{}），請聯絡管理員。',
      'The server refused this ({}). Please tell the administrator.',
    ),
  ),
  noEndpoint: text(
    label(
      '还没有设置服务器地址。请在“项目设置 → 脚本属性”里填写 GENDAN_ENDPOINT。',
      '還沒有設定伺服器位址。請在「專案設定 → 指令碼屬性」裡填寫 GENDAN_ENDPOINT。',
      'No server address is set. Please fill in the script property GENDAN_ENDPOINT.',
    ),
  ),
  yours: text(label('您填的：{}', '您填的：{}', 'Yours: {}')),
  theirs: text(label('现在的：{}', '現在的：{}', 'Theirs: {}')),
  empty: text(label('（空）', '（空）', '(empty)')),
  changedSince: text(
    label(
      '显示这张表之后，这一格在登记表里改过了。要用您填的，请再提交一次。',
      '顯示這張表之後，這一格在登記表裡改過了。要用您填的，請再提交一次。',
      'This was changed in the register after the card was shown. Submit again to keep yours.',
    ),
  ),

  nothingToSend: text(label('没有要提交的内容。', '沒有要提交的內容。', 'There is nothing to send.')),
  submitted: text(label('已提交 {} 行。', '已提交 {} 列。', '{} rows sent.')),
  rowsToMend: text(
    label(
      '有 {} 行需要改，请看红色和橙色格子上的说明。',
      '有 {} 列需要改，請看紅色和橘色格子上的說明。',
      '{} rows need mending; see the notes on the red and amber cells.',
    ),
  ),
  rowsOfOthers: text(
    label(
      '{} 行有别人填的内容，会以他们的名义自动提交。',
      '{} 列有別人填的內容，會以他們的名義自動提交。',
      "{} rows hold other people's entries; these are sent in their names.",
    ),
  ),
  refreshed: text(label('已刷新', '已重新整理', 'Refreshed')),
  openRegister: text(
    label(
      '请先打开登记表或跟踪表，再用这个菜单。',
      '請先打開登記表或追蹤表，再用這個選單。',
      'Please open a register or card tab first.',
    ),
  ),
  openNotices: text(
    label(
      '请先打开登记表、跟踪表、“通知”“异常”或“今日看板”，选中一行，再用这个菜单。',
      '請先打開登記表、追蹤表、「通知」「异常」或「今日看板」，選取一列，再用這個選單。',
      'Please open a register, a card, or the tab 通知, 异常 or 今日看板 first, and select a row.',
    ),
  ),
  chooseOrder: text(
    label(
      '这一行没有单号。请选中有单号的一行，再点“跟单 → 通知…”。',
      '這一列沒有單號。請選取有單號的一列，再點「跟單 → 通知…」。',
      'There is no order on this line. Please select one that has an order number.',
    ),
  ),
  chooseNumber: text(
    label(
      '这张跟踪表上还没有订单，请先在“编号”里选一个。',
      '這份追蹤表上還沒有訂單，請先在「編號」裡選一個。',
      'There is no order on this card yet; choose its number first.',
    ),
  ),
  chooseNotice: text(
    label('请先选中一条通知所在的行。', '請先選取一則通知所在的列。', 'Please select the line of a notice.'),
  ),
  nobodyIsTold: text(
    label(
      '这张表不发通知。请打开“{}”，选中订单所在的行，再点“跟单 → 通知…”。',
      '這份表不發通知。請打開「{}」，選取訂單所在的列，再點「跟單 → 通知…」。',
      'Nobody is told anything about this form. Please open “{}”, select the row of an order, and choose Notices… again.',
    ),
  ),
  chooseRow: text(
    label(
      '请先选中一行有编号的记录。',
      '請先選取一列有編號的記錄。',
      'Please select a row that has a number.',
    ),
  ),
  notSetUp: text(
    label(
      '这张表的标题行不完整，请先运行“设置表格”。',
      '這張表的標題列不完整，請先執行「設定表格」。',
      'The heading rows are incomplete: run “Set up the tabs” first.',
    ),
  ),
  dueBy: text(label('期限 {}', '期限 {}', 'Due {}')),
  isLate: text(label('已逾期', '已逾期', 'Overdue')),
  doneInTime: text(label('按时完成', '按時完成', 'Done in time')),
  doneLate: text(label('逾期完成', '逾期完成', 'Done late')),
  noSuchNumber: text(label('没有找到编号 {}。', '沒有找到編號 {}。', 'There is no number {}.')),
  isSetUp: text(
    label(
      '表格设置好了，可以开始填写。',
      '表格設定好了，可以開始填寫。',
      'The tabs are set up. You can start filling in.',
    ),
  ),
  mayNotSetUp: text(
    label(
      '这个账号不能改表头，请用表格所有者的账号再点一次。',
      '這個帳號不能改標題列，請用表格擁有者的帳號再點一次。',
      "This account may not change the headings. Please choose it once more with the owner's account.",
    ),
  ),
  setUpFailed: text(
    label(
      '没有设置成功：{}。请用表格所有者的账号再试。',
      '沒有設定成功：{}。請用表格擁有者的帳號再試。',
      "Setting up failed: {}. Please try again with the owner's account.",
    ),
  ),
};
