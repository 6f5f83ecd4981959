import { createHmac } from 'node:crypto';

type Params = Readonly<Record<string, string>>;

/** Twilio's signature of a form post: base64 HMAC-SHA1 over the address and the sorted names and values. */
function signatureOf(authToken: string, address: string, params: Params): string {
  const text = Object.keys(params)
    .sort()
    .reduce((sum, name) => `${sum}${name}${params[name]}`, address);
  return createHmac('sha1', authToken).update(text, 'utf8').digest('base64');
}

export type WebhookAnswer =
  | { readonly status: number; readonly body: string }
  | { readonly failed: 'ct' | 'rt' };

const longestRead = 15_000;
const mostRetries = 5;

/**
 * Posts as Twilio does: signed, once more after a failed connection, and as told by the address's fragment
 * (`#rc=2&rp=ct,rt,5xx`: retry count and policy; the fragment is neither sent nor signed). A 5xx is by default not
 * tried again. Source: Twilio docs, "Webhook connection overrides".
 */
export async function postWebhook(
  authToken: string,
  url: string,
  params: Params,
  signal: AbortSignal,
): Promise<WebhookAnswer> {
  const [address = url, fragment = ''] = url.split('#', 2);
  const overrides = new URLSearchParams(fragment);
  const policy = (overrides.get('rp') ?? 'ct').split(',');
  let retries = Math.min(Number(overrides.get('rc') ?? 1), mostRetries);
  for (;;) {
    const answer = await postOnce(authToken, address, params, signal);
    if (retries === 0 || signal.aborted || !wantsRetry(answer, policy)) return answer;
    retries -= 1;
  }
}

async function postOnce(
  authToken: string,
  address: string,
  params: Params,
  signal: AbortSignal,
): Promise<WebhookAnswer> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'X-Twilio-Signature': signatureOf(authToken, address, params) },
      body: new URLSearchParams(params),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(longestRead)]),
    });
    return { status: response.status, body: await response.text() };
  } catch (error) {
    return { failed: neverConnected(error) ? 'ct' : 'rt' };
  }
}

function neverConnected(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'UND_ERR_CONNECT_TIMEOUT';
}

function wantsRetry(answer: WebhookAnswer, policy: readonly string[]): boolean {
  if ('failed' in answer) return policy.includes('all') || policy.includes(answer.failed);
  const family = `${Math.floor(answer.status / 100)}xx`;
  return answer.status >= 400 && (policy.includes('all') || policy.includes(family));
}
