import type { ChangeMessage, Events, Snapshot } from '../../web/wire';

type Handlers = { [K in Exclude<keyof Events, 'hello' | 'change'>]: (data: Events[K]) => void };

const RETRY_MS = 1_000;

type Parts = {
  load: () => Promise<Snapshot>;
  /** Whether the workbook that the page was opened with is of this version; asked at the first connection. */
  isCurrent: (version: number) => boolean;
  takeSnapshot: (snapshot: Snapshot) => void;
  takeChange: (message: ChangeMessage) => void;
  onConnected: (connected: boolean) => void;
  on: Handlers;
};

/**
 * Keeps the event stream open. After each (re)connection the whole workbook is loaded anew, and what arrived meanwhile
 * is handed over after it, so that nothing that happened while the line was down is missed.
 */
export function connect(parts: Parts, isFirst = true): void {
  let held: ChangeMessage[] | undefined;
  const source = new EventSource('/api/events');
  const listen = <K extends keyof Events>(name: K, handle: (data: Events[K]) => void) =>
    source.addEventListener(name, (event) => handle(JSON.parse(event.data)));

  listen('hello', async ({ version }) => {
    if (isFirst && parts.isCurrent(version)) {
      parts.onConnected(true);
      return;
    }
    held = [];
    try {
      parts.takeSnapshot(await parts.load());
    } catch {
      reopen();
      return;
    }
    for (const message of held) parts.takeChange(message);
    held = undefined;
    parts.onConnected(true);
  });
  listen('change', (message) => {
    if (held === undefined) parts.takeChange(message);
    else held.push(message);
  });
  listen('inbox', parts.on.inbox);
  listen('clock', parts.on.clock);
  listen('toast', parts.on.toast);
  listen('alert', parts.on.alert);
  listen('sidebar', parts.on.sidebar);
  listen('log', parts.on.log);
  source.addEventListener('error', reopen);

  /** The browser's own retry gives up for good on some failures, and waits longer than people do on others. */
  function reopen(): void {
    source.close();
    parts.onConnected(false);
    setTimeout(() => connect(parts, false), RETRY_MS);
  }
}
