import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type PlaceholderId, placeholders } from '../../functions/src/forms/template-kinds';
import { fillTemplate, parseTemplate, type TemplateValues } from '../../functions/src/rules/template';

const offered: readonly PlaceholderId[] = ['number', 'owed', 'carrier-phone', 'condition-notes'];
const values = { number: 'DH1', owed: '茶几×2' } satisfies TemplateValues;

function filled(text: string, known: TemplateValues = values): string {
  const { template, faults } = parseTemplate(text, offered);
  expect(faults).toEqual([]);
  return fillTemplate(template, known);
}
const faultsOf = (text: string) => parseTemplate(text, offered).faults;

describe('a placeholder', () => {
  it.each(['{编号}', '{編號}', '{number}', '{Number}', '{ 编 号 }', '｛编号｝', '{编号｝'])(
    'may be written %s',
    (text) => {
      expect(filled(`订单${text}。`)).toBe('订单DH1。');
    },
  );

  it('has names that nobody can mistake for another one’s', () => {
    const names = Object.values(placeholders).map(({ label }) => new Set(Object.values(label)));
    const all = names.flatMap((few) => [...few]);
    expect(new Set(all).size).toBe(all.length);
  });

  it('without a value leaves nothing behind', () => {
    expect(filled('电话{承运电话}。')).toBe('电话。');
  });
});

describe('an optional piece', () => {
  it('is there when all that it names is known', () => {
    expect(filled('{编号}[，尚欠{欠货}]。')).toBe('DH1，尚欠茶几×2。');
    expect(filled('{编号}［，尚欠{欠货}］。')).toBe('DH1，尚欠茶几×2。');
  });

  it.each([
    ['absent', {}],
    ['empty', { owed: '' }],
  ])('is left out with the words around it when something in it is %s', (_how, owed) => {
    expect(filled('{编号}[，尚欠{欠货}]。', { number: 'DH1', ...owed })).toBe('DH1。');
    expect(filled('{编号}[，{欠货}{编号}]。', { number: 'DH1', ...owed })).toBe('DH1。');
  });
});

describe('a line', () => {
  it('vanishes when it is empty only because something is not known', () => {
    expect(filled('一\n[电话：{承运电话}]\n二')).toBe('一\n二');
    expect(filled('一\n{承运电话}\n二')).toBe('一\n二');
  });

  it('takes one of two empty lines with it', () => {
    expect(filled('一\n\n[电话：{承运电话}]\n\n二')).toBe('一\n\n二');
    expect(filled('[{承运电话}]\n\n二')).toBe('二');
  });

  it('stays when it was typed empty, or says more', () => {
    expect(filled('一\n\n\n二[{承运电话}]')).toBe('一\n\n\n二');
  });
});

describe('what can’t be read', () => {
  it.each([
    ['a name that there is not', '{单号}', [{ code: 'unknown-placeholder', at: 0, name: '单号' }]],
    ['no name', '编号{}', [{ code: 'unknown-placeholder', at: 2, name: '' }]],
    ['a name that is not offered here', '{金额}', [{ code: 'unknown-placeholder', at: 0, name: '金额' }]],
    ['a brace that is not closed', '{编号，{欠货}', [{ code: 'unclosed', at: 0, mark: '{' }]],
    [
      'a brace closed on the next line',
      '{编号\n}',
      [
        { code: 'unclosed', at: 0, mark: '{' },
        { code: 'unopened', at: 4, mark: '}' },
      ],
    ],
    ['a brace that was not opened', '编号}', [{ code: 'unopened', at: 2, mark: '}' }]],
    ['a bracket that is not closed', '一[{欠货}', [{ code: 'unclosed', at: 1, mark: '[' }]],
    ['a bracket that was not opened', '{欠货}］', [{ code: 'unopened', at: 4, mark: '］' }]],
    ['a piece in a piece, once', '[一[{欠货}]]', [{ code: 'nested', at: 2, mark: '[' }]],
  ])('%s', (_what, text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
  });

  it('is told all at once', () => {
    expect(faultsOf('{甲}[一[二]]}{').map(({ code }) => code)).toEqual([
      'unknown-placeholder',
      'nested',
      'unopened',
      'unclosed',
    ]);
  });
});

it('any text can be read and filled, and nothing of it gets lost but placeholders, pieces and marks', () => {
  const typed = fc
    .array(
      fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 6 }),
        fc.constantFrom('{编号}', '{承运电话}', '[', ']', '{', '}', '\n', '［', '｝'),
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(typed, (text) => {
      const { template, faults } = parseTemplate(text, offered);
      const result = fillTemplate(template, values);
      if (faults.length === 0) expect(result).not.toMatch(/[{}[\]｛｝［］]/);
      if (!/[{}[\]｛｝［］\s]/.test(text)) expect(result).toBe(text);
    }),
  );
});
