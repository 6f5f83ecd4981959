import { Refusal } from '../errors';
import { answerNotices } from '../flows/notice-desk-acts';
import { forms } from '../forms';
import type { WiredServices } from '../ports';
import { noticesRequestSchema } from '../rules/notices-request';
import { sameAddress } from '../rules/same-address';
import { answering, bearerToken, parsedBody } from './http-entry';

/** `POST /notices`, from the sidebar, as the person: what people were told of a row, and what is to be done about it. */
export function noticesEntry(wired: () => WiredServices) {
  return answering('notices', wired, async (request) => {
    const { verifyCaller, current, staff, deployed } = wired();
    const { email } = await verifyCaller(bearerToken(request));
    const { spreadsheetId, ...asked } = parsedBody(noticesRequestSchema, request);
    const [services, people] = await Promise.all([current(), staff.current()]);
    const person = people.find((one) => one.active && sameAddress(one.email, email));
    if (!person) throw new Refusal(403, 'unknown-person', 'The caller is not on the staff list.');
    if (!deployed.spreadsheets.includes(spreadsheetId))
      throw new Refusal(403, 'unknown-spreadsheet', 'This spreadsheet is not registered.');
    return answerNotices({ services, forms, person, spreadsheetId }, asked);
  });
}
