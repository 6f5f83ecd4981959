import type { Notice } from './notice';

/**
 * Whether the provider has said of the message with this id that it never left. The notice is sent again under another
 * id; what is heard of this one later, or again, is no news of it.
 */
export function isSpent({ spent = [] }: Pick<Notice, 'spent'>, providerId: string): boolean {
  return spent.includes(providerId);
}

/** A change by which the provider takes back that it has accepted the notice: it has certainly not left. */
export function isTakenBack({ providerId }: Pick<Notice, 'providerId'>, change: Partial<Notice>): boolean {
  return providerId !== undefined && isSpent(change, providerId);
}

/** What is so no longer then: it may come to be again when the notice is sent again. */
export const goneWhenTakenBack = [
  'providerId',
  'acceptedAt',
  'cost',
] as const satisfies readonly (keyof Notice)[];
