import type { ReplyCard } from '../../functions/src/forms/notices-contract';
import { button, el } from './dom';
import { foldedText } from './folded-text';
import type { View } from './message-view';
import { word } from './words';

/** What a customer has written, what was done about it, and the order it is about where that isn't the one shown. */
export function replyView(
  card: ReplyCard,
  inInbox: boolean,
  acts: { readonly read: (() => void) | undefined; readonly open: () => void },
): View {
  const text = foldedText(card.id, card.text);
  const about = card.about?.title ?? (inInbox ? word('unknownSender') : undefined);
  const element = el(
    'article',
    { class: `card ${card.handled ? 'is-off' : 'is-ask'}`, 'aria-label': `${card.from} ${card.at}` },
    el('p', { class: 'stand' }, card.outcome),
    el(
      'p',
      { class: 'line soft' },
      el('span', { class: 'address' }, card.from),
      el('span', { class: 'side' }, card.at),
    ),
    ...(about === undefined ? [] : [el('p', { class: 'soft' }, about)]),
    text.element,
  );
  const foot = el('div', { class: 'foot' });
  if (card.about) foot.append(button(word('open'), acts.open));
  if (acts.read && !card.handled)
    foot.append(
      button(word('read'), acts.read, { class: 'strong', 'aria-label': `${word('read')} ${card.from}` }),
    );
  if (foot.childElementCount > 0) element.append(foot);
  return { element, fold: text.fold };
}
