import { label } from '../forms/label';

/** Refused times and days: what is wrong and what to type. `{day}` is the day that was typed, as far as it was understood. */
export const typingMessagesOfTime = {
  'unreadable-date': label(
    '看不懂“{typed}”。请写月和日，例如 3月15日。',
    '看不懂「{typed}」。請寫月和日，例如 3月15日。',
    'Cannot read "{typed}". Type a date like 2026-03-15.',
  ),
  'unreadable-time': label(
    '看不懂“{typed}”里的钟点。请写成 {day} 9:30 这样。',
    '看不懂「{typed}」裡的鐘點。請寫成 {day} 9:30 這樣。',
    'Cannot read the time in "{typed}". Type it like {day} 9:30.',
  ),
  'month-first': label(
    '请先写月、后写日，例如 {day}。',
    '請先寫月、後寫日，例如 {day}。',
    'Type the month before the day, like {day}.',
  ),
  'year-first': label(
    '请把年份写在最前面，例如 2026-05-13。',
    '請把年份寫在最前面，例如 2026-05-13。',
    'Type the year first, like 2026-05-13.',
  ),
  'year-in-full': label(
    '“{typed}”分不清年月日。请写四位年份，例如 2026-03-15。',
    '「{typed}」分不清年月日。請寫四位年份，例如 2026-03-15。',
    'It is unclear which part of "{typed}" is the year. Type it in full, like 2026-03-15.',
  ),
  'year-missing': label(
    '看不出是哪一年的{day}。请写上年份，例如 2026年{day}。',
    '看不出是哪一年的{day}。請寫上年份，例如 2026年{day}。',
    'It is unclear which year is meant. Type it too, like 2026-03-15.',
  ),
  'month-missing': label(
    '请写上月份，例如 3月15日。',
    '請寫上月份，例如 3月15日。',
    'Type the month too, like 3/15.',
  ),
  'day-missing': label(
    '请写上是哪一天，例如 3月15日 9:30。',
    '請寫上是哪一天，例如 3月15日 9:30。',
    'Type the day too, like 2026-03-15 09:30.',
  ),
  'hour-missing': label(
    '请写到几时，例如 {day}9时；零点写 {day} 0:00。',
    '請寫到幾時，例如 {day}9時；零點寫 {day} 0:00。',
    'Type the hour too, like {day} 9:00 (midnight: {day} 0:00).',
  ),
  'minute-missing': label(
    '这里要写到几分，例如 {day} {hour}:30。',
    '這裡要寫到幾分，例如 {day} {hour}:30。',
    'The minute is needed here, like {day} {hour}:30.',
  ),
  'day-only': label(
    '这里只写日期，不写钟点，例如 {day}。',
    '這裡只寫日期，不寫鐘點，例如 {day}。',
    'Only the day goes here, without a time: {day}.',
  ),
  'no-such-day': label(
    '没有“{typed}”这一天，请核对，或写上年份。',
    '沒有「{typed}」這一天，請核對，或寫上年份。',
    'There is no such day as "{typed}". Check it, or type the year too.',
  ),
  'no-such-time': label(
    '没有这个钟点。请用24小时制，例如 {day} 9:30；半夜12点写 0:00。',
    '沒有這個鐘點。請用24小時制，例如 {day} 9:30；半夜12點寫 0:00。',
    'There is no such time. Use the 24-hour clock, like {day} 9:30 (midnight: 0:00).',
  ),
  'half-day-unclear': label(
    '分不清是白天还是夜里。请用24小时制，例如 {day} 0:30 或 {day} 12:30。',
    '分不清是白天還是夜裡。請用24小時制，例如 {day} 0:30 或 {day} 12:30。',
    'It is unclear which half of the day is meant. Use the 24-hour clock: {day} 0:30 or {day} 12:30.',
  ),
  'skipped-time': label(
    '{day}因拨快时钟没有这个钟点，请核对。',
    '{day}因撥快時鐘沒有這個鐘點，請核對。',
    'The clocks skipped this time on {day}. Please check it.',
  ),
  'repeated-time': label(
    '{day}因拨慢时钟，这个钟点有两次，分不清。请写前后最近的、只有一次的钟点。',
    '{day}因撥慢時鐘，這個鐘點有兩次，分不清。請寫前後最近的、只有一次的鐘點。',
    'The clocks showed this time twice on {day}. Type the nearest time that occurred once.',
  ),
  'one-day-or-another': label(
    '“{typed}”可能是{one}，也可能是{other}。请写成 {one} 或 {other}。',
    '「{typed}」可能是{one}，也可能是{other}。請寫成 {one} 或 {other}。',
    '"{typed}" may be {one} or {other}. Type it with a slash.',
  ),
  'number-for-date': label(
    '“{typed}”是数字，不是日期。请写成 3月15日 这样。',
    '「{typed}」是數字，不是日期。請寫成 3月15日 這樣。',
    '"{typed}" is a number, not a date. Type it like 2026-03-15.',
  ),
  'not-a-time': label(
    '看不懂“{typed}”。请用24小时制写几点几分，例如 8:30 或 13:30。',
    '看不懂「{typed}」。請用24小時制寫幾點幾分，例如 8:30 或 13:30。',
    'Cannot read "{typed}". Type a time of the 24-hour clock, like 8:30 or 13:30.',
  ),
  'not-a-month': label(
    '看不懂“{typed}”。请写年份和月份，例如 2026-03。',
    '看不懂「{typed}」。請寫年份和月份，例如 2026-03。',
    'Cannot read "{typed}". Type the year and the month, like 2026-03.',
  ),
  'not-minutes': label(
    '看不懂“{typed}”。请填分钟数，例如 30，也可以写 2小时、1天。',
    '看不懂「{typed}」。請填分鐘數，例如 30，也可以寫 2小時、1天。',
    'Cannot read "{typed}". Type a number of minutes like 30, or 2 hours, or 1 day.',
  ),
  'not-whole-minutes': label(
    '“{typed}”不是整分钟。请写整数，例如 30。',
    '「{typed}」不是整分鐘。請寫整數，例如 30。',
    '"{typed}" is not a whole number of minutes. Type one like 30.',
  ),
  'month-not-over': label(
    '{month}还没过完，过完以后才能填。',
    '{month}還沒過完，過完以後才能填。',
    '{month} is not over yet. It can be typed when it is.',
  ),
  'still-to-come': label(
    '这个时间还没有到。这里填已经发生的时间，请核对。',
    '這個時間還沒有到。這裡填已經發生的時間，請核對。',
    'This time is still to come. Only what has happened goes here; please check it.',
  ),
  'too-late': label(
    '最晚只能是{limit}（“{other}”之后{days}天内）。',
    '最晚只能是{limit}（「{other}」之後{days}天內）。',
    'At the latest {limit} (within {days} days of "{other}").',
  ),
  'too-early': label(
    '不能早于“{other}”（{limit}），请核对。',
    '不能早於「{other}」（{limit}），請核對。',
    'Cannot be before "{other}" ({limit}). Please check it.',
  ),
  'not-after': label(
    '要晚于“{other}”（{limit}），请核对。',
    '要晚於「{other}」（{limit}），請核對。',
    'It must be after "{other}" ({limit}). Please check it.',
  ),
  'does-not-fit': label(
    '和“{other}”（{limit}）对不上，请核对；要改的话，请先改“{other}”，再改这里。',
    '和「{other}」（{limit}）對不上，請核對；要改的話，請先改「{other}」，再改這裡。',
    'It does not go with "{other}" ({limit}). Please check it, or change "{other}" first.',
  ),
} as const;
