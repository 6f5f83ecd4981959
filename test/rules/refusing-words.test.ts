import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
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

describe('who wants no more messages without any of the words', () => {
  it.each([
    ...['請不要再傳簡訊', '不要再寄簡訊給我', '别再发短信了', '停止发送短信', 'no more messages please'],
    ...[
      '不要再发短信给我们，谢谢',
      '请勿再发短信',
      '短信不要再发了',
      '不要給我傳訊息',
      '不想再收到你们的短信',
      '停发短信',
    ],
    ...[
      '請停止傳送簡訊',
      '不要再发了，别发短信',
      'No more texts!',
      "Please don't text me",
      'do not send me any more messages',
    ],
    ...["don't message me again", '不用再发短信了'],
  ])('is understood: %s', (body) => {
    expect(replyMeaning(body)).toBe('stop');
  });

  it.each([
    '不要发了',
    '不要再发了',
    '别发了！',
    '请不要再发了，谢谢',
    '不要再傳了',
    '停止发送',
    '不要发给我了',
  ])('and may mean the goods, is heeded and read: %s', (body) => {
    expect(replyMeaning(body)).toBe('stop-and-text');
  });

  it.each(['不要再发短信了，你们打电话', '太烦了，别再发短信了', 'Wrong number. No more messages'])(
    'and says more, is heeded and read: %s',
    (body) => {
      expect(replyMeaning(body)).toBe('stop-and-text');
    },
  );

  it.each([
    ...[
      '不要发货了',
      '不要发错了',
      '别发错货',
      '不要寄了',
      '不要发这个',
      '全部不要发了',
      '停发',
      '不用发了',
      '不要收',
    ],
    ...[
      '不要发了？',
      '可以不要发短信吗',
      '为什么不要发短信',
      '不要停止发送短信',
      '没收到短信',
      '不要发短信给司机',
    ],
    ...[
      '货不对，不要发了',
      'no more chairs please',
      'no more messages?',
      "don't send the truck",
      '别发大的',
      '没有收到信息',
    ],
    ...["why don't you text me", 'do not deliver messages', "don't send me the goods"],
  ])('is not understood from words about something else: %s', (body) => {
    expect(replyMeaning(body)).toBe('text');
  });
});

// Backtracking would hang here.
it.each([
  ['退订', 800, 'stop'],
  ['谢', 1599, 'text'],
  ['please ', 228, 'text'],
  ['，', 1599, 'text'],
  ['stop', 400, 'text'],
])('reads the longest texts as well: %s, %i times', (word, times, meaning) => {
  expect(replyMeaning(word.repeat(times))).toBe(meaning);
});
