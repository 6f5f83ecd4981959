import type { JWTPayload, JWTVerifyResult } from 'jose';
import { z } from 'zod';
import { Refusal } from '../errors';
import type { VerifiedCaller } from '../ports';

export type OidcOptions = {
  readonly issuers: readonly string[];
  /** Whom tokens must be meant for: the script's client id, or a function's address. */
  readonly audience: string | readonly string[];
  readonly jwksUrl: string;
  readonly machineNow: () => Date;
};

const clockTolerance = 30;
const person = z.looseObject({ email: z.email() });

/**
 * Gives a verifier of OpenID Connect identity tokens; keys are fetched when first needed and kept.
 * The verifier throws Refusal 401 for a token that proves nothing (the sender may fetch another), 403 for an address
 * that the issuer has not verified, and the fetch's own error when the keys can't be had.
 */
export function createTokenVerifier(options: OidcOptions): (token: string) => Promise<VerifiedCaller> {
  let checking: ReturnType<typeof loadCheck> | undefined;
  return async (token) => {
    checking ??= loadCheck(options);
    const { check, reasonOf } = await checking;
    try {
      return callerOf((await check(token)).payload);
    } catch (error) {
      if (error instanceof Refusal) throw error;
      throw reasonOf(error) ?? error;
    }
  };
}

function callerOf(payload: JWTPayload): VerifiedCaller {
  const parsed = person.safeParse(payload);
  if (!parsed.success) throw new Refusal(403, 'no-email', 'The identity token names no email address.');
  if (payload.email_verified !== true)
    throw new Refusal(403, 'email-unverified', 'The email address of the identity token is not verified.');
  return { email: parsed.data.email };
}

/** Loads the library only now. */
async function loadCheck(options: OidcOptions) {
  const { createRemoteJWKSet, errors, jwtVerify } = await import('jose');
  const keys = createRemoteJWKSet(new URL(options.jwksUrl));
  const check = (token: string): Promise<JWTVerifyResult> =>
    jwtVerify(token, keys, {
      issuer: [...options.issuers],
      audience: typeof options.audience === 'string' ? options.audience : [...options.audience],
      algorithms: ['RS256', 'ES256'],
      requiredClaims: ['exp', 'sub'],
      currentDate: options.machineNow(),
      clockTolerance,
    });
  const reasonOf = (error: unknown): Refusal | undefined => {
    if (error instanceof errors.JWTExpired)
      return new Refusal(401, 'token-expired', 'The identity token has expired.');
    if (error instanceof errors.JWTClaimValidationFailed)
      return error.claim === 'aud'
        ? new Refusal(401, 'wrong-audience', 'The identity token is meant for another service.')
        : new Refusal(401, 'bad-claim', `The identity token’s ${error.claim} is not accepted.`);
    if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
      return new Refusal(401, 'bad-signature', 'The identity token is not signed by its issuer.');
    if (error instanceof errors.JOSEAlgNotAllowed)
      return new Refusal(401, 'bad-algorithm', 'The identity token is signed in a way that is not accepted.');
    if (
      error instanceof errors.JWTInvalid ||
      error instanceof errors.JWSInvalid ||
      error instanceof errors.JOSENotSupported
    )
      return new Refusal(401, 'not-a-token', 'This is not an identity token.');
    return undefined;
  };
  return { check, reasonOf };
}
