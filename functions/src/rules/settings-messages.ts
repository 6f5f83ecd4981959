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
} as const satisfies Record<string, Record<Language, (...args: never[]) => string>>;
