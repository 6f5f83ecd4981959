import type { MenuItem } from '../../web/wire';
import { button, el } from '../dom';

export type MenuEntry =
  | { label: string; choose: () => void }
  | { label: string; entries: readonly MenuEntry[] }
  | { separator: true };

/** The add-on's menu items as entries that run their function. */
export function scriptEntries(
  items: readonly MenuItem[],
  run: (functionName: string, label: string) => void,
): MenuEntry[] {
  return items.map((item) => {
    if ('separator' in item) return item;
    if ('items' in item) return { label: item.label, entries: scriptEntries(item.items, run) };
    return { label: item.label, choose: () => run(item.functionName, item.label) };
  });
}

/** A menu bar; opened by click, changed by hovering while open, closed by Escape or a click elsewhere. */
export function menuBar() {
  const element = el('nav', { class: 'menu-bar' });
  const close = () => {
    for (const open of element.querySelectorAll('.is-open')) open.classList.remove('is-open');
  };
  document.addEventListener('pointerdown', (event) => {
    if (!(event.target instanceof Node) || !element.contains(event.target)) close();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });

  const list = (entries: readonly MenuEntry[]): HTMLElement =>
    el(
      'div',
      { class: 'menu-list' },
      ...entries.map((entry) => {
        if ('separator' in entry) return el('hr');
        if ('entries' in entry) {
          return el('div', { class: 'menu-sub' }, el('span', { text: entry.label }), list(entry.entries));
        }
        return button(entry.label, 'menu-item', () => {
          close();
          entry.choose();
        });
      }),
    );
  const root = (entry: MenuEntry): HTMLElement | undefined => {
    if ('separator' in entry) return undefined;
    if ('choose' in entry) return button(entry.label, 'menu-root', entry.choose);
    const menu = el('div', { class: 'menu' });
    const open = () => {
      close();
      menu.classList.add('is-open');
    };
    const head = button(entry.label, 'menu-root', () => {
      if (menu.classList.contains('is-open')) close();
      else open();
    });
    head.addEventListener('pointerenter', () => {
      if (element.querySelector('.is-open') !== null) open();
    });
    menu.append(head, list(entry.entries));
    return menu;
  };
  return {
    element,
    show: (entries: readonly MenuEntry[]) => {
      element.replaceChildren(...entries.flatMap((entry) => root(entry) ?? []));
    },
  };
}
