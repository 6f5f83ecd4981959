import type { ContactCard } from '../../functions/src/forms/notices-contract';
import { askingButton } from './asking-button';
import { el } from './dom';
import { word } from './words';

/** Where somebody is reached, and whether they still want to be. `choose` is absent for those who may only look. */
export function contactView(
  card: ContactCard,
  choose: ((what: 'refuse' | 'allow') => void) | undefined,
): HTMLElement {
  const who = `${card.recipientName} · ${card.channelName}`;
  const foot = el('div', { class: 'foot is-open' }, el('span', { class: 'soft address' }, card.address));
  const element = el(
    'article',
    {
      class: `card ${card.refused || card.trouble !== undefined ? 'is-bad' : 'is-plain'}`,
      'aria-label': who,
    },
    el(
      'p',
      { class: 'line' },
      el('strong', {}, who),
      ...(card.refused ? [el('span', { class: 'side stand' }, word('refused'))] : []),
    ),
    foot,
    ...(card.refusedNote === '' ? [] : [el('p', { class: 'soft' }, card.refusedNote)]),
    ...(card.trouble === undefined ? [] : [el('p', { class: 'stand' }, card.trouble)]),
  );
  const offer = (
    what: 'refuse' | 'allow',
    ask: 'refuseAskSms' | 'refuseAskEmail' | 'allowAsk',
    sure: 'refuseSure' | 'allowSure',
  ) => {
    const question = { text: word(ask), sure: word(sure) };
    const asking = askingButton(word(what), who, question, () => choose?.(what));
    foot.append(asking);
  };
  const askRefusal = card.channel === 'sms' ? 'refuseAskSms' : 'refuseAskEmail';
  if (choose && card.mayRefuse) offer('refuse', askRefusal, 'refuseSure');
  if (choose && card.mayAllow) offer('allow', 'allowAsk', 'allowSure');
  return element;
}
