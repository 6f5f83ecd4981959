export const addonGlobals: readonly string[];
export function buildAddon(options?: {
  outfile?: string;
  config?: { language?: 'zh-CN' | 'zh-TW' | 'en'; endpoint?: string };
}): Promise<number>;
