const ZONE = 'Asia/Shanghai';
const PARTS = new Intl.DateTimeFormat('zh-CN', {
  timeZone: ZONE,
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function partsOf(iso: string): Record<string, string> {
  return Object.fromEntries(PARTS.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]));
}

/** A moment in Shanghai as texts: 2026年, 3月16日 周一 and 09:00. */
export function businessTime(iso: string): { year: string; date: string; time: string } {
  const { year, month, day, weekday, hour, minute } = partsOf(iso);
  return { year: `${year}年`, date: `${month}月${day}日 ${weekday}`, time: `${hour}:${minute}` };
}

/** 3月16日 09:00 */
export function shortBusinessTime(iso: string): string {
  const { month, day, hour, minute } = partsOf(iso);
  return `${month}月${day}日 ${hour}:${minute}`;
}

/** As a datetime-local input has it: 2026-03-16T09:00 */
export function inputTime(iso: string): string {
  return new Date(new Date(iso).getTime() + 8 * 3_600_000).toISOString().slice(0, 16);
}

/** The moment that a datetime-local input means. Shanghai has kept UTC+8 without summer time since 1991. */
export function momentOf(input: string): string {
  return new Date(`${input}:00+08:00`).toISOString();
}
