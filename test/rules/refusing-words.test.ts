import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wordings } from '../../functions/src/rules/message-wording';
import { replyMeaning } from '../../functions/src/rules/reply-words';

const refusals = ['退订', '退訂', '取消订阅', '取消訂閱', 'TD', 'STOP', 'Stop', 'Unsubscribe', 'Opt out'];

describe('somebody who politely refuses', () => {
  it.each([
    ...[
      '退订，谢谢',
      '请退订',
      '请退订！',
      '我要退订',
      '麻烦帮我退订一下，谢谢！',
      '你好，退订',
      '退订吧',
      '回复TD退订',
    ],
    ...[
      '退订短信',
      '請幫我退訂，謝謝',
      '取消订阅这个短信',
      '退订 退订 退订！！！',
      '不要再发了，退订',
      '退订，别发了',
    ],
    ...['TD。', 'td 谢谢', '请TD', '我想退订了', '退订🙏', '退订\n谢谢', '退订（谢谢）'],
    ...[
      'STOP please',
      'Please stop.',
      'stop, thanks',
      'Stop texting me',
      'please unsubscribe me',
      'STOP sending messages',
    ],
    ...[
      'I want to unsubscribe',
      'Hi, please STOP. Thank you',
      'stop stop stop',
      'opt-out',
      'OPT OUT please',
      'Please stop it',
    ],
  ])('is understood: %s', (body) => {
    expect(replyMeaning(body)).toBe('stop');
  });

  const before = [
    '',
    '请',
    '你好，',
    '麻烦您帮我',
    '我要',
    '我想',
    'Please ',
    'hello, ',
    'I would like to ',
    '不要再发了，',
  ];
  const after = [
    '',
    '，谢谢',
    '谢谢！',
    ' please',
    ', thanks',
    '吧',
    '了',
    ' 短信',
    ' texting me',
    '。别再发了',
  ];
  const marks = ['', ' ', '。', '！', '!!', '…', '\n', '~', '　', '”', '.', '🙏'];
  it('is understood whatever politeness and punctuation stand around the word', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...before),
        fc.constantFrom(...refusals),
        fc.constantFrom(...after),
        fc.array(fc.constantFrom(...marks), { minLength: 2, maxLength: 2 }),
        fc.constantFrom<'toLowerCase' | 'toUpperCase' | 'trim'>('toLowerCase', 'toUpperCase', 'trim'),
        (hello, word, thanks, [start = '', end = ''], letters) => {
          expect(replyMeaning(`${start}${hello}${word}${thanks}${end}`[letters]())).toBe('stop');
        },
      ),
    );
  });

  it('is not understood once the same words ask, deny or say something else', () => {
    const other = fc.constantFrom(
      ...['不要', '别', '没有', '怎么', '如何', '为什么', '谁', '已经', '不是', '没'],
      ...["don't ", 'do not ', 'never ', 'how to ', 'why ', 'who said '],
    );
    fc.assert(
      fc.property(
        fc.constantFrom('', '请', '你好，'),
        other,
        fc.constantFrom(...refusals),
        (hello, no, word) => {
          expect(replyMeaning(`${hello}${no}${word}`)).toBe('text');
        },
      ),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...refusals),
        fc.constantFrom('吗', '？', '?', ' ?!', '是什么意思', '？谢谢', '货', '单'),
        (word, end) => {
          expect(replyMeaning(`${word}${end}`)).toBe('text');
        },
      ),
    );
  });
});

it.each([
  ...[
    '不要退订',
    '不要“退订”',
    '不要（退订）',
    '怎么退订？',
    '怎么退订',
    '退订吗',
    '请问退订了吗',
    '我没有退订',
    '退订单DH2026-0001',
    '退订货',
    '请不要 STOP',
  ],
  ...[
    "don't stop",
    'Please do not stop',
    'stop?',
    'How do I unsubscribe?',
    'stop by tomorrow',
    'non-stop',
    'stopping',
    'nonstop',
  ],
  ...[
    'the truck will stop here',
    'stop the truck',
    'cancel the order',
    'end of the week',
    'T恤',
    'T 恤',
    'please cancel',
  ],
  ...['谢谢', '请', 'please', 'thanks', '我要', 'texting me', '帮我', '，', 'std', 'TDD', 'ltd'],
  ...['这批货有问题，退订', '退订，把订单取消', 'Stop, wrong order', '退订，货款什么时候退'],
  `我们公司最近要搬到新的地方，${'地址以后再告诉你们，'.repeat(3)}退订`,
])('is left for people to read: %s', (body) => {
  expect(replyMeaning(body)).toBe('text');
});

it.each([
  ...[
    '退订，你们太烦了',
    '太烦了！退订',
    '退订。你们是谁啊',
    '上次已经说过，退订',
    'STOP, wrong number',
    'Wrong person. Stop please',
  ],
  ...['TD，再发就投诉', '我已经不做了，请退订，谢谢'],
])('is a refusal, and there is more in it to read: %s', (body) => {
  expect(replyMeaning(body)).toBe('stop-and-text');
});

it.each(['请1', '恢复，谢谢', 'yes please', 'START please', '请2'])(
  'what confirms or allows something must stand alone: %s',
  (body) => {
    expect(replyMeaning(body)).toBe('text');
  },
);

it.each(Object.entries(wordings))(
  'every word of how to refuse in %s is understood when it is the answer',
  (_language, { howToRefuse }) => {
    const words = howToRefuse.split(/请回复|請回|Reply | for |[。.]/).filter((word) => word !== '');
    expect(words).toHaveLength(2);
    for (const word of [...words, howToRefuse]) expect([word, replyMeaning(word)]).toEqual([word, 'stop']);
  },
);
