import { log } from '../log';
import type { SendOutcome, Services } from '../ports';
import type { Notice } from '../rules/notice';
import { type Decide, type Settled, settleClaimed } from './settle-notice';

/** Between the tries; a store that is away for longer than all of them takes as long to notice. */
const pausesSeconds = [1, 2, 4, 8];

/**
 * Records what a provider has answered. Nobody else knows it, so a store that fails is asked again, as long as nobody
 * may take the notice for given up; in the end it stands in the log, for a person to settle the notice by it.
 * @throws what the store threw last
 */
export async function recordOutcome(
  services: Services,
  claimed: { readonly notice: Notice; readonly version: string },
  outcome: SendOutcome,
  wait: (milliseconds: number) => Promise<unknown>,
  decide: Decide,
): Promise<Settled> {
  const { id, leaseUntil = '' } = claimed.notice;
  for (let tries = 0; ; tries++) {
    try {
      return await settleClaimed(services, claimed, decide);
    } catch (error) {
      const seconds = pausesSeconds[tries];
      const left = Date.parse(leaseUntil) - services.clock.machine().getTime();
      if (seconds === undefined || left < seconds * 1000) {
        const { outcome: said, ...rest } = outcome;
        log('ERROR', 'outcome not recorded', { notice: id, outcome: said, ...rest });
        throw error;
      }
      await wait(seconds * 1000);
    }
  }
}
