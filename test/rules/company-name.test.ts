import { expect, it } from '@jest/globals';
import { languages } from '../../functions/src/forms/label';
import { companyName } from '../../functions/src/rules/company-name';
import { templatePreview } from '../../functions/src/rules/template-preview';
import { builtIn } from '../../functions/src/rules/templates';

const all = {
  company: '宏远家具',
  companyTraditional: '宏遠家具',
  companyEnglish: 'Hongyuan Furniture',
};

it('messages are signed with the name in their own letters', () => {
  expect(languages.map((language) => companyName(all, language))).toEqual([
    '宏远家具',
    '宏遠家具',
    'Hongyuan Furniture',
  ]);
});

it.each(languages)(
  'without a name of their own messages in %s are signed with the only one there is',
  (language) => {
    expect(companyName({ company: '宏远家具' }, language)).toBe('宏远家具');
  },
);

it('an English SMS that is signed in English costs half of one that is signed in Chinese', () => {
  const slot = { kind: 'goods-shipped', recipient: 'dealer', language: 'en' } as const;
  const segments = (company: string) =>
    templatePreview(slot, builtIn(slot), { company, smsPrices: { '': 0.5 } }).segments;
  expect(segments(companyName(all, 'en'))).toBe(2);
  expect(segments(all.company)).toBe(4);
});
