import type { EditRow, Problem } from '../forms/edit-contract';
import type { Services } from '../ports';
import type { EditContext } from '../rules/decide-cells';
import { editMessages } from '../rules/edit-messages';
import { localTime } from '../rules/local-time';
import type { StoredRecord } from '../rules/record';
import { withDeputisedRoles } from '../rules/responsible';
import { sameAddress } from '../rules/same-address';
import type { RowToApply } from './apply-row';

/** A time that is older than this is not believed: no outage of ours lasts so long. */
const believedMs = 7 * 24 * 3600 * 1000;

/**
 * Who typed a row, with the roles of those whose deputy they were on that day, and when: a time that is neither to come nor
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
  const email = row.editedBy ?? caller.email;
  const editor = staff.find((person) => person.active && sameAddress(person.email, email));
  if (!editor) return problem('unknown-person', editMessages.unknownPerson[settings.staffLanguage](email));
  const now = clock.business();
  const typed = new Date(row.editedAt);
  const age = now.getTime() - typed.getTime();
  const editedAt = age >= 0 && age < believedMs ? typed : now;
  const day = localTime(editedAt.getTime(), settings.zone)?.slice(0, 10) ?? '';
  return {
    editor: withDeputisedRoles(editor, staff, day),
    editedAt: editedAt.toISOString(),
    now: now.toISOString(),
    settings,
    staff,
  };
}

/** What somebody has typed into a cell cannot have been typed before what stands there: the sender's clock is not believed. */
export function notBefore({ marks }: StoredRecord, { cells }: EditRow, context: EditContext): EditContext {
  const standing = Object.keys(cells).map((field) => marks[field]?.at ?? '');
  const editedAt = [context.editedAt, ...standing].sort().at(-1) ?? context.editedAt;
  return { ...context, editedAt };
}
