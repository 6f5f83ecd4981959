import { applyEdits } from '../flows/apply-edits';
import { forms } from '../forms';
import type { Services } from '../ports';
import { editRequestSchema } from '../rules/edit-request';
import { answering, bearerToken, parsedBody } from './http-entry';

/** `POST /edits`: what staff typed into the register, as the add-on sends it. */
export function editsEntry(services: () => Services) {
  return answering('edits', services, async (request) => {
    const { verifyCaller, wakeDelivery } = services();
    const caller = await verifyCaller(bearerToken(request));
    const answer = await applyEdits(services(), forms, caller, parsedBody(editRequestSchema, request));
    wakeDelivery();
    return answer;
  });
}
