import type { Sms } from '../../web/wire';
import { businessTime, shortBusinessTime } from '../business-time';
import { button, el, linked } from '../dom';

const STATES: Readonly<Record<string, string>> = {
  queued: '排队中',
  sent: '已发出',
  delivered: '已送达',
  undelivered: '未送达',
  failed: '发送失败',
  received: '回复',
};
const FAILED = new Set(['undelivered', 'failed']);

/** The phones of the recipients, one for each number, each with its messages as its owner sees them. */
export function phonesView(reply: (from: string, to: string, body: string) => Promise<boolean>) {
  let messages: readonly Sms[] = [];
  let chosen: string | undefined;
  let now = '';
  let answering: string | undefined;
  const numbers = el('div', { class: 'phone-numbers' });
  const screen = el('div', { class: 'phone-screen' });
  const time = el('span');
  const title = el('div', { class: 'phone-title' });
  const answer = el('form', { class: 'phone-reply' });
  const phone = el(
    'div',
    { class: 'phone' },
    el('div', { class: 'phone-status' }, time, el('span', { class: 'phone-signal', text: '●●●●' })),
    title,
    screen,
    answer,
  );
  const empty = el(
    'div',
    { class: 'empty' },
    el('p', { class: 'empty-title', text: '还没有短信' }),
    el('p', { text: '系统发给经销商、客户和员工的短信会出现在这里的手机上。全部在本机模拟,不会真的发出。' }),
  );
  const element = el('div', { class: 'phones' }, numbers, phone, empty);

  function show(): void {
    const threads = Map.groupBy(messages, ownerOf);
    const newestFirst = [...threads.keys()]
      .reverse()
      .sort((a, b) => lastAt(threads, b).localeCompare(lastAt(threads, a)));
    const open = chosen !== undefined && threads.has(chosen) ? chosen : newestFirst[0];
    empty.hidden = open !== undefined;
    phone.hidden = open === undefined;
    numbers.hidden = newestFirst.length < 2;
    numbers.replaceChildren(
      ...newestFirst.map((number) => {
        const chip = button(spaced(number), number === open ? 'chip is-open' : 'chip', () => {
          chosen = number;
          show();
        });
        chip.append(el('span', { class: 'chip-count', text: String(threads.get(number)?.length ?? 0) }));
        return chip;
      }),
    );
    if (open === undefined) return;
    title.textContent = spaced(open);
    screen.replaceChildren(...(threads.get(open) ?? []).map(bubble));
    screen.scrollTop = screen.scrollHeight;
    offerReply(open, threads.get(open)?.findLast(({ direction }) => direction !== 'inbound')?.from);
  }

  /** `ours` is the number that a reply goes to. The form stays while its phone does, so that typing isn't lost. */
  function offerReply(owner: string, ours: string | undefined): void {
    if (answering === owner) return;
    answering = owner;
    if (ours === undefined || owner.startsWith('+86')) {
      answer.replaceChildren(el('p', { text: '中国大陆号码不能回复短信(运营商限制)' }));
      return;
    }
    const input = el('input');
    input.placeholder = '以收件人身份回复,例如 1';
    answer.replaceChildren(input, el('button', { text: '发送' }));
    answer.onsubmit = async (event) => {
      event.preventDefault();
      const body = input.value.trim();
      if (body !== '' && (await reply(owner, ours, body))) input.value = '';
    };
  }

  return {
    element,
    setMessages: (list: readonly Sms[]) => {
      messages = list;
      show();
    },
    setNow: (moment: string) => {
      now = moment;
      time.textContent = businessTime(now).time;
    },
  };
}

/** The phone on which a message shows: the recipient's, or the sender's when somebody answered. */
function ownerOf(sms: Sms): string {
  return sms.direction === 'inbound' ? sms.from : sms.to;
}

function lastAt(threads: ReadonlyMap<string, readonly Sms[]>, number: string): string {
  return threads.get(number)?.at(-1)?.at ?? '';
}

function bubble(sms: Sms): HTMLElement {
  const state = STATES[sms.status] ?? sms.status;
  const own = sms.direction === 'inbound';
  const tone = FAILED.has(sms.status) ? 'is-failed' : sms.status === 'delivered' ? 'is-delivered' : '';
  return el(
    'div',
    { class: own ? 'sms is-own' : 'sms' },
    el('div', { class: 'sms-from', text: own ? '' : sms.from }),
    el('div', { class: 'sms-body' }, ...linked(sms.body)),
    el(
      'div',
      { class: 'sms-foot' },
      el('span', { text: shortBusinessTime(sms.at) }),
      el('span', {
        class: `sms-state ${tone}`,
        text: sms.errorCode === null ? state : `${state}(${sms.errorCode})`,
      }),
      !own && el('span', { text: `${sms.segments} 条计费`, title: '运营商按分段计费的条数' }),
    ),
  );
}

/** +8613800138000 → +86 138 0013 8000; other numbers in groups as they are. */
function spaced(number: string): string {
  const china = /^\+86(\d{3})(\d{4})(\d{4})$/.exec(number);
  return china === null ? number : `+86 ${china.slice(1).join(' ')}`;
}
