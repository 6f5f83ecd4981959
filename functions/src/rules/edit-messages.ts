import type { Form, PlacedField } from '../forms/form';
import type { Language } from '../forms/label';
import { roles } from '../forms/roles';
import type { Obstacle } from './stage-order';

/** Why a cell or a row was refused, and what to do: sentences for the person who typed. */
export const editMessages = {
  unknownField: {
    'zh-CN': (id: string) => `表里没有“${id}”这一列，请点菜单“跟单 → 设置表格”更新表格。`,
    'zh-TW': (id: string) => `表裡沒有「${id}」這一欄，請點選單「跟單 → 設定表格」更新表格。`,
    en: (id: string) => `The form has no field "${id}". Update the sheet from its menu.`,
  },
  notYours: {
    'zh-CN': (whose: string) =>
      whose === roles.manager['zh-CN']
        ? `这一格由${whose}填写，需要改动请找${whose}。`
        : `这一格由${whose}填写。需要改动请找${whose}或经理。`,
    'zh-TW': (whose: string) =>
      whose === roles.manager['zh-TW']
        ? `這一格由${whose}填寫，需要更動請找${whose}。`
        : `這一格由${whose}填寫。需要更動請找${whose}或經理。`,
    en: (whose: string) =>
      whose === roles.manager.en
        ? 'This is for a manager to fill in. Ask one for a change.'
        : `This is for the ${whose} to fill in. Ask them or a manager.`,
  },
  systemFills: {
    'zh-CN': () => '这一格由系统填写，不用手填。',
    'zh-TW': () => '這一格由系統填寫，不用手填。',
    en: () => 'The system fills this in; nothing is typed here.',
  },
  systemRows: {
    'zh-CN': () => '这张表由系统登记，不能自己加行。',
    'zh-TW': () => '這張表由系統登記，不能自己加列。',
    en: () => 'The system keeps this list; rows cannot be added by hand.',
  },
  fixed: {
    'zh-CN': (label: string, note = '填错了请另起一行。') => `“${label}”填好后不能改。${note}`,
    'zh-TW': (label: string, note = '填錯了請另起一列。') => `「${label}」填好後不能改。${note}`,
    en: (label: string, note = 'If it is wrong, start another row.') =>
      `"${label}" stays as it was first filled in. ${note}`,
  },
  notBeforeTomorrow: {
    'zh-CN': () => '要从明天起才能生效，请填明天或以后的日期。',
    'zh-TW': () => '要從明天起才能生效，請填明天或以後的日期。',
    en: () => 'This can take effect from tomorrow on. Type the date of tomorrow or a later one.',
  },
  inEffect: {
    'zh-CN': () => '这一行已经生效，不能改。请另起一行，填新的日期。',
    'zh-TW': () => '這一列已經生效，不能改。請另起一列，填新的日期。',
    en: () => 'This row is in effect and cannot be changed. Start another one with a new date.',
  },
  monthClosed: {
    'zh-CN': (month: string) => `${month} 已经月结，不能再改。`,
    'zh-TW': (month: string) => `${month} 已經月結，不能再改。`,
    en: (month: string) => `${month} has been closed; nothing in it can be changed.`,
  },
  notOnStaff: {
    'zh-CN': (email: string) => `员工名单里没有 ${email}，请先在“员工与角色”表登记。`,
    'zh-TW': (email: string) => `員工名單裡沒有 ${email}，請先在「員工與角色」表登記。`,
    en: (email: string) => `${email} is not on the staff list. Add them there first.`,
  },
  unknownPerson: {
    'zh-CN': (email: string) => `${email}不在员工名单里，不能填写。请找经理登记。`,
    'zh-TW': (email: string) => `${email}不在員工名單裡，不能填寫。請找經理登記。`,
    en: (email: string) => `${email} is not on the staff list. Ask a manager to add them.`,
  },
  unknownEditor: {
    'zh-CN': () => '系统不知道是谁填的，请填写人自己点菜单“跟单 → 提交”。',
    'zh-TW': () => '系統不知道是誰填的，請填寫人自己點選單「跟單 → 提交」。',
    en: () => 'Google did not say who typed this. Please submit it yourself from the menu.',
  },
  missing: {
    'zh-CN': (what: string) => `还不能填：前面还缺 ${what}。补齐后点“提交”即可。`,
    'zh-TW': (what: string) => `還不能填：前面還缺 ${what}。補齊後點「提交」即可。`,
    en: (what: string) => `Not yet: still missing are ${what}. Submit again when they are filled in.`,
  },
  condition: {
    'zh-CN': (label: string, wanted: string) => `还不能填：要等“${label}”为${wanted}。`,
    'zh-TW': (label: string, wanted: string) => `還不能填：要等「${label}」為${wanted}。`,
    en: (label: string, wanted: string) => `Not yet: "${label}" must be ${wanted}.`,
  },
  shipments: {
    'zh-CN': () => '还不能填：欠发货物还没有全部发出并确认收货。',
    'zh-TW': () => '還不能填：欠發貨物還沒有全部發出並確認收貨。',
    en: () => 'Not yet: goods still owed have not all been shipped and received.',
  },
  notOnBranch: {
    'zh-CN': (label: string, wanted: string) => `“${label}”为${wanted}时才填这一格。`,
    'zh-TW': (label: string, wanted: string) => `「${label}」為${wanted}時才填這一格。`,
    en: (label: string, wanted: string) => `Fill this in only when "${label}" is ${wanted}.`,
  },
  firstShipmentOnly: {
    'zh-CN': () => '后续批次不填这一格，请在第一批那一行填写。',
    'zh-TW': () => '後續批次不填這一格，請在第一批那一列填寫。',
    en: () => 'Further shipments leave this empty: it is on the row of the first shipment.',
  },
  numberTaken: {
    'zh-CN': (number: string) => `编号 ${number} 已经有了，请换一个编号，或留空由系统编号。`,
    'zh-TW': (number: string) => `編號 ${number} 已經有了，請換一個編號，或留空由系統編號。`,
    en: (number: string) =>
      `The number ${number} is taken. Type another, or leave it empty to have one assigned.`,
  },
  numberFixed: {
    'zh-CN': (number: string) => `编号定下后不能改，这一行的编号是 ${number}。`,
    'zh-TW': (number: string) => `編號定下後不能改，這一列的編號是 ${number}。`,
    en: (number: string) => `A number cannot be changed once given; this row's is ${number}.`,
  },
  numberBad: {
    'zh-CN': () => '编号请用文字、数字和“-”，最多30个字，例如 DH2026-0001。',
    'zh-TW': () => '編號請用文字、數字和「-」，最多30個字，例如 DH2026-0001。',
    en: () => 'A number has up to 30 letters, digits and "-", like DH2026-0001.',
  },
  noSuchOrder: {
    'zh-CN': (number: string) => `没有编号为 ${number || '（空）'} 的订单，后续批次要先填原订单的编号。`,
    'zh-TW': (number: string) => `沒有編號為 ${number || '（空）'} 的訂單，後續批次要先填原訂單的編號。`,
    en: (number: string) =>
      `There is no order ${number || '(blank)'}. A further shipment needs the number of its order.`,
  },
  stamped: {
    'zh-CN': () => '签字由系统自动生成：本栏必填项填完时，系统记下填写人和时间，不用手写。',
    'zh-TW': () => '簽字由系統自動產生：本欄必填項填完時，系統記下填寫人和時間，不用手寫。',
    en: () => 'Signatures are stamped by the system when the stage is filled in; nothing is typed here.',
  },
  batchBad: {
    'zh-CN': () => '批次请填 1 到 99 的数字；第一批可以不填。',
    'zh-TW': () => '批次請填 1 到 99 的數字；第一批可以不填。',
    en: () => 'The shipment is a number from 1 to 99; the first may stay empty.',
  },
  batchFixed: {
    'zh-CN': () => '批次定下后不能改。',
    'zh-TW': () => '批次定下後不能改。',
    en: () => 'The shipment number cannot be changed once given.',
  },
  batchOrder: {
    'zh-CN': (next: number) => `下一批应为第 ${next} 批。`,
    'zh-TW': (next: number) => `下一批應為第 ${next} 批。`,
    en: (next: number) => `The next shipment is number ${next}.`,
  },
  conflict: {
    'zh-CN': (who: string, theirs: string) =>
      `${who}已把这一格改成“${theirs}”，您填的没有保存。请核对后重填。`,
    'zh-TW': (who: string, theirs: string) =>
      `${who}已把這一格改成「${theirs}」，您填的沒有儲存。請核對後重填。`,
    en: (who: string, theirs: string) =>
      `${who} changed this to "${theirs}"; yours was not saved. Check and type it again.`,
  },
  conflictCleared: {
    'zh-CN': (who: string) => `${who}已清空这一格，您填的没有保存。请核对后重填。`,
    'zh-TW': (who: string) => `${who}已清空這一格，您填的沒有儲存。請核對後重填。`,
    en: (who: string) => `${who} emptied this; yours was not saved. Check and type it again.`,
  },
  system: {
    'zh-CN': () => '系统',
    'zh-TW': () => '系統',
    en: () => 'The system',
  },
  editIdReused: {
    'zh-CN': () => '这次提交的标识已经用过，内容却不同，没有保存。请重新填写。',
    'zh-TW': () => '這次提交的識別碼已經用過，內容卻不同，沒有儲存。請重新填寫。',
    en: () => 'This edit id was used before with other content; nothing was saved. Please type it again.',
  },
  otherSpreadsheet: {
    'zh-CN': () => '这一行属于另一张表格，不能在这里改。',
    'zh-TW': () => '這一列屬於另一份試算表，不能在這裡改。',
    en: () => 'This row belongs to another spreadsheet and cannot be changed here.',
  },
  retry: {
    'zh-CN': () => '系统正忙，稍后会自动再发。',
    'zh-TW': () => '系統正忙，稍後會自動再傳送。',
    en: () => 'The system is busy; this will be sent again by itself.',
  },
} as const satisfies Record<string, Record<Language, (...args: never[]) => string>>;

export function obstacleMessage(form: Form, obstacle: Obstacle, language: Language): string {
  if (obstacle.kind === 'shipments') return editMessages.shipments[language]();
  if (obstacle.kind === 'missing')
    return editMessages.missing[language](missingText(obstacle.fields, language));
  const wanted = form.stages.find(({ opens }) => opens?.field === obstacle.field.id)?.opens?.is ?? [];
  return editMessages.condition[language](
    obstacle.field.label[language],
    optionsText(obstacle.field, wanted, language),
  );
}

/** 司机姓名 is asked for only when 运输方式 is 专车: the sentence that says so. */
export function branchMessage(form: Form, field: PlacedField, language: Language): string {
  const decides = field.when && form.field(field.when.field);
  if (!field.when || !decides) return '';
  return editMessages.notOnBranch[language](
    decides.label[language],
    optionsText(decides, field.when.is, language),
  );
}

function optionsText(field: PlacedField, ids: readonly (string | boolean)[], language: Language): string {
  const texts = ids.map((id) =>
    typeof id === 'boolean' ? yesNo(id, language) : (field.options?.[id]?.[language] ?? id),
  );
  return texts.join(language === 'en' ? ' or ' : '或');
}

function yesNo(value: boolean, language: Language): string {
  if (language === 'en') return value ? 'yes' : 'no';
  return value ? '是' : '否';
}

/** 经销商姓名（考核专员）、汇款银行（售后专员）: the first few, with whose they are. */
function missingText(fields: readonly PlacedField[], language: Language): string {
  const shown = fields.slice(0, 4).map((field) => {
    const whose = roles[field.role][language];
    return language === 'en' ? `${field.label.en} (${whose})` : `${field.label[language]}（${whose}）`;
  });
  const rest = fields.length - shown.length;
  const more = {
    'zh-CN': ` 等${fields.length}项`,
    'zh-TW': ` 等${fields.length}項`,
    en: ` and ${rest} more`,
  }[language];
  return shown.join(language === 'en' ? ', ' : '、') + (rest > 0 ? more : '');
}
