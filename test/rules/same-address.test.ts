import { expect, it } from '@jest/globals';
import { sameAddress } from '../../functions/src/rules/same-address';

it('an address is the same however it is capitalised', () => {
  expect(sameAddress('Li.Juan@Example.com', 'li.juan@example.COM')).toBe(true);
  expect(sameAddress('li.juan@example.com', 'li.juan@example.com')).toBe(true);
  expect(sameAddress('li.juan@example.com', 'lijuan@example.com')).toBe(false);
});

it('what is no address is the same as nothing, not even as nothing', () => {
  expect(sameAddress(undefined, undefined)).toBe(false);
  expect(sameAddress('li@example.com', undefined)).toBe(false);
  expect(sameAddress(1, 1)).toBe(false);
});
