/**
 * Seconds that an HTTP server wishes to be left alone, by its header Retry-After: seconds, or a date (RFC 9110, 10.2.3).
 * Undefined where it wishes nothing, or nothing that can be read, or a time that is over.
 */
export function retryAfterSeconds(header: unknown, now: Date): number | undefined {
  const text = typeof header === 'string' ? header.trim() : '';
  const seconds = /^\d+$/.test(text) ? Number(text) : Math.ceil((httpDate(text) - now.getTime()) / 1000);
  return seconds > 0 ? seconds : undefined;
}

/** The form that is sent today; the two obsolete ones are understood by nobody else either. */
const imfFixdate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

function httpDate(text: string): number {
  return imfFixdate.test(text) ? Date.parse(text) : Number.NaN;
}
