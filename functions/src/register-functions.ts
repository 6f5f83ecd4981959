import { http } from '@google-cloud/functions-framework';
import { bouncesEntry } from './entry/bounces';
import { deliverEntry } from './entry/deliver';
import { editsEntry } from './entry/edits';
import { noticesEntry } from './entry/notices';
import { refreshEntry, syncEntry } from './entry/refresh';
import { smsReplyEntry } from './entry/sms-reply';
import { smsStatusEntry } from './entry/sms-status';
import { sweepEntry } from './entry/sweep';
import { unsubscribeEntry } from './entry/unsubscribe';
import type { WiredServices } from './ports';

/** Every function that is deployed, by the name it is deployed and called under (infra/functions.json has the rest). */
export const functionEntries = {
  edits: editsEntry,
  refresh: refreshEntry,
  notices: noticesEntry,
  deliver: deliverEntry,
  sweep: sweepEntry,
  sync: syncEntry,
  bounces: bouncesEntry,
  smsStatus: smsStatusEntry,
  smsReply: smsReplyEntry,
  unsubscribe: unsubscribeEntry,
} as const;

/** `wired` is asked for at the first request, so that a cold start does nothing that a refusal does not need. */
export function registerFunctions(wired: () => WiredServices): void {
  for (const [name, entry] of Object.entries(functionEntries)) http(name, entry(wired));
}
