import { describe, expect, it } from '@jest/globals';
import { languages } from '../../functions/src/forms/label';
import { notYours } from '../../functions/src/rules/cell-refusal';

describe('a cell that is somebody else’s', () => {
  it('says whose it is, and that a manager may change it too', () => {
    expect(languages.map((language) => notYours('after-sales-clerk', language).message)).toEqual([
      '这一格由售后专员填写。需要改动请找售后专员或经理。',
      '這一格由售後專員填寫。需要更動請找售後專員或經理。',
      'This is for the After-sales clerk to fill in. Ask them or a manager.',
    ]);
  });

  it('names the manager once where it is the manager’s', () => {
    expect(languages.map((language) => notYours('manager', language).message)).toEqual([
      '这一格由经理填写，需要改动请找经理。',
      '這一格由經理填寫，需要更動請找經理。',
      'This is for a manager to fill in. Ask one for a change.',
    ]);
  });
});
