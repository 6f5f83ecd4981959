import type { Request, Response } from '@google-cloud/functions-framework';
import type { z } from 'zod';
import { Refusal } from '../errors';
import type { ErrorAnswer } from '../forms/edit-contract';
import { log, type Severity } from '../log';
import type { WiredServices } from '../ports';
import { refusalMessage } from '../rules/refusal-messages';

/** How an entry differs from most, which answer POST with JSON. */
export type Answering<T> = {
  readonly methods: readonly string[];
  readonly show: (response: Response, answer: T) => void;
};

const inJson: Answering<unknown> = {
  methods: ['POST'],
  show: (response, answer) => {
    if (answer === undefined) response.status(204).end();
    else response.status(200).json(answer);
  },
};

/** Answers with what `work` returns, or refuses in JSON; nothing of an error of ours is shown but that there was one. */
export function answering<T>(
  name: string,
  wired: () => WiredServices,
  work: (request: Request) => Promise<T>,
  { methods, show }: Answering<T> = inJson,
) {
  return async (request: Request, response: Response): Promise<void> => {
    const refuse = (status: number, code: string, message: string): void => {
      const { staffLanguage } = wired().deployed;
      const body: ErrorAnswer = { error: { code, message: refusalMessage(code, staffLanguage, message) } };
      response.status(status).json(body);
    };
    try {
      if (!methods.includes(request.method))
        throw new Refusal(405, 'method-not-allowed', `Only ${methods.join(' and ')} is answered here.`);
      show(response, await work(request));
    } catch (error) {
      if (error instanceof Refusal) {
        log(severityOf(error), 'refused', { entry: name, status: error.status, code: error.code });
        refuse(error.status, error.code, error.message);
        return;
      }
      for (const cause of error instanceof AggregateError ? error.errors : [error]) {
        log('ERROR', 'failed', { entry: name, error: placeOf(cause) });
      }
      refuse(500, 'internal', 'Something went wrong.');
    }
  };
}

/** Other people's mistakes; but where the provider's signature is refused, ours may be the wrong address or token. */
function severityOf({ code }: Refusal): Severity {
  return code === 'bad-signature' ? 'WARNING' : 'INFO';
}

/** An error's kind and where it was thrown; its message may quote what people typed and stays out of the log. */
function placeOf(error: unknown): string {
  return error instanceof Error
    ? `${error.name} ${
        error.stack
          ?.split('\n')
          .find((line) => /^\s+at /.test(line))
          ?.trim() ?? ''
      }`
    : 'unknown';
}

/** The identity token of `Authorization: Bearer …`. @throws Refusal 401 */
export function bearerToken(request: Request): string {
  const token = /^Bearer ([\w.-]{1,4096})$/.exec(request.get('authorization') ?? '')?.[1];
  if (!token) throw new Refusal(401, 'no-token', 'There is no identity token.');
  return token;
}

/** @throws Refusal 400 that lists all faults with their places. */
export function parsedBody<T>(schema: z.ZodType<T>, request: Request): T {
  const parsed = schema.safeParse(request.body);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues
    .slice(0, 20)
    .map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  throw new Refusal(400, 'malformed', `The request is not as agreed: ${faults.join('; ')}`);
}
