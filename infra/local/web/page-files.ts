import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Handler } from 'hono';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Inline script is for the add-on's sidebar, which inherits this policy; nothing is ever loaded from elsewhere. */
const POLICY = [
  "default-src 'self' data: blob:",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "frame-ancestors 'none'",
  "form-action 'none'",
  "base-uri 'none'",
].join('; ');

/** Serves the built page: a handful of files side by side in `pageDir`, and nothing beside them. */
export function pageFiles(pageDir: string): Handler {
  return async (c) => {
    const name = c.req.path === '/' ? 'index.html' : c.req.path.slice(1);
    const type = TYPES[path.extname(name)];
    if (type === undefined || path.basename(name) !== name) return c.notFound();
    const content = await readFile(path.join(pageDir, name)).catch(() => undefined);
    if (content === undefined) return c.notFound();
    return c.body(content, 200, {
      'content-type': type,
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    });
  };
}
