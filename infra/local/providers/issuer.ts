import { Hono } from 'hono';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { z } from 'zod';

type Algorithm = 'RS256' | 'ES256';
const savedSchema = z.object({
  algorithm: z.enum(['RS256', 'ES256']),
  privateKey: z.looseObject({ kid: z.string() }),
});
type SavedIssuer = z.infer<typeof savedSchema>;

/** Whom a token is for. What is left out is as Google has it for a person signed in just now. */
type TokenWish = {
  readonly email: string;
  readonly audience: string;
  /** null leaves the claim out. */
  readonly emailVerified?: boolean | null;
  readonly expiresInSeconds?: number;
  readonly subject?: string;
};

export type Issuer = {
  readonly app: Hono;
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly token: (wish: TokenWish) => Promise<string>;
  /** With everything right but the key, which nobody published under this id. */
  readonly forgedToken: (wish: TokenWish) => Promise<string>;
  /** Holds the private key: state to be kept like a password. */
  readonly save: () => SavedIssuer;
};

/**
 * An OpenID Connect issuer with its own key, as Google's for Apps Script identity tokens. `machineNow` is real time, not
 * business time. @throws ZodError when `saved` is no saved issuer
 */
export async function createIssuer(options: {
  /** Where `app` is served, without a slash at the end. */
  readonly issuer: string;
  readonly machineNow: () => Date;
  readonly algorithm?: Algorithm;
  readonly saved?: unknown;
}): Promise<Issuer> {
  const { issuer, machineNow } = options;
  const saved = options.saved === undefined ? undefined : savedSchema.parse(options.saved);
  const algorithm = saved?.algorithm ?? options.algorithm ?? 'RS256';
  const privateKey: JWK & { kid: string } = saved?.privateKey ?? (await newKey(algorithm));
  const jwks = { keys: [publicPart(privateKey)] };

  const sign = async (key: JWK, wish: TokenWish) => {
    const now = Math.floor(machineNow().getTime() / 1000);
    const verified = wish.emailVerified === undefined ? true : wish.emailVerified;
    return await new SignJWT({
      email: wish.email,
      ...(verified === null ? {} : { email_verified: verified }),
    })
      .setProtectedHeader({ alg: algorithm, kid: privateKey.kid, typ: 'JWT' })
      .setIssuer(issuer)
      .setSubject(wish.subject ?? wish.email)
      .setAudience(wish.audience)
      .setIssuedAt(now)
      .setExpirationTime(now + (wish.expiresInSeconds ?? 3600))
      .sign(await importJWK(key, algorithm));
  };

  const jwksUrl = `${issuer}/jwks`;
  const app = new Hono();
  app.get('/.well-known/openid-configuration', (c) =>
    c.json({
      issuer,
      jwks_uri: jwksUrl,
      response_types_supported: ['id_token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: [algorithm],
    }),
  );
  app.get('/jwks', (c) => c.json(jwks, 200, { 'Cache-Control': 'public, max-age=3600' }));
  return {
    app,
    issuer,
    jwksUrl,
    token: (wish) => sign(privateKey, wish),
    forgedToken: async (wish) => sign(await newKey(algorithm), wish),
    save: () => ({ algorithm, privateKey }),
  };
}

async function newKey(algorithm: Algorithm): Promise<JWK & { kid: string }> {
  const pair = await generateKeyPair(algorithm, { extractable: true });
  return { ...(await exportJWK(pair.privateKey)), alg: algorithm, use: 'sig', kid: crypto.randomUUID() };
}

function publicPart({ kty, n, e, crv, x, y, alg, use, kid }: JWK): JWK {
  return Object.fromEntries(
    Object.entries({ kty, n, e, crv, x, y, alg, use, kid }).filter(([, value]) => value !== undefined),
  );
}
