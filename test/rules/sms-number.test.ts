import { describe, expect, it } from '@jest/globals';
import { takesSms } from '../../functions/src/rules/sms-number';

describe('an SMS', () => {
  it.each(['+8613800138000', '+886912345678', '+85261234567', '+6591234567', '+447911123456'])(
    'arrives at the mobile %s',
    (phone) => {
      expect(takesSms(phone)).toBe(true);
    },
  );

  it.each(['+14155552671', '+14155550100'])(
    'may arrive at %s: in North America numbers do not tell a mobile from a desk phone',
    (phone) => {
      expect(takesSms(phone)).toBe(true);
    },
  );

  it.each(['+8675788886666', '+861064123456', '+886223456789', '+85221234567', '+442071838750'])(
    'does not arrive at the desk phone %s',
    (phone) => {
      expect(takesSms(phone)).toBe(false);
    },
  );

  it.each(['+8675788886666;ext=801', '+14155552671;ext=12', '+18005551234;ext=12'])(
    'does not arrive at the extension %s',
    (phone) => {
      expect(takesSms(phone)).toBe(false);
    },
  );

  it('does not arrive at a 400 number, which only passes calls on', () => {
    expect(takesSms('+864008001234')).toBe(false);
  });

  it.each([
    '+868001234567',
    '+886800011011',
    '+448081570000',
    '+886203123456',
    '+8616812345',
    '+80012345678',
  ])('does not arrive at %s, which the caller or the called pays for', (phone) => {
    expect(takesSms(phone)).toBe(false);
  });

  it.each(['+18005551234', '+18882345678'])(
    'may arrive at %s: in North America toll-free numbers take SMS',
    (phone) => {
      expect(takesSms(phone)).toBe(true);
    },
  );

  it.each(['+443331234567', '+81570123456'])(
    'does not arrive at a company’s number for all its phones: %s',
    (phone) => {
      expect(takesSms(phone)).toBe(false);
    },
  );

  it('is tried at what nobody can tell the kind of', () => {
    expect(['+8614412345678', 'no number', ''].map(takesSms)).toEqual([true, true, true]);
  });
});
