import type { Alert, LogLine, Toast } from '../../web/wire';
import { shortBusinessTime } from '../business-time';
import { button, el } from '../dom';

const TOAST_MS = 6_000;
const MOST_LINES = 300;

/** What the script and the workbench say: passing messages over the grid, questions to be read, and the list of all. */
export function noticesView(now: () => string, onNew: () => void) {
  const list = el('div', { class: 'notices' });
  const empty = el(
    'div',
    { class: 'empty' },
    el('p', { class: 'empty-title', text: '还没有提示' }),
    el('p', { text: '插件的提示、弹窗和运行日志会记在这里。' }),
  );
  list.append(empty);
  const stack = el('div', { class: 'toasts' });

  const record = (kind: string, tone: string, text: string, title = '') => {
    empty.remove();
    const head = el(
      'div',
      { class: 'notice-head' },
      el('span', { class: `tag ${tone}`, text: kind }),
      el('time', { text: shortBusinessTime(now()) }),
    );
    const entry = el(
      'div',
      { class: 'notice' },
      head,
      title !== '' && el('b', { text: title }),
      el('p', { text }),
    );
    list.prepend(entry);
    while (list.children.length > MOST_LINES) list.lastElementChild?.remove();
    onNew();
  };
  const pass = (text: string, tone: string, title = '') => {
    const toast = el(
      'div',
      { class: `toast ${tone}` },
      title !== '' && el('b', { text: title }),
      el('span', { text }),
    );
    const remove = () => toast.remove();
    toast.append(button('×', 'toast-close', remove));
    stack.append(toast);
    setTimeout(remove, TOAST_MS);
    while (stack.children.length > 3) stack.firstElementChild?.remove();
  };

  return {
    element: list,
    stack,
    toast: ({ title, message }: Toast) => {
      pass(message, 'is-plain', title);
      record('提示', 'is-plain', message, title);
    },
    alert: ({ title, message }: Alert) => {
      record('弹窗', 'is-plain', message, title);
      const dialog = el('dialog', { class: 'alert' });
      dialog.append(
        title !== undefined && title !== '' ? el('h2', { text: title }) : '',
        el('p', { text: message }),
        button('确定', 'primary', () => dialog.close()),
      );
      dialog.addEventListener('close', () => dialog.remove());
      document.body.append(dialog);
      dialog.showModal();
    },
    log: ({ level, text }: LogLine) =>
      record(level === 'error' ? '错误' : level === 'warning' ? '警告' : '日志', `is-${level}`, text),
    /** Something that the person wanted was not done. */
    refuse: (message: string) => {
      pass(message, 'is-refusal');
      record('未执行', 'is-warning', message);
    },
  };
}
