import type { Clock } from '../ports';

/** In production both times are the machine's. The only place that asks for it. */
export const systemClock: Clock = { business: () => new Date(), machine: () => new Date() };
