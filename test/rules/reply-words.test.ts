import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ReplyMeaning, replyMeaning } from '../../functions/src/rules/reply-words';

const examples: readonly [ReplyMeaning, readonly string[]][] = [
  [
    'stop',
    [
      ...['退订', '退訂', '取消订阅', '取消訂閱', 'TD', 'T', 'STOP', 'STOPALL', 'UNSUBSCRIBE'],
      ...['REVOKE', 'OPTOUT', 'td', 'Stop', ' stop ', 'ＳＴＯＰ', 'ｔｄ', '　退订　', '退订。'],
      ...['退訂！', '“退订”', '「退訂」', '【TD】', 'STOP.', 'stop!!', '\u200bSTOP', 'STOP\n'],
    ],
  ],
  ['stop-and-text', ['CANCEL', 'END', 'QUIT', 'cancel', 'Ｅｎｄ', 'Quit.', ' cancel！']],
  ['start', ['恢复', '恢復', 'START', 'UNSTOP', 'YES', 'start', 'Ｙｅｓ', ' 恢复。']],
  ['received', ['1', '１', ' 1 ', '1.', '１。', '1、', '1！', '①', '1️⃣', '1~', '（1）', '1\n']],
  ['problem', ['2', '２', '2。', '②', '2!']],
  [
    'received',
    [
      ...[
        '1 收到',
        '1，谢谢',
        '收到1',
        '收到，1',
        '1 received',
        '1, thanks!',
        'OK 1',
        '①收到，謝謝',
        '1 ok thank you',
      ],
      ...['1。已收到', '回复1', '1 好的', '1，没问题', '您好，1，谢谢！', '1 Thx'],
    ],
  ],
  [
    'problem',
    [
      ...[
        '2，茶几玻璃碎了',
        '2 破损',
        '2 谢谢',
        '2，谢谢',
        '回复2',
        '②有一件破损',
        '2。少了一件，怎么办？',
        '2，收到了，玻璃碎了',
        '2, received but broken',
        '2，没都到',
        '2 not all received',
        '2 NO GLASS',
        '2，没有玻璃',
        '2，签收的时候玻璃碎了',
        '2，全部破损',
        '2，没全部收到',
      ],
      ...['2\n沙发脏了', '2 broken glass', '2, one is missing', '2（玻璃碎了）'],
    ],
  ],
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
      ...['1箱破损', '不退订', '退订吗', '请不要 STOP', 'stopping', 'TDD', '收到', '好', '👍', '1👎'],
      ...['一', '二', '没收到', '没有收到1', 'not received', 'Received', 'ok', '1👍', '1%', '1#', '1/', '2*'],
      ...['yes please', 'Yes all good', '恢复发货', 'cancel it', '取消'],
      ...[
        '1，但是少一件',
        '1 少一件',
        '1，没收到',
        '没收到，1',
        '还没收到1',
        '1收到2',
        '收到2',
        '收到1件',
        '1件收到',
        '1 1',
      ],
      ...[
        '请发1',
        '第1批',
        '有1件破损',
        '1月2日',
        '1，收到吗',
        '1 谢谢？',
        '1收到👎',
        '1. 收到 2. 茶几坏了',
        '1st',
      ],
      ...[
        '2箱破损',
        '2 箱破损',
        '2个沙发坏了',
        '2点送到',
        '2:30送到',
        '2.5',
        '2-3天',
        '2/3',
        '2天后到',
        '2 days late',
        '2pm',
      ],
      ...[
        '2 no problem',
        '2 No problems, thanks',
        '2, no issue',
        '2 no damage',
        '2 nothing wrong',
        '2 nothing missing',
        '2 not damaged',
      ],
      ...[
        '2 已签收',
        '2 已簽收',
        '2 received',
        '2，都到了',
        '2 全部收到',
        '2 收到',
        '2 收到，谢谢',
        '2，货收到了',
        '2 goods received',
      ],
      ...[
        '2, all received',
        '2，货都没问题',
        '2，一切正常',
        '2，没有破损',
        '2, good condition',
        '2, everything is fine',
        '2，都完好',
        '2. Arrived',
      ],
      ...['2，没问题', '2，1', '2 1', '2，3都没到', '2?', '2 吗', '2，完好', '2 all good', '收到2件'],
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

  const words = examples
    .filter(([meaning]) => meaning !== 'text')
    .flatMap(([, bodies]) => bodies)
    .filter((body) => !/[12①②].*\p{L}|\p{L}.*[12]/su.test(body));

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
