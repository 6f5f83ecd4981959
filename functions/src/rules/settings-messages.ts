import type { Language } from '../forms/label';

/** Why a row of a settings tab was refused though each of its cells is good, and what to do. */
export const settingsMessages = {
  emailTaken: {
    'zh-CN': (email: string) => `${email}已登记在另一行，请在那一行修改，不要重复登记。`,
    'zh-TW': (email: string) => `${email}已登記在另一列，請在那一列修改，不要重複登記。`,
    en: (email: string) => `${email} is on another row already. Change that row instead.`,
  },
  lastManager: {
    'zh-CN': () => '至少要留一位在职的经理，否则没有人能再改设置。请先登记另一位经理，再改这一行。',
    'zh-TW': () => '至少要留一位在職的經理，否則沒有人能再改設定。請先登記另一位經理，再改這一列。',
    en: () =>
      'One active manager must remain, or nobody could change settings any more. Add another manager first.',
  },
  unknownCountry: {
    'zh-CN': (code: string) =>
      `没有区号为${code}的国家或地区。请只填数字，例如中国大陆填86；其他国家和地区留空。`,
    'zh-TW': (code: string) =>
      `沒有國碼為${code}的國家或地區。請只填數字，例如臺灣填886；其他國家和地區留空。`,
    en: (code: string) =>
      `No country has the calling code ${code}. Type digits only, like 86 for mainland China; leave it empty for all others.`,
  },
  notACallingCode: {
    'zh-CN': () => '请只填区号的数字，例如台湾填886；其他留空。',
    'zh-TW': () => '請只填國碼的數字，例如臺灣填886；其他留空。',
    en: () => 'Type only the digits of the calling code, like 886 for Taiwan; leave it empty for all others.',
  },
  countryRefused: {
    'zh-CN': () => '区号有误，单价还不能登记。请先改好区号，再点“跟单 → 提交”。',
    'zh-TW': () => '國碼有誤，單價還不能登記。請先改好國碼，再點「跟單 → 提交」。',
    en: () =>
      'Not yet: something is wrong with the calling code. Mend it, then choose 跟单 → 提交 in the menu.',
  },
  noDraft: {
    'zh-CN': () => '还没有草稿。请先填短信、邮件标题或邮件正文的草稿，再选“启用草稿”。',
    'zh-TW': () => '還沒有草稿。請先填簡訊、郵件標題或郵件內文的草稿，再選「啟用草稿」。',
    en: () => 'There is no draft yet. Type one for the SMS or the email first, then choose “Use the draft”.',
  },
  draftRefused: {
    'zh-CN': (drafts: string) => `${drafts}有误，还不能启用。请先改好，再点“跟单 → 提交”。`,
    'zh-TW': (drafts: string) => `${drafts}有誤，還不能啟用。請先改好，再點「跟單 → 提交」。`,
    en: (drafts: string) =>
      `Not yet: something is wrong with ${drafts}. Mend it, then choose 跟单 → 提交 in the menu.`,
  },
  draftUnseen: {
    'zh-CN': (drafts: string) => `${drafts}刚被别人改过。请看过预览，再点“跟单 → 提交”。`,
    'zh-TW': (drafts: string) => `${drafts}剛被別人改過。請看過預覽，再點「跟單 → 提交」。`,
    en: (drafts: string) =>
      `Somebody has just changed ${drafts}. Look at the preview, then choose 跟单 → 提交 in the menu.`,
  },
  draftOutdated: {
    'zh-CN': (drafts: string) => `${drafts}是以前填的，现在不合要求了。请清空后重新填写，再点“跟单 → 提交”。`,
    'zh-TW': (drafts: string) =>
      `${drafts}是以前填的，現在不合要求了。請清空後重新填寫，再點「跟單 → 提交」。`,
    en: (drafts: string) =>
      `${drafts} no longer meets what is asked of it. Clear it and type it again, then choose 跟单 → 提交 in the menu.`,
  },
  noSuchTemplate: {
    'zh-CN': () => '系统已经不发这种通知了，这一行不用再填。',
    'zh-TW': () => '系統已經不發這種通知了，這一列不用再填。',
    en: () => 'This message is no longer sent; there is nothing to fill in on this row.',
  },
} as const satisfies Record<string, Record<Language, (...args: never[]) => string>>;
