import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ReplyMeaning, replyMeaning } from '../../functions/src/rules/reply-words';

const examples: readonly [ReplyMeaning, readonly string[]][] = [
  [
    'stop',
    [
      ...['退订', '退訂', '取消订阅', '取消訂閱', 'TD', 'T', 'STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL'],
      ...[
        'END',
        'QUIT',
        'REVOKE',
        'OPTOUT',
        'td',
        'Stop',
        ' stop ',
        'ＳＴＯＰ',
        'ｔｄ',
        '　退订　',
        '退订。',
      ],
      ...['退訂！', '“退订”', '「退訂」', '【TD】', 'STOP.', 'stop!!', '\u200bSTOP', 'STOP\n'],
    ],
  ],
  ['start', ['恢复', '恢復', 'START', 'UNSTOP', 'YES', 'start', 'Ｙｅｓ', ' 恢复。']],
  ['received', ['1', '１', ' 1 ', '1.', '１。', '1、', '1！', '①', '1️⃣', '1~', '（1）', '1\n']],
  ['problem', ['2', '２', '2。', '②', '2!']],
  [
    'text',
    [
      ...[
        '',
        ' ',
        '。',
        '12',
        '21',
        '11',
        '1 2',
        '1,2',
        '-1',
        '+1',
        '0',
        '3',
        '1?',
        '１？',
        '退订？',
        'STOP?',
      ],
      ...[
        '1箱破损',
        '收到1',
        '不退订',
        '退订吗',
        '请不要 STOP',
        'stopping',
        'TDD',
        '收到',
        '好',
        '👍',
        '1👎',
      ],
    ],
  ],
];

describe('what a reply means', () => {
  it.each(examples.flatMap(([meaning, bodies]) => bodies.map((body) => [body, meaning] as const)))(
    '%j: %s',
    (body, meaning) => {
      expect(replyMeaning(body)).toBe(meaning);
    },
  );

  const words = examples.filter(([meaning]) => meaning !== 'text').flatMap(([, bodies]) => bodies);

  it('stays the same with spaces, full stops and exclamation marks after it, however it is capitalised', () => {
    const after = fc.array(fc.constantFrom(' ', '　', '。', '.', '!', '！', '\n', '、', ',', '…'));
    fc.assert(
      fc.property(fc.constantFrom(...words), after, fc.boolean(), (word, ends, isSmall) => {
        const typed = `${isSmall ? word.toLowerCase() : word.toUpperCase()}${ends.join('')}`;
        expect(replyMeaning(typed)).toBe(replyMeaning(word));
      }),
    );
  });

  it('is prose as soon as a letter or a digit stands beside the word, for people to read', () => {
    const letter = fc.constantFrom('不', 'x', '0', '9', '吗', 'é');
    fc.assert(
      fc.property(
        fc.constantFrom(...words.filter((word) => !/[。.!！\n]$/.test(word))),
        letter,
        fc.boolean(),
        (word, extra, isBefore) => {
          // What has ended with a full stop is another matter: see `refusing-words`.
          expect(replyMeaning(isBefore ? `${extra} ${word}` : `${word} ${extra}`)).toBe('text');
        },
      ),
    );
  });

  it('is found in whatever arrives without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1600 }), (body) => {
        expect(['stop', 'stop-and-text', 'start', 'received', 'problem', 'text']).toContain(
          replyMeaning(body),
        );
      }),
    );
  });
});
