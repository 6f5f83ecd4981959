import type { MiddlewareHandler } from 'hono';

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/;

/**
 * Lets only the workbench's own page in. The workbench has no sign-in, so without this any web page open in the same
 * browser could type into the sheet (a form post), and a host name pointed at 127.0.0.1 could read it.
 */
export const onlyOwnPage: MiddlewareHandler = async (c, next) => {
  const host = c.req.header('host') ?? '';
  if (!LOOPBACK.test(host)) return c.text('The workbench answers only on a loopback address.', 403);
  const origin = c.req.header('origin');
  const writes = c.req.method !== 'GET' && c.req.method !== 'HEAD';
  if ((writes || origin !== undefined) && origin !== `http://${host}`) {
    return c.text('Only the workbench page itself may do this.', 403);
  }
  const site = c.req.header('sec-fetch-site');
  if (c.req.path.startsWith('/api/') && site !== undefined && site !== 'same-origin') {
    return c.text('Only the workbench page itself may do this.', 403);
  }
  return next();
};
