import type { Notice } from './notice';
import { emailAfter } from './notice-chain';
import { emailInstead } from './notice-standing';
import type { NoticeView } from './notice-texts';
import { permittedAt } from './permitted-at';
import type { Settings } from './settings';

const minuteMs = 60_000;

/** A `Notice` is one, and so is what the summaries keep of it. */
type Viewed = NoticeView &
  Pick<Notice, 'id' | 'recipient' | 'country'> & {
    readonly why?: string | undefined;
    readonly follows?: { readonly why: string } | undefined;
  };
type QuietSettings = Pick<Settings, 'quietHours' | 'zone'>;

/** Says of each what only the others and the settings tell: what became of the email in its place, and why it waits. */
export function viewsOf<Of extends Viewed>(
  notices: readonly Of[],
  settings: QuietSettings,
): (notice: Of) => NoticeView {
  const byId = new Map(notices.map((notice) => [notice.id, notice]));
  return (notice) => ({
    ...notice,
    email: emailInstead(byId.get(emailAfter(notice.id))),
    waitsFor: waitsFor(notice, settings),
  });
}

/** Quiet hours only where they end at that very minute; a correction waits so that one tells all that is being mended. */
function waitsFor(notice: Viewed, settings: QuietSettings): NoticeView['waitsFor'] {
  const { state, dueAt, why, follows } = notice;
  if (state !== 'pending') return undefined;
  const before = new Date(Date.parse(dueAt) - minuteMs).toISOString();
  if (permittedAt(notice, before, settings) === dueAt) return 'quiet-hours';
  return (why ?? follows?.why) === 'correction' ? 'correction' : undefined;
}
