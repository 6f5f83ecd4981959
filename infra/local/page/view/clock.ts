import { businessTime, inputTime, momentOf } from '../business-time';
import { button, el } from '../dom';

const MINUTE = 60_000;

/** The business clock: deadlines, reminders and notices go by it, and it only moves when somebody winds it. */
export function clockView(
  start: string,
  wind: (to: string) => Promise<{ ok: true } | { ok: false; message: string }>,
  onRefused: (message: string) => void,
) {
  let now = start;
  let working = false;
  const year = el('span', { class: 'clock-year' });
  const date = el('span');
  const time = el('span', { class: 'clock-time' });
  const input = el('input', { class: 'clock-input', title: '拨到指定的日期和时间' });
  input.type = 'datetime-local';

  const set = async (to: string) => {
    if (working) return;
    working = true;
    element.classList.add('is-winding');
    const answer = await wind(to);
    working = false;
    element.classList.remove('is-winding');
    if (!answer.ok) onRefused(answer.message);
  };
  const later = (minutes: number) => () =>
    set(new Date(new Date(now).getTime() + minutes * MINUTE).toISOString());
  const element = el(
    'div',
    { class: 'clock', title: '业务时间:期限、提醒和通知都按这个时钟走' },
    el('div', { class: 'clock-now' }, el('span', { class: 'clock-date' }, year, date), ' ', time),
    button('+15 分钟', 'small', later(15)),
    button('+1 小时', 'small', later(60)),
    button('到下一工作日 09:00', 'small', () => set('next-working-morning')),
    el(
      'form',
      {
        class: 'clock-form',
        on: {
          submit: (event) => {
            event.preventDefault();
            if (input.value !== '') void set(momentOf(input.value));
          },
        },
      },
      input,
      el('button', { class: 'small', text: '拨到' }),
    ),
  );
  const show = (moment: string) => {
    now = moment;
    const parts = businessTime(moment);
    year.textContent = parts.year;
    date.textContent = parts.date;
    time.textContent = parts.time;
    input.value = inputTime(moment);
  };
  show(start);
  return { element, show, now: () => now };
}
