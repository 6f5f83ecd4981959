type Child = Node | string | undefined | false;
type Properties = {
  class?: string;
  text?: string;
  title?: string;
  on?: Record<string, (event: Event) => void>;
};

/** An element with a class, text, listeners, attributes and children. Text never becomes markup. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  { class: className, text, title, on = {} }: Properties = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className !== undefined) element.className = className;
  if (text !== undefined) element.textContent = text;
  if (title !== undefined) element.title = title;
  for (const [event, listener] of Object.entries(on)) element.addEventListener(event, listener);
  for (const child of children) if (child) element.append(child);
  return element;
}

export function button(label: string, className: string, onClick: (event: Event) => void): HTMLButtonElement {
  const element = el('button', { class: className, text: label, on: { click: onClick } });
  element.type = 'button';
  return element;
}

/** The element with this id in index.html. Throws when it is not there. */
export function place(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`index.html has no element with the id ${id}`);
  return element;
}

/** Text with its web addresses as links that open in a tab of their own. */
export function linked(text: string): (Node | string)[] {
  return text.split(/(https?:\/\/[^\s<>"'，。）)]+)/).map((part, at) => {
    if (at % 2 === 0) return part;
    const link = el('a', { text: part });
    link.href = part;
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
    return link;
  });
}
