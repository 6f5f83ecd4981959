import { button, el } from '../dom';

export type PanelTab = { id: string; label: string; element: HTMLElement };

/** The tabs to the right of the grid. A tab that isn't looked at counts what is new in it. */
export function panelView(tabs: readonly PanelTab[]) {
  const heads = new Map<string, HTMLButtonElement>();
  const unread = new Map<string, number>();
  let open = tabs[0]?.id ?? '';
  const bar = el('div', { class: 'panel-tabs' });
  const body = el('div', { class: 'panel-body' });
  const element = el('aside', { class: 'panel' }, el('div', { class: 'panel-head' }, bar), body);
  const toggle = button('', 'panel-toggle', () => collapse(!element.classList.contains('is-collapsed')));

  const collapse = (collapsed: boolean) => {
    element.classList.toggle('is-collapsed', collapsed);
    toggle.textContent = collapsed ? '‹' : '›';
    toggle.title = collapsed ? '展开右侧面板' : '收起右侧面板';
    if (!collapsed) select(open);
  };
  const badge = (id: string) => {
    const count = unread.get(id) ?? 0;
    const mark = heads.get(id)?.querySelector('.badge');
    if (!(mark instanceof HTMLElement)) return;
    mark.hidden = count === 0;
    mark.textContent = count > 99 ? '99+' : String(count);
  };
  const select = (id: string) => {
    open = id;
    unread.set(id, 0);
    badge(id);
    for (const [key, head] of heads) head.classList.toggle('is-open', key === id);
    for (const tab of tabs) tab.element.hidden = tab.id !== id;
  };
  for (const { id, label, element: content } of tabs) {
    const head = button(label, 'panel-tab', () => select(id));
    const mark = el('span', { class: 'badge' });
    mark.hidden = true;
    head.append(mark);
    heads.set(id, head);
    bar.append(head);
    body.append(content);
  }
  element.append(toggle);
  collapse(false);
  return {
    element,
    open: (id: string) => {
      open = id;
      collapse(false);
    },
    /** Something new came into a tab. */
    mark: (id: string, count = 1) => {
      if (open === id && !element.classList.contains('is-collapsed')) return;
      unread.set(id, (unread.get(id) ?? 0) + count);
      badge(id);
    },
    /** Hides or shows a tab's head. */
    offer: (id: string, offered: boolean) => {
      const head = heads.get(id);
      if (head !== undefined) head.hidden = !offered;
      if (!offered && open === id) select(tabs[0]?.id ?? '');
    },
  };
}
