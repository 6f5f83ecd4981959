import type { ConsentWay } from '../../functions/src/forms/consent';
import type { ContactCard } from '../../functions/src/forms/notices-contract';
import { askingButton } from './asking-button';
import { consentButton } from './consent-button';
import { el } from './dom';
import { word } from './words';

type Choosing = {
  readonly refuse: () => void;
  readonly agree: (what: 'allow' | 'consent', how: ConsentWay, note: string) => void;
};

/** Where somebody is reached, and whether they still want to be. `choose` is absent for those who may only look. */
export function contactView(card: ContactCard, choose: Choosing | undefined): HTMLElement {
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
    ...(card.consent === undefined ? [] : [el('p', { class: 'soft' }, card.consent)]),
    ...(card.prefers === undefined ? [] : [el('p', { class: 'soft' }, card.prefers)]),
    ...(card.trouble === undefined ? [] : [el('p', { class: 'stand' }, card.trouble)]),
  );
  if (choose && card.mayRefuse) {
    const text = word(card.channel === 'sms' ? 'refuseAskSms' : 'refuseAskEmail');
    foot.append(askingButton(word('refuse'), who, { text, sure: word('refuseSure') }, choose.refuse));
  }
  const offer = (what: 'allow' | 'consent', sure: 'allowSure' | 'consentSure') =>
    foot.append(consentButton(word(what), who, word(sure), (how, note) => choose?.agree(what, how, note)));
  if (choose && card.mayAllow) offer('allow', 'allowSure');
  if (choose && card.mayConsent) offer('consent', 'consentSure');
  return element;
}
