import { describe, expect, it } from '@jest/globals';
import { retryAfterSeconds } from '../../functions/src/adapters/retry-after';

const now = new Date('2026-11-01T00:00:00.500Z');

describe('the header Retry-After', () => {
  it.each([
    ['7', 7],
    [' 120 ', 120],
    ['31536000', 31_536_000],
    ['Sun, 01 Nov 2026 00:01:00 GMT', 60],
    ['Mon, 02 Nov 2026 00:00:00 GMT', 86_400],
  ])('%s wishes so many seconds', (header, seconds) => {
    expect(retryAfterSeconds(header, now)).toBe(seconds);
  });

  it.each([
    '0',
    '-5',
    '1.5',
    '7 seconds',
    'soon',
    '',
    undefined,
    null,
    7,
    ['7'],
    'Sun, 01 Nov 2026 00:00:00 GMT',
    'Sat, 31 Oct 2026 23:00:00 GMT',
    'Sun, 99 Nov 2026 00:01:00 GMT',
    '2026-11-01T00:01:00Z',
  ])('%j wishes nothing', (header) => {
    expect(retryAfterSeconds(header, now)).toBeUndefined();
  });
});
