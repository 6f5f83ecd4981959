import type { IncomingHttpHeaders } from 'node:http';
import { request as httpRequest } from 'node:http';
import { createTokenVerifier } from '../../functions/src/adapters/oidc';
import { type FunctionsServer, startFunctions } from '../../infra/local/functions-server';
import { createIssuer, type Issuer } from '../../infra/local/providers/issuer';
import { serveOnLoopback } from '../../infra/local/providers/loopback';
import { testServices, wired } from '../support/services';
import { zhang } from '../support/staff';

export const audience = 'test-client';

export type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
};

/** The real functions behind the framework and our front door, over memory, with tokens of a local issuer. */
export async function servedEdits() {
  const test = testServices({ now: '2026-03-16T02:00:00.000Z' });
  const machineNow = () => new Date();
  let issuer: Issuer | undefined;
  const issuerServer = await serveOnLoopback({
    fetch: async (request: Request) => issuer?.app.fetch(request) ?? new Response(),
  });
  issuer = await createIssuer({ issuer: issuerServer.url, machineNow });
  const verifyCaller = createTokenVerifier({
    issuers: [issuer.issuer],
    audience,
    jwksUrl: issuer.jwksUrl,
    machineNow,
  });
  const functions: FunctionsServer = await startFunctions(() => wired({ ...test.services, verifyCaller }));
  const token = await issuer.token({ email: zhang.email, audience });
  return {
    ...test,
    issuer,
    token,
    url: functions.url,
    /** Sends bytes exactly as given. */
    post: (body: string | Buffer, headers: Record<string, string> = {}): Promise<Answer> =>
      postRaw(`${functions.url}/edits`, body, {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        ...headers,
      }),
    close: async () => {
      await functions.stop();
      await issuerServer.close();
    },
  };
}

function postRaw(url: string, body: string | Buffer, headers: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method: 'POST', headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}
