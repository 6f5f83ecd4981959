import type { Mail } from '../../web/wire';
import { shortBusinessTime } from '../business-time';
import { button, el, linked } from '../dom';

/** Every email that was sent, newest first, and the one that is being read. */
export function mailboxView() {
  let mails: readonly Mail[] = [];
  let reading: string | undefined;
  const element = el('div', { class: 'mailbox' });

  function show(): void {
    const open = mails.find((mail) => mail.id === reading);
    if (open !== undefined) element.replaceChildren(readingView(open, () => read(undefined)));
    else if (mails.length === 0) element.replaceChildren(nothing());
    else element.replaceChildren(...mails.toReversed().map((mail) => row(mail, () => read(mail.id))));
  }
  const read = (id: string | undefined) => {
    reading = id;
    show();
  };
  show();
  return {
    element,
    setMails: (list: readonly Mail[]) => {
      mails = list;
      show();
    },
  };
}

function nothing(): HTMLElement {
  return el(
    'div',
    { class: 'empty' },
    el('p', { class: 'empty-title', text: '还没有邮件' }),
    el('p', { text: '系统发出的邮件会到这里。全部在本机模拟,不会真的发出。' }),
  );
}

function row(mail: Mail, open: () => void): HTMLElement {
  const element = button('', 'mail-row', open);
  element.append(
    el(
      'div',
      { class: 'mail-line' },
      el('b', { text: mail.to.join('、') }),
      el('time', { text: shortBusinessTime(mail.at) }),
    ),
    el('div', { class: 'mail-subject', text: mail.subject || '(无主题)' }),
    el('div', { class: 'mail-start', text: mail.text.slice(0, 80) }),
  );
  return element;
}

function readingView(mail: Mail, back: () => void): HTMLElement {
  const body = el('div', { class: 'mail-body' });
  if (mail.html === null) body.append(el('div', { class: 'mail-text' }, ...linked(mail.text)));
  else {
    const frame = el('iframe', { class: 'mail-frame', title: mail.subject });
    frame.setAttribute('sandbox', 'allow-popups allow-popups-to-escape-sandbox');
    frame.srcdoc = `<base target="_blank">${mail.html}`;
    body.append(frame);
  }
  return el(
    'div',
    { class: 'mail-reading' },
    button('‹ 返回列表', 'link', back),
    el('h2', { text: mail.subject || '(无主题)' }),
    el(
      'dl',
      {},
      ...entry('发件人', mail.from),
      ...entry('收件人', mail.to.join('、')),
      ...entry('时间', shortBusinessTime(mail.at)),
    ),
    ...unsubscribeLink(mail),
    body,
  );
}

/** What mail programs offer above an email that says where to refuse more. */
function unsubscribeLink({ headers }: Mail): HTMLElement[] {
  const url = headers.find(({ name }) => name === 'list-unsubscribe')?.value.replace(/^<|>$/g, '');
  if (url === undefined) return [];
  const link = el('a', { class: 'link', text: '退订' });
  link.href = url;
  link.target = '_blank';
  link.rel = 'noopener';
  return [link];
}

function entry(label: string, text: string): HTMLElement[] {
  return [el('dt', { text: label }), el('dd', { text })];
}
