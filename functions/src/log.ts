/** What a log line may carry: ids, counts and codes. Never a phone number, an address or a message's text. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export type Severity = 'INFO' | 'WARNING' | 'ERROR';

/** One line of JSON per event, as Cloud Logging reads it. */
export function log(severity: Severity, event: string, fields: LogFields = {}): void {
  const line = JSON.stringify({ severity, message: event, ...fields });
  if (severity === 'ERROR') console.error(line);
  else console.log(line);
}
