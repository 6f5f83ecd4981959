import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Hono } from 'hono';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { createIssuer, type Issuer } from '../../infra/local/providers/issuer';
import { type LoopbackServer, serveOnLoopback } from '../../infra/local/providers/loopback';

const machineNow = () => new Date();
const wish = { email: 'clerk@example.com', audience: 'script-client' };

let server: LoopbackServer;
let issuer: Issuer;
const serve = async (options: { readonly algorithm?: 'ES256'; readonly saved?: unknown } = {}) => {
  const app = new Hono();
  server = await serveOnLoopback(app);
  issuer = await createIssuer({ issuer: server.url, machineNow, ...options });
  app.route('/', issuer.app);
};
const verify = (token: string) =>
  jwtVerify(token, createRemoteJWKSet(new URL(issuer.jwksUrl)), {
    issuer: issuer.issuer,
    audience: 'script-client',
  });

beforeEach(() => serve());
afterEach(() => server.close());

describe('the local issuer', () => {
  it('says where its keys are, and shows only their public part', async () => {
    const configuration = await (await fetch(`${issuer.issuer}/.well-known/openid-configuration`)).json();
    expect(configuration).toMatchObject({ issuer: server.url, jwks_uri: issuer.jwksUrl });
    const jwks = await (await fetch(issuer.jwksUrl)).text();
    expect(Object.keys(JSON.parse(jwks).keys[0]).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });

  it('signs tokens that say who, for whom and until when', async () => {
    const { payload } = await verify(await issuer.token(wish));
    expect(payload).toMatchObject({
      email: 'clerk@example.com',
      email_verified: true,
      sub: 'clerk@example.com',
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
  });

  it('signs with an elliptic curve key when asked', async () => {
    await server.close();
    await serve({ algorithm: 'ES256' });
    const { protectedHeader } = await verify(await issuer.token(wish));
    expect(protectedHeader.alg).toBe('ES256');
  });

  it('can leave the address unverified, or leave the claim out', async () => {
    const unverified = await verify(await issuer.token({ ...wish, emailVerified: false }));
    expect(unverified.payload.email_verified).toBe(false);
    const silent = await verify(await issuer.token({ ...wish, emailVerified: null }));
    expect(silent.payload).not.toHaveProperty('email_verified');
  });

  it('makes tokens that a verifier refuses: expired, for others, forged', async () => {
    const expired = await issuer.token({ ...wish, expiresInSeconds: -60 });
    await expect(verify(expired)).rejects.toMatchObject({ code: 'ERR_JWT_EXPIRED' });
    const forOthers = await issuer.token({ ...wish, audience: 'other' });
    await expect(verify(forOthers)).rejects.toMatchObject({ claim: 'aud' });
    const forged = await issuer.forgedToken(wish);
    await expect(verify(forged)).rejects.toMatchObject({ code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' });
  });
});

describe('the saved state of the issuer', () => {
  it('keeps the key, so that tokens handed out before stay good', async () => {
    const { token, save } = issuer;
    const before = await token(wish);
    const saved = JSON.parse(JSON.stringify(save()));
    const oldIssuer = issuer.issuer;
    await server.close();
    await serve({ saved });
    const keys = createRemoteJWKSet(new URL(issuer.jwksUrl));
    expect((await jwtVerify(before, keys, { issuer: oldIssuer })).payload.email).toBe('clerk@example.com');
  });

  it('is refused when it is something else', async () => {
    await expect(
      createIssuer({ issuer: server.url, machineNow, saved: { algorithm: 'none' } }),
    ).rejects.toThrow();
  });
});
