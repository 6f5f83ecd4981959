import { randomInt } from 'node:crypto';
import type { HttpFunction } from '@google-cloud/functions-framework';
import { deliverNotices } from '../flows/deliver-notices';
import type { Form } from '../forms/form';
import type { Services } from '../ports';

/** Sweeps the outbox. Called every minute by the schedule, and sooner to wake it; it is not reachable from outside. */
export function deliver(services: () => Promise<Services>, forms: readonly Form[]): HttpFunction {
  const random = () => randomInt(1_000_000) / 1_000_000;
  return async (_request, response) => {
    const count = await deliverNotices(await services(), forms, { limit: 200, concurrency: 16, random });
    response.status(200).json(count);
  };
}
