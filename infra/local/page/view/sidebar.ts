import type { RunAnswer, Sidebar } from '../../web/wire';
import { button, el } from '../dom';

/** The part of google.script that a sidebar's own script calls; it asks the page, which asks the workbench. */
const SHIM = `<script>(() => {
  const waiting = new Map();
  let last = 0;
  const runner = (handlers) => new Proxy({}, {
    get: (_, name) => {
      if (name === 'withSuccessHandler') return (success) => runner({ ...handlers, success });
      if (name === 'withFailureHandler') return (failure) => runner({ ...handlers, failure });
      if (name === 'withUserObject') return (object) => runner({ ...handlers, object });
      return (...args) => {
        last += 1;
        waiting.set(last, handlers);
        parent.postMessage({ call: last, functionName: String(name), args: JSON.parse(JSON.stringify(args)) }, '*');
      };
    },
  });
  addEventListener('message', ({ source, data }) => {
    if (source !== parent) return;
    const handlers = waiting.get(data.call);
    waiting.delete(data.call);
    if (handlers === undefined) return;
    if (data.ok) handlers.success?.(data.value, handlers.object);
    else if (handlers.failure) handlers.failure(new Error(data.error), handlers.object);
    else console.error(data.error);
  });
  window.google = { script: { run: runner({}), host: { close: () => parent.postMessage({ close: true }, '*') } } };
})();</script>`;

/** The add-on's sidebar, in a frame that may run its own script and reach nothing but this page's messages. */
export function sidebarView(
  run: (functionName: string, args: unknown[]) => Promise<RunAnswer>,
  onOpen: (open: boolean) => void,
) {
  const title = el('h2');
  let frame = frameOf('', '');
  const replaceFrame = (next: HTMLIFrameElement) => {
    frame.replaceWith(next);
    frame = next;
  };
  const close = () => {
    replaceFrame(frameOf('', ''));
    onOpen(false);
  };
  const element = el(
    'div',
    { class: 'sidebar' },
    el('div', { class: 'sidebar-head' }, title, button('×', 'sidebar-close', close)),
    frame,
  );
  addEventListener('message', async (event: MessageEvent<unknown>) => {
    if (event.source !== frame.contentWindow || typeof event.data !== 'object' || event.data === null) return;
    if ('close' in event.data) close();
    if (!('call' in event.data) || !('functionName' in event.data) || !('args' in event.data)) return;
    const { call, functionName, args } = event.data;
    if (typeof functionName !== 'string' || !Array.isArray(args)) return;
    const answer = await run(functionName, args);
    frame.contentWindow?.postMessage({ call, ...answer }, '*');
  });
  return {
    element,
    show: (sidebar: Sidebar) => {
      title.textContent = sidebar.title;
      // Chrome draws nothing in a frame that is loaded anew while its panel is hidden: in view first, with a frame of its own.
      onOpen(true);
      replaceFrame(frameOf(sidebar.title, SHIM + sidebar.html));
    },
  };
}

function frameOf(title: string, html: string): HTMLIFrameElement {
  const frame = el('iframe', { class: 'sidebar-frame' });
  frame.setAttribute('sandbox', 'allow-scripts allow-forms');
  frame.title = title;
  frame.srcdoc = html;
  return frame;
}
