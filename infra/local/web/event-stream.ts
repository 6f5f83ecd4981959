import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Events } from './wire';

const PING_MS = 15_000;

type Send = <K extends keyof Events>(event: K, data: Events[K]) => void;

/**
 * One open page's event stream. `subscribe` gets a function that sends to this page and returns what ends the
 * subscription. Messages keep their order.
 */
export function eventStream(c: Context, subscribe: (send: Send) => () => void): Response {
  return streamSSE(c, async (stream) => {
    let last: Promise<unknown> = Promise.resolve();
    const write = (message: { event: string; data: string }) => {
      last = last.then(() => stream.writeSSE(message)).catch(() => stream.abort());
    };
    const unsubscribe = subscribe((event, data) => write({ event, data: JSON.stringify(data) }));
    const ping = setInterval(() => write({ event: 'ping', data: '' }), PING_MS);
    await new Promise<void>((resolve) => stream.onAbort(resolve));
    clearInterval(ping);
    unsubscribe();
  });
}
