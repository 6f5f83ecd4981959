import type { ContactCard, NoticesAnswer, NoticesAsked } from '../../functions/src/forms/notices-contract';
import { contactView } from './contact-view';
import { button, byId, el } from './dom';
import { messageView } from './message-view';
import { replyView } from './reply-view';
import { type Answered, ask, isAbout, selected } from './script-calls';
import { language, word } from './words';

const [title, other, status, content] = [byId('title'), byId('other'), byId('status'), byId('content')];
const start: NoticesAsked = JSON.parse(content.dataset.start ?? '');

/** What the page shows, and asks for again when it is refreshed. */
let shown: NoticesAsked = start;
let isAsking = false;
/** Whose messages these are. */
let shownRow: NoticesAnswer['row'];

/** One question at a time: until its answer nothing can be pressed, so that nothing is done twice. */
async function inTurn(question: () => Promise<Answered>): Promise<void> {
  if (isAsking) return;
  isAsking = true;
  const wasInside = content.contains(document.activeElement);
  say(word('wait'));
  disable(true);
  const answered = await question();
  isAsking = false;
  if (answered.kind === 'none') {
    disable(false);
    say(answered.message, true);
    return;
  }
  draw(answered.answer);
  disable(false);
  // What had the keyboard's focus is gone.
  if (wasInside) title.focus({ preventScroll: true });
  say(answered.answer.told ?? '');
}

/** Shows something else, which is what is asked for from then on. */
function show(asked: NoticesAsked): Promise<void> {
  return inTurn(async () => {
    const answered = await ask(asked);
    if (answered.kind === 'answer') nowShown(asked);
    return answered;
  });
}

function nowShown(asked: NoticesAsked): void {
  shown = asked;
  other.hidden = true;
}

/** Whoever comes from the sheet, where they may have gone to another order, is told that these are still the first one's. */
async function compareSelection(): Promise<void> {
  const about = shownRow;
  if (isAsking || !about) return;
  const target = await selected();
  if (isAsking || shownRow !== about || target.kind === 'failed') return;
  other.textContent = word('otherRow').replace('{}', () => title.textContent ?? '');
  other.hidden = target.kind === 'asked' && isAbout(target.asked, about);
}

function showSelected(): Promise<void> {
  return inTurn(async () => {
    const target = await selected();
    if (target.kind !== 'asked') return { kind: 'none', message: target.message };
    const answered = await ask(target.asked);
    if (answered.kind === 'answer') nowShown(target.asked);
    return answered;
  });
}

function act(asked: NoticesAsked): void {
  void inTurn(() => ask(asked));
}

function draw(answer: NoticesAnswer): void {
  const { row, mayAct } = answer;
  shownRow = row;
  const isInbox = shown.do === 'inbox';
  title.textContent = answer.title;
  const replies = answer.replies.map((card) =>
    replyView(card, isInbox, {
      read: mayAct ? () => act({ do: 'read', reply: card.id, inbox: isInbox }) : undefined,
      open: () => {
        if (card.about) void show({ do: 'list', form: card.about.form, key: card.about.key });
      },
    }),
  );
  const messages = answer.messages.map((card) =>
    messageView(
      card,
      mayAct ? (mayHaveLeft) => act({ do: 'resend', notice: card.id, mayHaveLeft }) : undefined,
    ),
  );
  const contacts = answer.contacts.map((card) =>
    contactView(
      card,
      mayAct && row
        ? {
            refuse: () => act({ do: 'refuse', ...row, ...placeOf(card) }),
            agree: (what, how, note) => act({ do: what, ...row, ...placeOf(card), how, note }),
          }
        : undefined,
    ),
  );
  const elements = (views: readonly { readonly element: HTMLElement }[]) =>
    views.map(({ element }) => element);
  content.replaceChildren(
    ...(isInbox
      ? replies.length > 0
        ? elements(replies)
        : [el('p', { class: 'empty' }, word('noReplies'))]
      : [
          ...section(word('replies'), elements(replies)),
          ...section(
            word('messages'),
            messages.length > 0 ? elements(messages) : [el('p', { class: 'empty' }, word('noMessages'))],
          ),
          ...section(word('contacts'), contacts),
        ]),
  );
  for (const { fold } of [...replies, ...messages]) fold();
}

function placeOf({ recipient, channel }: ContactCard): Pick<ContactCard, 'recipient' | 'channel'> {
  return { recipient, channel };
}

function section(heading: string, parts: readonly HTMLElement[]): HTMLElement[] {
  return parts.length === 0 ? [] : [el('section', {}, el('h2', {}, heading), ...parts)];
}

function say(sentence: string, isFault = false): void {
  status.textContent = sentence;
  status.classList.toggle('is-fault', isFault);
}

function disable(isDisabled: boolean): void {
  content.setAttribute('aria-busy', String(isDisabled));
  for (const one of document.querySelectorAll('button')) one.disabled = isDisabled;
}

document.documentElement.lang = language;
byId('tools').append(
  button(word('refresh'), () => void show(shown)),
  button(word('selected'), () => void showSelected()),
  button(word('inbox'), () => void show({ do: 'inbox' })),
);
document.documentElement.addEventListener('mouseenter', () => void compareSelection());
void show(start);
