import type { Notice } from './notice';
import { firstPermitted } from './quiet-hours';
import type { Settings } from './settings';

/**
 * From when on a notice may be sent (both UTC). Quiet hours are the customers': when staff are told was decided with
 * the slot of their reminder, and who is at work at night is told at night.
 */
export function permittedAt(
  { recipient }: Pick<Notice, 'recipient'>,
  now: string,
  settings: Settings,
): string {
  return recipient === 'staff' ? now : firstPermitted(now, settings.quietHours, settings.zone);
}
