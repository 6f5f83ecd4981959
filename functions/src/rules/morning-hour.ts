/** 早上8点, 早上8点30分 of a time of day (HH:MM) in the morning, where `point` is 点 or 點; any other time as it stands. */
export function morningHour(time: string, point: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  if (hours < 5 || hours > 11) return time;
  return `早上${hours}${point}${minutes === 0 ? '' : `${minutes}分`}`;
}
