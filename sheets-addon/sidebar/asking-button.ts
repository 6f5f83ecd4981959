import { button, el } from './dom';
import { word } from './words';

/**
 * A button that asks in its own place before it acts: a dialog of the browser would stop the whole spreadsheet. `about`
 * is what a screen reader says besides.
 */
export function askingButton(
  label: string,
  about: string,
  question: { readonly text: string; readonly sure: string },
  act: () => void,
): HTMLElement {
  const place = el('div', { class: 'asking' });
  const first = button(
    label,
    () => {
      const sure = button(question.sure, act, { class: 'strong' });
      const cancel = button(word('cancel'), () => {
        place.replaceChildren(first);
        first.focus();
      });
      place.replaceChildren(
        el('p', { class: 'question', role: 'alert' }, question.text),
        el('div', { class: 'buttons' }, sure, cancel),
      );
      cancel.focus();
    },
    { 'aria-label': `${label} ${about}` },
  );
  place.append(first);
  return place;
}
