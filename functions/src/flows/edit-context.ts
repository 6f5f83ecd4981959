import type { Problem } from '../forms/edit-contract';
import type { Services } from '../ports';
import type { EditContext } from '../rules/decide-cells';
import { editMessages } from '../rules/edit-messages';
import { localTime } from '../rules/local-time';
import { withDeputisedRoles } from '../rules/responsible';
import type { RowToApply } from './apply-row';

/** A time that is older than this is not believed: no outage of ours lasts so long. */
const believedMs = 7 * 24 * 3600 * 1000;

/**
 * Who typed a row, with the roles of those whose deputy they are today, and when: a time that is neither to come nor
 * older than a week is believed.
 */
export function editContext(
  { settings, clock }: Pick<Services, 'settings' | 'clock'>,
  { row, caller, staff }: Pick<RowToApply, 'row' | 'caller' | 'staff'>,
): EditContext | { readonly problem: Problem } {
  const problem = (code: string, message: string) => ({ problem: { field: '', code, message } });
  if (row.editedBy === '') {
    return problem('editor-unknown', editMessages.unknownEditor[settings.staffLanguage]());
  }
  const email = (row.editedBy ?? caller.email).toLowerCase();
  const editor = staff.find((person) => person.active && person.email.toLowerCase() === email);
  if (!editor) return problem('unknown-person', editMessages.unknownPerson[settings.staffLanguage](email));
  const now = clock.business();
  const typed = new Date(row.editedAt);
  const age = now.getTime() - typed.getTime();
  const editedAt = age >= 0 && age < believedMs ? typed : now;
  const today = localTime(now.getTime(), settings.zone)?.slice(0, 10) ?? '';
  return {
    editor: withDeputisedRoles(editor, staff, today),
    editedAt: editedAt.toISOString(),
    now: now.toISOString(),
    settings,
    staff,
  };
}
