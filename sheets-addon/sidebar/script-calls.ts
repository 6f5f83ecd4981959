import type { NoticesAnswer, NoticesAsked } from '../../functions/src/forms/notices-contract';
import type { NoticesTarget, SidebarReply } from '../src/sidebar-contract';
import { word } from './words';

/** What the add-on's script offers its page. */
type Runner = {
  withSuccessHandler(done: (value: unknown) => void): Runner;
  withFailureHandler(failed: () => void): Runner;
  askNotices(asked: NoticesAsked): void;
  nowSelected(): void;
};
declare const google: { script: { run: Runner } };

/** An answer, or the sentence that stands in its place. */
export type Answered =
  | { readonly kind: 'answer'; readonly answer: NoticesAnswer }
  | { readonly kind: 'none'; readonly message: string };

/** Asks the server by way of the script, as whoever looks at the page; never rejects. */
export async function ask(asked: NoticesAsked): Promise<Answered> {
  const reply = await called<SidebarReply>((run) => run.askNotices(asked));
  if (reply?.ok === false) return { kind: 'none', message: reply.message };
  const answer = reply && parsed(reply.body);
  return answer ? { kind: 'answer', answer } : { kind: 'none', message: word('failed') };
}

/** What is selected in the spreadsheet now; or that nobody could say. */
export async function selected(): Promise<
  NoticesTarget | { readonly kind: 'failed'; readonly message: string }
> {
  const target = await called<NoticesTarget>((run) => run.nowSelected());
  return target ?? { kind: 'failed', message: word('failed') };
}

/** Whether a question is about that row, or about a notice of it. */
export function isAbout(asked: NoticesAsked, { form, key }: NonNullable<NoticesAnswer['row']>): boolean {
  if (asked.do !== 'list') return false;
  return 'notice' in asked
    ? asked.notice.startsWith(`${form}~${key}~`)
    : asked.form === form && asked.key === key;
}

/** Both ends of it are built together, so what the script gives is what it says; undefined where it failed. */
function called<T extends object>(call: (run: Runner) => void): Promise<T | undefined> {
  return new Promise((resolve) => {
    const given = (value: unknown): value is T => typeof value === 'object' && value !== null;
    call(
      google.script.run
        .withSuccessHandler((value) => resolve(given(value) ? value : undefined))
        .withFailureHandler(() => resolve(undefined)),
    );
  });
}

/** Undefined for anything but an answer of ours: a proxy's page, a cut-off text. */
function parsed(body: string): NoticesAnswer | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isAnswer(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isAnswer(value: unknown): value is NoticesAnswer {
  if (typeof value !== 'object' || value === null) return false;
  const members = new Map<string, unknown>(Object.entries(value));
  return (
    typeof members.get('title') === 'string' &&
    ['messages', 'contacts', 'replies'].every((name) => Array.isArray(members.get(name)))
  );
}
