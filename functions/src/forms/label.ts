/** The languages people read here: staff zh-CN; dealers and customers any of the three. */
export const languages = ['zh-CN', 'zh-TW', 'en'] as const;
export type Language = (typeof languages)[number];

/** What people put between several labels in one cell; no label that can stand beside others holds one of these. */
export const labelSeparators = /[、,;，；/／\n]/;

/** One text in every language. */
export type Label = Readonly<Record<Language, string>>;

export function label(zhCN: string, zhTW: string, en: string): Label {
  return { 'zh-CN': zhCN, 'zh-TW': zhTW, en };
}
