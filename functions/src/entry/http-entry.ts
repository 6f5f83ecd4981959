import type { Request, Response } from '@google-cloud/functions-framework';
import type { z } from 'zod';
import { Refusal } from '../errors';
import { log } from '../log';

/** Answers with what `work` returns, or refuses in JSON; nothing of an error of ours is shown but that there was one. */
export function answering(name: string, work: (request: Request) => Promise<unknown>) {
  return async (request: Request, response: Response): Promise<void> => {
    try {
      if (request.method !== 'POST')
        throw new Refusal(405, 'method-not-allowed', 'Only POST is answered here.');
      const answer = await work(request);
      if (answer === undefined) response.status(204).end();
      else response.status(200).json(answer);
    } catch (error) {
      if (error instanceof Refusal) {
        log('INFO', 'refused', { entry: name, status: error.status, code: error.code });
        response.status(error.status).json({ error: { code: error.code, message: error.message } });
        return;
      }
      log('ERROR', 'failed', {
        entry: name,
        error:
          error instanceof Error ? `${error.name}: ${error.stack?.split('\n')[1]?.trim() ?? ''}` : 'unknown',
      });
      response.status(500).json({ error: { code: 'internal', message: '系统出错，请稍后再试。' } });
    }
  };
}

/** The identity token of `Authorization: Bearer …`. @throws Refusal 401 */
export function bearerToken(request: Request): string {
  const token = /^Bearer ([\w.-]{1,4096})$/.exec(request.get('authorization') ?? '')?.[1];
  if (!token) throw new Refusal(401, 'no-token', '没有登录凭证，请从表格菜单“跟单”提交。');
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
