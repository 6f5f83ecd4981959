import {
  type ConsentWay,
  consentWayNames,
  consentWays,
  longestConsentNote,
} from '../../functions/src/forms/consent';
import { button, el } from './dom';
import { language, word } from './words';

/**
 * A button that asks in its own place how the customer has agreed before it acts: the way, and one line about it.
 * `about` is what a screen reader says besides.
 */
export function consentButton(
  label: string,
  about: string,
  sure: string,
  act: (how: ConsentWay, note: string) => void,
): HTMLElement {
  const place = el('div', { class: 'asking' });
  const first = button(label, open, { 'aria-label': `${label} ${about}` });
  place.append(first);
  return place;

  function open(): void {
    const ways = el('select', { 'aria-label': word('consentAsk') });
    ways.append(...consentWays.map((way) => el('option', { value: way }, consentWayNames[way][language])));
    const note = el('input', {
      type: 'text',
      maxlength: String(longestConsentNote),
      placeholder: word('consentNote'),
      'aria-label': word('consentNote'),
    });
    const agreed = button(sure, () => send(ways.selectedIndex, note), { class: 'strong' });
    const cancel = button(word('cancel'), () => {
      place.replaceChildren(first);
      first.focus();
    });
    place.replaceChildren(
      el('p', { class: 'question', role: 'alert' }, word('consentAsk')),
      el('div', { class: 'buttons' }, ways, note),
      el('div', { class: 'buttons' }, agreed, cancel),
    );
    ways.focus();
  }

  function send(index: number, note: HTMLInputElement): void {
    const how = consentWays[index];
    const isMissing = note.value.trim() === '';
    note.toggleAttribute('aria-invalid', isMissing);
    if (isMissing || !how) note.focus();
    else act(how, note.value);
  }
}
