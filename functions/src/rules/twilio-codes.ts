import type { ChannelTrouble } from './send-outcome';

/**
 * Too many messages: 20429 requests, 21611 and 30001 in the queue, 30022, 30023 and 63017 by rate or, to one network, by
 * day (twilio.com/docs/api/errors). After 63038, by day for the whole account, no message of it is taken for hours.
 */
const tooMany = ['20429', '21611', '30001', '30022', '30023', '63017'];
const dayFull = '63038';

/**
 * Faults of our account or set-up, the same for every message: 20003 wrong token, 20005 and 30002 suspended, 20404 no such
 * account, 21212, 21601, 21603 and 21659 to 21661 sender, 21609 callback address, 21701 and 21703 to 21705 messaging service.
 */
const shutOut = [
  ...['20003', '20005', '30002', '20404', '21212', '21601', '21603', '21659', '21660', '21661', '21609'],
  ...['21701', '21703', '21704', '21705'],
];

/** What Twilio's error code says of our channel; undefined where it is about the message or its recipient. */
export function channelTroubleOf(code: string): ChannelTrouble | undefined {
  if (code === dayFull) return 'day-full';
  if (tooMany.includes(code)) return 'too-many';
  return shutOut.includes(code) ? 'shut-out' : undefined;
}

/**
 * Told by callback, of a message that Twilio had taken over: queue overflow, account suspended, rate or day exceeded, too
 * many to one number within seconds.
 */
const passingLater = ['30001', '30002', '30022', '30023', '63038', '14107'];

/**
 * Whether a message that Twilio had taken over certainly has not left it, for a reason that passes: "failed: the message
 * could not be sent", where `undelivered` means that a network refused it.
 */
export function neverLeft(status: string, code: string): boolean {
  return status === 'failed' && passingLater.includes(code);
}
