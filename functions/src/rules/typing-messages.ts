import { type Label, type Language, label } from '../forms/label';
import { typingMessagesOfTime } from './typing-messages-of-time';

/** What is wrong with a typed cell and what to type, in a clerk's words. `{…}` are filled in, `{example|…}` with the field's own if it has one; `{typed}` always is. */
const typingMessages = {
  ...typingMessagesOfTime,
  'nothing-typed': label('这里还空着。', '這裡還空著。', 'This is still empty.'),
  'signature-is-stamped': label(
    '签字由系统自动生成：本栏必填项填完时，系统记下填写人和时间，不用手写。',
    '簽字由系統自動產生：本欄必填項填完時，系統記下填寫人和時間，不用手寫。',
    'Signatures are stamped by the system when the stage is filled in; nothing is typed here.',
  ),
  'broken-characters': label(
    '里面有损坏的字符，可能是复制时带来的。请删掉后重新输入。',
    '裡面有損壞的字元，可能是複製時帶來的。請刪掉後重新輸入。',
    'It holds broken characters, perhaps from copying. Please type it again.',
  ),
  'too-long': label(
    '太长了：有{length}个字，最多{most}个字。请写短一些。',
    '太長了：有{length}個字，最多{most}個字。請寫短一些。',
    'Too long: {length} characters, at most {most}.',
  ),
  'not-a-phone': label(
    '“{typed}”不是电话号码。请写号码，例如 139 1234 5678 或 0757-8888 6666。',
    '「{typed}」不是電話號碼。請寫號碼，例如 139 1234 5678 或 0757-8888 6666。',
    '"{typed}" is not a phone number. Type one like 139 1234 5678 or 0757-8888 6666.',
  ),
  'phone-digits': label(
    '号码不对：这里有{digits}位数字。只写一个号码：手机写11位，例如 139 1234 5678；座机带区号，例如 0757-8888 6666；境外带国家代码，例如 +886 912 345 678。',
    '號碼不對：這裡有{digits}位數字。只寫一個號碼：手機寫11位，例如 139 1234 5678；座機帶區號，例如 0757-8888 6666；境外帶國家代碼，例如 +886 912 345 678。',
    'Not a valid number: it has {digits} digits. Type one mobile like 139 1234 5678, a landline with its area code like 0757-8888 6666, or one abroad like +886 912 345 678.',
  ),
  'not-an-email': label(
    '“{typed}”不是邮箱地址。请写成 name@example.com 这样，只写一个。',
    '「{typed}」不是電子郵件地址。請寫成 name@example.com 這樣，只寫一個。',
    '"{typed}" is not an email address. Type one, like name@example.com.',
  ),
  'not-a-number': label(
    '看不懂数字“{typed}”。请写成 {example|1200 或 1,200.50} 这样。',
    '看不懂數字「{typed}」。請寫成 {example|1200 或 1,200.50} 這樣。',
    'Cannot read the number "{typed}". Type it like {example|1200 or 1,200.50}.',
  ),
  negative: label('不能是负数，请核对。', '不能是負數，請核對。', 'It cannot be negative. Please check it.'),
  'zero-quantity': label(
    '数量要大于0。请写数量，例如 120。',
    '數量要大於0。請寫數量，例如 120。',
    'The quantity must be more than 0, like 120.',
  ),
  'too-many-decimals': label(
    '小数最多{most}位，请核对。',
    '小數最多{most}位，請核對。',
    'At most {most} decimals. Please check it.',
  ),
  'too-large': label(
    '数字太大了，请核对。',
    '數字太大了，請核對。',
    'The number is too large. Please check it.',
  ),
  'less-than-least': label(
    '最少{limit}，请核对。',
    '最少{limit}，請核對。',
    'At least {limit}. Please check it.',
  ),
  'more-than-most': label(
    '最多{limit}，请核对。',
    '最多{limit}，請核對。',
    'At most {limit}. Please check it.',
  ),
  'less-than-other': label(
    '不能小于“{other}”（{limit}），请核对。',
    '不能小於「{other}」（{limit}），請核對。',
    'Cannot be less than "{other}" ({limit}). Please check it.',
  ),
  'same-as-other': label(
    '不能和“{other}”相同，请核对。',
    '不能和「{other}」相同，請核對。',
    'Cannot be the same as "{other}". Please check it.',
  ),
  'none-is-no-amount': label(
    '这里要写金额，例如 {example|1200.50}。',
    '這裡要寫金額，例如 {example|1200.50}。',
    'An amount is needed here, like {example|1200.50}.',
  ),
  'unknown-option': label(
    '没有“{typed}”这一项。请从这些里选：{options}。',
    '沒有「{typed}」這一項。請從這些裡選：{options}。',
    '"{typed}" is not one of the options: {options}.',
  ),
  'neither-yes-nor-no': label('请写“是”或“否”。', '請寫「是」或「否」。', 'Type yes or no.'),
  'quantity-missing': label(
    '“{item}”没有数量。请写成 沙发 A1×10 这样，几种货用分号隔开。',
    '「{item}」沒有數量。請寫成 沙發 A1×10 這樣，幾種貨用分號隔開。',
    '"{item}" has no quantity. Type it like Sofa A1×10, with a semicolon between products.',
  ),
  'product-missing': label(
    '“{item}”没有写是什么货。请写成 沙发 A1×10 这样。',
    '「{item}」沒有寫是什麼貨。請寫成 沙發 A1×10 這樣。',
    '"{item}" does not say of what. Type it like Sofa A1×10.',
  ),
  'size-or-quantity': label(
    '“{item}”分不清规格和数量。请空一格写数量，例如 床1800 ×3 或 床1800 3张。',
    '「{item}」分不清規格和數量。請空一格寫數量，例如 床1800 ×3 或 床1800 3張。',
    'It is unclear what in "{item}" is the quantity. Put a space before it, like Bed 1800 ×3.',
  ),
  'items-run-together': label(
    '“{item}”里好像不止一种货。请一行写一种，或用分号隔开，例如 沙发 A1×10；茶几 B2×4。',
    '「{item}」裡好像不止一種貨。請一行寫一種，或用分號隔開，例如 沙發 A1×10；茶几 B2×4。',
    '"{item}" seems to hold several products. Type one to a line, or put semicolons between them.',
  ),
  'product-twice': label(
    '“{item}”写了两次，请合并成一项。',
    '「{item}」寫了兩次，請合併成一項。',
    '"{item}" is there twice. Please make it one item.',
  ),
  'zero-of-item': label(
    '“{item}”的数量是0。请写数量，没有就删掉这一项。',
    '「{item}」的數量是0。請寫數量，沒有就刪掉這一項。',
    'The quantity of "{item}" is 0. Type a quantity or take the item out.',
  ),
  'too-many-lines': label(
    '货物太多，最多{most}种。',
    '貨物太多，最多{most}種。',
    'Too many products; at most {most}.',
  ),
  'none-is-no-answer': label(
    '这里不能写“无”。请写货物和数量，例如 沙发 A1×10。',
    '這裡不能寫「無」。請寫貨物和數量，例如 沙發 A1×10。',
    '"None" is no answer here. Type products and quantities, like Sofa A1×10.',
  ),
} as const satisfies Record<string, Label>;

export type TypingFault = keyof typeof typingMessages;

/** The sentence for a fault. Details that people typed are cut to a readable length. */
export function typingMessage(
  code: TypingFault,
  language: Language,
  details: Readonly<Record<string, string>>,
): string {
  return typingMessages[code][language].replace(
    /\{(\w+)(?:\|([^}]*))?\}/g,
    (_gap, name: string, usual = '') =>
      name === 'options' ? (details[name] ?? '') : short(details[name] ?? usual),
  );
}

function short(text: string): string {
  const letters = [...text.replace(/[\p{Cs}\p{Cc}]/gu, ' ')];
  return letters.length <= 30 ? letters.join('') : `${letters.slice(0, 29).join('')}…`;
}
