import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { CLERK, OWNER, scriptOf, valueFrom } from './apps-script-setup';

async function withServer<T>(
  answer: (request: { method: string; type: string; body: string }) => { code: number; text: string },
  use: (url: string) => Promise<T>,
): Promise<T> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      const type = request.headers['content-type'] ?? '';
      const { code, text } = answer({ method: request.method ?? '', type, body });
      response.writeHead(code, { 'retry-after': '7', connection: 'close' }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await use(`http://127.0.0.1:${port}`);
  } finally {
    server.close();
  }
}

describe('UrlFetchApp', () => {
  it('sends method, type, headers and payload, and gives code, text and headers', async () => {
    const seen: unknown[] = [];
    const value = await withServer(
      (request) => {
        seen.push(request);
        return { code: 200, text: '好' };
      },
      (url) =>
        valueFrom(`const response = UrlFetchApp.fetch('${url}', {
            method: 'post', contentType: 'application/json', payload: JSON.stringify({ a: '中' }), muteHttpExceptions: true,
          });
          return [response.getResponseCode(), response.getContentText(), response.getHeaders()['Retry-After']];`),
    );
    expect(value).toEqual([200, '好', '7']);
    expect(seen).toEqual([{ method: 'POST', type: 'application/json', body: '{"a":"中"}' }]);
  });

  it('throws for 400 and more unless muted', async () => {
    const answer = () => ({ code: 503, text: 'busy' });
    await withServer(answer, async (url) => {
      await expect(valueFrom(`UrlFetchApp.fetch('${url}')`)).rejects.toThrow(
        `Request failed for ${url} returned code 503. Truncated server response: busy`,
      );
      const muted = `return UrlFetchApp.fetch('${url}', { muteHttpExceptions: true }).getResponseCode();`;
      expect(await valueFrom(muted)).toBe(503);
    });
  });

  it("throws Google's errors for addresses that don't answer or are none", async () => {
    const url = await withServer(
      () => ({ code: 200, text: '' }),
      async (address) => address,
    );
    await expect(valueFrom(`UrlFetchApp.fetch('${url}/edits')`)).rejects.toThrow(
      `Address unavailable: ${url}/edits`,
    );
    await expect(valueFrom("UrlFetchApp.fetch('/edits')")).rejects.toThrow('Invalid argument: /edits');
    await expect(valueFrom("UrlFetchApp.fetch('http://a/' + 'x'.repeat(3000))")).rejects.toThrow(
      'URL Length',
    );
  });

  it('sends several requests at once', async () => {
    const value = await withServer(
      ({ body }) => ({ code: 200, text: body }),
      (url) =>
        valueFrom(`return UrlFetchApp.fetchAll([1, 2].map((n) => ({ url: '${url}', method: 'post', payload: { n } })))
            .map((response) => response.getContentText());`),
    );
    expect(value).toEqual(['n=1', 'n=2']);
  });

  it('does not hold up the simple triggers of other edits', async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const script = scriptOf(
      `function slow() { return UrlFetchApp.fetch('http://127.0.0.1:1/').getContentText(); }
       function onEdit() { return 'quick'; }`,
      { fetch: () => gate.then(() => new Response('late')) },
    );
    const slow = [1, 2, 3, 4].map(() => script.run('slow', { user: OWNER }));
    expect(await script.userEdits(CLERK, 0, 0, 0, [['x']]).triggers).toMatchObject([{ value: 'quick' }]);
    release();
    expect((await Promise.all(slow)).every((result) => result.ok)).toBe(true);
  });
});
