import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Hono } from 'hono';
import { createTokenVerifier, type OidcOptions } from '../../functions/src/adapters/oidc';
import { createIssuer, type Issuer } from '../../infra/local/providers/issuer';
import { type LoopbackServer, serveOnLoopback } from '../../infra/local/providers/loopback';

const now = new Date('2026-03-16T01:00:00Z');
const wish = { email: 'clerk@example.com', audience: 'script-client' };

let server: LoopbackServer;
let issuer: Issuer;
let keysFetched: number;
beforeEach(async () => {
  keysFetched = 0;
  const app = new Hono();
  app.use('/jwks', async (_c, next) => {
    keysFetched += 1;
    await next();
  });
  server = await serveOnLoopback(app);
  issuer = await createIssuer({ issuer: server.url, machineNow: () => now, algorithm: 'ES256' });
  app.route('/', issuer.app);
});
afterEach(() => server.close());

const verifier = (options: Partial<OidcOptions> = {}) =>
  createTokenVerifier({
    issuers: [issuer.issuer],
    audience: 'script-client',
    jwksUrl: issuer.jwksUrl,
    machineNow: () => now,
    ...options,
  });
const unsigned = (header: object, payload: object) =>
  [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');

describe('an identity token', () => {
  it('proves whose it is, with keys that are fetched once', async () => {
    const verify = verifier();
    expect(await verify(await issuer.token(wish))).toEqual({ email: 'clerk@example.com' });
    expect(await verify(await issuer.token({ ...wish, email: 'head@example.com' }))).toEqual({
      email: 'head@example.com',
    });
    expect(keysFetched).toBe(1);
  });

  it('signed by RSA, as Google signs, is as good', async () => {
    const app = new Hono();
    const rsaServer = await serveOnLoopback(app);
    const rsa = await createIssuer({ issuer: rsaServer.url, machineNow: () => now });
    app.route('/', rsa.app);
    const verify = verifier({ issuers: ['https://accounts.google.com', rsa.issuer], jwksUrl: rsa.jwksUrl });
    expect(await verify(await rsa.token(wish))).toEqual({ email: 'clerk@example.com' });
    await rsaServer.close();
  });

  it('may be meant for any one of several audiences', async () => {
    const verify = verifier({ audience: ['script-client', 'https://example.com/deliver'] });
    const token = await issuer.token({ ...wish, audience: 'https://example.com/deliver' });
    expect(await verify(token)).toEqual({ email: 'clerk@example.com' });
  });

  it('is good half a minute past its end, for clocks that differ, and no longer', async () => {
    const verify = verifier();
    expect(await verify(await issuer.token({ ...wish, expiresInSeconds: -20 }))).toEqual({
      email: 'clerk@example.com',
    });
    await expect(verify(await issuer.token({ ...wish, expiresInSeconds: -40 }))).rejects.toMatchObject({
      name: 'Refusal',
      status: 401,
      code: 'token-expired',
    });
  });

  it('is refused when it is meant for another service', async () => {
    const token = await issuer.token({ ...wish, audience: 'another-client' });
    await expect(verifier()(token)).rejects.toMatchObject({ status: 401, code: 'wrong-audience' });
  });

  it('is refused when another issuer made it', async () => {
    const verify = verifier({ issuers: ['https://accounts.google.com'] });
    await expect(verify(await issuer.token(wish))).rejects.toMatchObject({ status: 401, code: 'bad-claim' });
  });

  it('is refused when it is forged', async () => {
    await expect(verifier()(await issuer.forgedToken(wish))).rejects.toMatchObject({
      status: 401,
      code: 'bad-signature',
    });
    const [header, , signature] = (await issuer.token(wish)).split('.');
    const other = Buffer.from(JSON.stringify({ ...wish, email_verified: true })).toString('base64url');
    await expect(verifier()(`${header}.${other}.${signature}`)).rejects.toMatchObject({
      code: 'bad-signature',
    });
  });

  it('is refused when nobody published its key', async () => {
    const stranger = await createIssuer({ issuer: server.url, machineNow: () => now, algorithm: 'ES256' });
    await expect(verifier()(await stranger.token(wish))).rejects.toMatchObject({
      status: 401,
      code: 'bad-signature',
    });
  });

  it.each([{ alg: 'none' }, { alg: 'HS256', kid: 'x' }])(
    'is refused when it is signed by %j',
    async (header) => {
      await expect(verifier()(`${unsigned(header, wish)}.AAAA`)).rejects.toMatchObject({
        status: 401,
        code: 'bad-algorithm',
      });
    },
  );

  it('is refused when its address is not verified, or nobody says that it is', async () => {
    for (const emailVerified of [false, null])
      await expect(verifier()(await issuer.token({ ...wish, emailVerified }))).rejects.toMatchObject({
        status: 403,
        code: 'email-unverified',
      });
    await expect(verifier()(await issuer.token({ ...wish, email: '' }))).rejects.toMatchObject({
      status: 403,
      code: 'no-email',
    });
  });

  it.each(['', 'x', 'a.b.c', '令牌', '{}', 'Bearer a.b.c', '..', `${'a'.repeat(100_000)}.b.c`])(
    'is refused when it is none (case %#)',
    async (text) => {
      await expect(verifier()(text)).rejects.toMatchObject({ status: 401, code: 'not-a-token' });
    },
  );

  it('is not refused, but failed over, when the keys cannot be had: the sender may try again', async () => {
    const verify = verifier({ jwksUrl: 'http://127.0.0.1:9/jwks' });
    await expect(verify(await issuer.token(wish))).rejects.not.toMatchObject({ name: 'Refusal' });
    const nowhere = verifier({ jwksUrl: `${issuer.issuer}/nothing` });
    await expect(nowhere(await issuer.token(wish))).rejects.not.toMatchObject({ name: 'Refusal' });
  });
});
