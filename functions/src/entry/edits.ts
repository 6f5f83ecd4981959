import { applyEdits } from '../flows/apply-edits';
import { forms } from '../forms';
import type { WiredServices } from '../ports';
import { editRequestSchema } from '../rules/edit-request';
import { answering, bearerToken, parsedBody } from './http-entry';

/** `POST /edits`: what staff typed into the register, as the add-on sends it. */
export function editsEntry(wired: () => WiredServices) {
  return answering('edits', wired, async (request) => {
    const { verifyCaller, current, staff, wakeDelivery } = wired();
    const caller = await verifyCaller(bearerToken(request));
    const body = parsedBody(editRequestSchema, request);
    // Asked for together: after a cold start one does not wait for the other.
    const [services] = await Promise.all([current(), staff.current()]);
    const answer = await applyEdits(services, forms, caller, body);
    wakeDelivery();
    return answer;
  });
}
