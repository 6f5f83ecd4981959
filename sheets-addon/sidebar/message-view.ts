import type { NoticeCard } from '../../functions/src/forms/notices-contract';
import { askingButton } from './asking-button';
import { button, el } from './dom';
import { foldedText } from './folded-text';
import { word } from './words';

export type View = { readonly element: HTMLElement; readonly fold: () => void };

/** One message: how it stands, to whom, its exact text, what it costs; to be sent again where that is possible. */
export function messageView(card: NoticeCard, resend: ((mayHaveLeft: boolean) => void) | undefined): View {
  const text = foldedText(card.id, card.text);
  const about = `${card.kind} ${card.recipient} ${card.channel}`;
  const element = el(
    'article',
    { class: `card is-${card.tone}`, 'aria-label': `${about} ${card.stand}` },
    el('p', { class: 'stand' }, card.stand),
    el(
      'p',
      { class: 'line' },
      el('strong', {}, card.kind),
      el('span', { class: 'side' }, [card.recipient, card.channel].join(' · ')),
    ),
    el(
      'p',
      { class: 'line soft' },
      el('span', { class: 'address' }, card.to || word('noAddress')),
      el('span', { class: 'side' }, card.when),
    ),
    ...(card.follows === undefined ? [] : [el('p', { class: 'soft' }, `↳ ${card.follows}`)]),
    text.element,
  );
  const foot = el('div', { class: 'foot' }, el('span', { class: 'soft' }, card.cost));
  if (resend && card.resend === 'yes')
    foot.append(button(word('resend'), () => resend(false), { 'aria-label': `${word('resend')} ${about}` }));
  if (resend && card.resend === 'ask') {
    const question = { text: card.resendNote, sure: word('resendSure') };
    foot.append(askingButton(word('resend'), about, question, () => resend(true)));
  }
  if (foot.childElementCount > 1 || card.cost !== '') element.append(foot);
  if (card.resend !== 'ask' && card.resendNote !== '')
    element.append(el('p', { class: 'soft' }, card.resendNote));
  return { element, fold: text.fold };
}
