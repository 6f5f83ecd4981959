import { describe, expect, it } from '@jest/globals';
import {
  afterAnswer,
  afterFault,
  afterShutOut,
  type Circuit,
  closed,
  saysOfProvider,
  standing,
} from '../../functions/src/rules/circuit';
import type { SendOutcome } from '../../functions/src/rules/send-outcome';

const start = Date.parse('2026-11-01T00:00:00.000Z');
const at = (minutes: number) => new Date(start + minutes * 60_000);

/** The circuit after so many faults at once. */
function faults(count: number, circuit: Circuit = closed): Circuit {
  return Array.from({ length: count }).reduce<Circuit>(
    (before) => afterFault(before, 'ECONNREFUSED', at(0)),
    circuit,
  );
}

describe('a provider', () => {
  it('is left alone for a minute after five faults in a row, not before', () => {
    expect(standing(faults(4), at(0))).toBe('closed');
    expect(faults(5)).toEqual({ failures: 5, openUntil: at(1).toISOString(), code: 'ECONNREFUSED' });
    expect(standing(faults(5), at(0.99))).toBe('open');
    expect(standing(faults(5), at(1))).toBe('half-open');
  });

  it('is left alone no longer for the faults of what was still under way', () => {
    expect(faults(20)).toEqual(faults(5));
  });

  it('is left alone for twice as long each time a notice has tried in vain, up to a quarter of an hour', () => {
    let circuit = faults(5);
    const minutes: number[] = [];
    for (let now = at(0); minutes.length < 7; ) {
      const until = new Date(circuit.openUntil ?? '');
      minutes.push((until.getTime() - now.getTime()) / 60_000);
      now = until;
      circuit = afterFault(circuit, undefined, now);
    }
    expect(minutes).toEqual([1, 2, 4, 8, 15, 15, 15]);
    expect(circuit.code).toBe('ECONNREFUSED');
  });

  it('that tells by itself that it lets us do nothing is left alone at once, and no longer for being told again', () => {
    const shut = afterShutOut(closed, '30002', at(0));
    expect(shut).toEqual({ failures: 5, openUntil: at(1).toISOString(), code: '30002' });
    expect(afterShutOut(shut, '30002', at(0.5))).toBe(shut);
    expect(afterShutOut(shut, '30002', at(1))).toMatchObject({
      failures: 6,
      openUntil: at(3).toISOString(),
    });
  });

  it('that answers has no faults any more, and rests on if it was to rest', () => {
    expect(afterAnswer(faults(5))).toEqual(closed);
    expect(afterAnswer(closed)).toBe(closed);
    const lookedThrough = { dueAt: at(0).toISOString(), id: 'a' };
    expect(afterAnswer({ ...faults(5), lookedThrough })).toEqual(closed);
    const rest = { refusals: 2, restUntil: at(1).toISOString(), code: '20429' };
    expect(afterAnswer({ ...rest, failures: 3 })).toEqual({ ...rest, failures: 0 });
  });
});

describe('what a send says of the provider', () => {
  it.each<[SendOutcome, string]>([
    [{ outcome: 'accepted', providerId: 'SM1' }, 'taken'],
    [{ outcome: 'passing', code: '20429', channel: 'too-many' }, 'too-much'],
    [{ outcome: 'passing', code: '20429', retryAfterSeconds: 7 }, 'too-much'],
    [{ outcome: 'passing', code: '63038', channel: 'day-full' }, 'too-much'],
    [{ outcome: 'passing', code: '20003', channel: 'shut-out' }, 'fault'],
    [{ outcome: 'passing', code: '535 5.7.8', channel: 'shut-out' }, 'fault'],
    [{ outcome: 'passing', code: '451' }, 'answer'],
    [{ outcome: 'permanent', code: '21211', reason: 'bad-number' }, 'answer'],
    [{ outcome: 'permanent', code: 'bad-address', reason: 'refused' }, 'nothing'],
    [{ outcome: 'passing', code: 'ECONNREFUSED' }, 'fault'],
    [{ outcome: 'passing', code: 'no-code' }, 'nothing'],
    [{ outcome: 'unknown', code: 'ECONNABORTED' }, 'fault'],
    [{ outcome: 'unknown', code: '20500' }, 'fault'],
  ])('%j: %s', (outcome, said) => {
    expect(saysOfProvider(outcome)).toBe(said);
  });
});
