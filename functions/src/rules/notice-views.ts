import type { Notice } from './notice';
import { insteadId, isUnsent } from './notice-chain';
import { insteadStand, type Stopped, stoppedByRehearsal } from './notice-standing';
import type { NoticeView } from './notice-texts';
import { clockThere, waitsForDay } from './quiet-end';
import type { Settings } from './settings';

/** A `Notice` is one, and so is what the summaries keep of it. */
type Viewed = NoticeView &
  Pick<Notice, 'id' | 'record' | 'kind' | 'recipient' | 'country'> & {
    readonly why?: Stopped | undefined;
    readonly follows?: { readonly why: Stopped } | undefined;
  };
type ViewSettings = Pick<Settings, 'quietHours' | 'zone' | 'rehearsal'>;

/**
 * Says of each what only the others and the settings tell: what became of the one in its place, why it waits, and,
 * once the rehearsal is over, whether somebody was not told for it.
 */
export function viewsOf<Of extends Viewed>(
  notices: readonly Of[],
  settings: ViewSettings,
): (notice: Of) => NoticeView {
  const byId = new Map(notices.map((notice) => [notice.id, notice]));
  const tried = new Set(notices.filter((notice) => !isUnsent(notice)).map(toldOf));
  return (notice) => ({
    ...notice,
    there: waitsFor(notice, settings) === 'quiet-hours' ? clockThere(notice, settings) : undefined,
    inItsPlace: insteadStand(byId.get(insteadId(notice))),
    waitsFor: waitsFor(notice, settings),
    stopped: stoppedByRehearsal(
      notice,
      whyOf(notice),
      !settings.rehearsal && notice.followedBy === undefined && tried.has(toldOf(notice)),
    ),
  });
}

function toldOf({ record, kind, recipient }: Viewed): string {
  return `${record}~${kind}~${recipient}`;
}

function whyOf({ why, follows }: Viewed): Stopped | undefined {
  return why ?? follows?.why;
}

/** A correction waits so that one tells all that is being mended. */
function waitsFor(notice: Viewed, settings: ViewSettings): NoticeView['waitsFor'] {
  if (notice.state !== 'pending') return undefined;
  if (waitsForDay(notice, settings)) return 'quiet-hours';
  return whyOf(notice) === 'correction' ? 'correction' : undefined;
}
