import { button, el } from './dom';
import { word } from './words';

/** Stays as somebody left it while the page is drawn anew. */
const opened = new Set<string>();

/** A text folded to three lines, with a button to open it where it is longer. `fold` once it is on the page. */
export function foldedText(id: string, content: string): { element: HTMLElement; fold: () => void } {
  const text = el('p', { class: 'text' }, content);
  const toggle = button('', () => show(!opened.has(id)), { class: 'plain' });
  const show = (isOpen: boolean): void => {
    if (isOpen) opened.add(id);
    else opened.delete(id);
    text.classList.toggle('is-folded', !isOpen);
    toggle.textContent = word(isOpen ? 'less' : 'more');
    toggle.setAttribute('aria-expanded', String(isOpen));
  };
  const element = el('div', {}, text, toggle);
  return {
    element,
    fold: () => {
      text.classList.add('is-folded');
      const isLong = text.scrollHeight > text.clientHeight + 1;
      toggle.hidden = !isLong;
      show(isLong && opened.has(id));
    },
  };
}
