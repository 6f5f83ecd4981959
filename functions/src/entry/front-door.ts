import { createServer, IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { maxRequestBytes } from '../forms/edit-contract';

/**
 * Stands before the framework's own servers, which parse whatever arrives before our code sees it and answer
 * malformed JSON with a page of HTML. Bodies are counted while they come in, read as strict UTF-8 JSON where they say
 * they are JSON, and only then handed on; everything else is refused here, in JSON. The first segment of the path
 * names the function unless there is just one.
 */
export function frontDoor(functions: Readonly<Record<string, Server>>): Server {
  const only = Object.keys(functions).length === 1 ? Object.values(functions)[0] : undefined;
  return createServer((request, response) => {
    const route = /^\/([^/?]+)(.*)$/.exec(request.url ?? '');
    const named = route && Object.hasOwn(functions, route[1] ?? '') ? functions[route[1] ?? ''] : undefined;
    const target = named ?? only;
    if (!target) return refuse(response, 404, 'not-found', 'There is nothing here.');
    const url = named ? `/${(route?.[2] ?? '').replace(/^\//, '')}` : (request.url ?? '/');
    receive(request, response, (body) => target.emit('request', replay(request, url, body), response));
  });
}

function receive(request: IncomingMessage, response: ServerResponse, proceed: (body: Buffer) => void): void {
  const tooLarge = (): void => {
    response.setHeader('connection', 'close');
    refuse(response, 413, 'too-large', `A request may have up to ${maxRequestBytes / 1024 / 1024} MB.`);
    // The rest is read and thrown away for a moment, so that the sender gets to see the answer.
    request.removeAllListeners('data').resume();
    setTimeout(() => request.destroy(), 2000).unref();
  };
  if (Number(request.headers['content-length'] ?? 0) > maxRequestBytes) {
    tooLarge();
    return;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxRequestBytes) tooLarge();
    else chunks.push(chunk);
  });
  request.on('error', () => response.destroy());
  request.on('end', () => {
    if (response.headersSent) return;
    const body = Buffer.concat(chunks);
    const fault = faultOf(request, body);
    if (fault) refuse(response, ...fault);
    else proceed(body);
  });
}

type Fault = readonly [status: number, code: string, message: string];

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

function faultOf(request: IncomingMessage, body: Buffer): Fault | undefined {
  const type = request.headers['content-type'] ?? '';
  if (request.headers['content-encoding'] !== undefined)
    return [415, 'encoded', 'Compressed requests are not taken.'];
  if (!/^application\/json\b/i.test(type)) return undefined;
  const charset = /charset="?([^\s;"]+)/i.exec(type)?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset)) return [415, 'wrong-charset', 'JSON must be UTF-8.'];
  try {
    const text = strictUtf8.decode(body);
    JSON.parse(text, (key, value) => {
      if (key === '__proto__' || (typeof value === 'string' && !value.isWellFormed()))
        throw new SyntaxError(key);
      return value;
    });
    return undefined;
  } catch {
    return [400, 'malformed-json', 'The request is not well-formed JSON in UTF-8.'];
  }
}

/** The same request once more, its body already there, under the path that the function sees in production. */
function replay(request: IncomingMessage, url: string, body: Buffer): IncomingMessage {
  const again = new IncomingMessage(request.socket);
  Object.assign(again, {
    method: request.method,
    url,
    headers: request.headers,
    rawHeaders: request.rawHeaders,
  });
  Object.assign(again, {
    httpVersion: request.httpVersion,
    httpVersionMajor: request.httpVersionMajor,
    httpVersionMinor: request.httpVersionMinor,
  });
  again.push(body);
  again.push(null);
  again.complete = true;
  return again;
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  if (response.headersSent) return;
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify({ error: { code, message } }));
}
