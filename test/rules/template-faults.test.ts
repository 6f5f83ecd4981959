import { describe, expect, it } from '@jest/globals';
import type { TemplateSlot } from '../../functions/src/forms/template-kinds';
import { templateFaults } from '../../functions/src/rules/template-faults';

const shipped = { kind: 'goods-shipped', recipient: 'dealer', language: 'zh-CN' } as const;
const paid = { ...shipped, kind: 'payment-confirmed' } as const;
const registered = { ...shipped, kind: 'order-registered' } as const;
const good = '{编号}{发货单号}{件数}{运输}{预计到货}[{欠货}]';

const faultsOf = (slot: TemplateSlot, text: string, part: 'sms' | 'subject' | 'body' = 'sms') =>
  templateFaults(slot, part, text, '全友家居');
const codes = (...args: Parameters<typeof faultsOf>) => faultsOf(...args).map(({ code }) => code);
const told = (...args: Parameters<typeof faultsOf>) =>
  faultsOf(...args).map(({ message }) => message['zh-CN']);

describe('a placeholder that there is not', () => {
  it('is told with those that are most like it', () => {
    expect(told(shipped, `${good}{订单号}`)).toEqual(['没有{订单号}这一项。是不是要写{发货单号}或{编号}？']);
    expect(faultsOf(shipped, `${good}{nmber}`)[0]?.message.en).toBe(
      'There is no {nmber}. Did you mean {number}?',
    );
  });

  it('is told with all that there are where nothing is like it', () => {
    expect(told(registered, '{编号}{xyz}')).toEqual([
      '没有{xyz}这一项。可以写：{编号}、{收件人}、{经销商}、{公司}、{客服电话}、{订货明细}、{退订说明}。',
    ]);
  });

  it('is told apart from one that another notice has', () => {
    expect(told(registered, '{编号}{金额}')).toEqual([
      '“收到订单”通知里没有{金额}。可以写：{编号}、{收件人}、{经销商}、{公司}、{客服电话}、{订货明细}、{退订说明}。',
    ]);
  });
});

describe('marks', () => {
  it.each([
    ['{编号}{编号', '“{编号”这里只有“{”，没有“}”，请补上“}”。', 'unclosed'],
    ['{编号}[，请等候通知，谢谢', '“[，请等候通知，谢”这里只有“[”，没有“]”，请补上“]”。', 'unclosed'],
    ['{编号}订单编号｝', '“{编号}订单编号｝”这里只有“｝”，没有“｛”，请补上“｛”，或删去“｝”。', 'unclosed'],
    ['[{编号}[好]]', '“[好]]”写在另一个[ ]里了：[ ]里面不能再有[ ]，请写成前后两个。', 'nested'],
    [
      '【全友】{编号}',
      '短信正文不能用【】，开头的【公司名】由系统加上。请删去，或改用“”。',
      'sender-brackets',
    ],
  ])('that are wrong are shown where they are: %s', (text, sentence, code) => {
    expect(told(registered, text)).toEqual([sentence]);
    expect(codes(registered, text)).toEqual([code]);
  });

  it.each([
    ['{{编号}}', ['{ }只写一层：请写成{编号}。']],
    ['{{编号}', ['{ }只写一层：请写成{编号}。']],
    ['{编号}}', ['{ }只写一层：请写成{编号}。']],
    ['｛｛编号｝｝{{ 订货明细 }}', ['{ }只写一层：请写成{编号}。', '{ }只写一层：请写成{订货明细}。']],
    ['{{编号}}{好', ['{ }只写一层：请写成{编号}。', '“{好”这里只有“{”，没有“}”，请补上“}”。']],
  ])('that stand twice are told once: %s', (text, sentences) => {
    expect(told(registered, text)).toEqual(sentences);
  });

  it('of the sender may stand in an email', () => {
    expect(codes(registered, '【全友】{编号}', 'subject')).toEqual([]);
    expect(codes(registered, '【全友】{编号}', 'body')).toEqual([]);
  });
});

describe('what must be told', () => {
  it('is named when it is missing, all of it at once', () => {
    expect(told(shipped, '已发货')).toEqual([
      '还缺{编号}、{发货单号}、{件数}、{运输}（或{运输方式}和{承运电话}）、{预计到货}、{欠货}，请写上。',
    ]);
    expect(codes(paid, '{编号}已到账', 'body')).toEqual(['missing-placeholder']);
    expect(codes({ ...paid, kind: 'receipt-good' }, '{编号}')).toEqual(['missing-placeholder']);
  });

  it.each([
    ['（编号）已收到', ['“（编号）”不会填入内容：要用{ }，请写成{编号}。']],
    ['(编号)已收到', ['“(编号)”不会填入内容：要用{ }，请写成{编号}。']],
    ['[编号]已收到', ['“[编号]”不会填入内容：要用{ }，请写成{编号}。']],
    ['(number) 已收到', ['“(number)”不会填入内容：要用{ }，请写成{编号}。']],
    ['（单号）已收到', ['还缺{编号}，请写上。']],
    ['{编号}（编号）', []],
  ])('is not told by a name in other brackets: %s', (text, sentences) => {
    expect(told(registered, text)).toEqual(sentences);
  });

  it('is told of apart where one is missing and another in other brackets', () => {
    expect(told(paid, '（编号）已到账')).toEqual([
      '“（编号）”不会填入内容：要用{ }，请写成{编号}。',
      '还缺{金额}，请写上。',
    ]);
  });

  it('is there in whatever language it is written, and in an optional piece of its own', () => {
    expect(codes(shipped, '{number}{發貨單號}[{件数}]{運輸}{Expected Arrival}{欠货}')).toEqual([]);
  });

  it('may be told piece by piece, but then with the phone', () => {
    const pieces = good.replace('{运输}', '{运输方式}');
    expect(codes(shipped, pieces)).toEqual(['missing-placeholder']);
    expect(codes(shipped, `${pieces}{承运电话}`)).toEqual([]);
  });

  it('is not there if it is left out together with something that is often unknown', () => {
    const pieces = good.replace('{运输}', '{运输方式}[，{承运}{承运电话}]');
    expect(told(shipped, pieces)).toEqual([
      '{承运电话}和{承运}在同一个[ ]里，没有{承运}时，{承运电话}也会被省去。请把{承运电话}写到这个[ ]外面。',
    ]);
    expect(codes(shipped, `${pieces}{承运电话}`)).toEqual([]);
  });

  it('need not be in a subject', () => {
    expect(codes(shipped, '已发货', 'subject')).toEqual([]);
  });
});

describe('a link in an SMS', () => {
  it.each([
    ['{编号} https://gendan.example/x', '（https://gendan.example/x）'],
    ['{编号}查询www.quanyou.com。', '（www.quanyou.com）'],
    ['{编号} 查询：ｑｕａｎｙｏｕ．ｃｏｍ', '（ｑｕａｎｙｏｕ．ｃｏｍ）'],
    ['{编号}点suo.im/5abcd查询', '（suo.im/5abcd）'],
    ['{编号} weixin://dl/scan', '（weixin://dl/scan）'],
    ['{编号} 192.168.1.1/x', '（192.168.1.1/x）'],
    ['{编号}{公司}.com', '（{编号}{公司}.com）'],
    ['{编号} www.{公司}', '（www.{公司}）'],
    ['{编号} quanyou[.com]', '（quanyou.com）'],
    ['{编号}:evil[ {订货明细} ].com', '（evil.com）'],
  ])('is refused: %s', (text, shown) => {
    expect(told(registered, text)).toEqual([
      `短信里不能有网址${shown}，发到大陆手机会被拦截。请删去；网址可以写在邮件里。`,
    ]);
  });

  it.each([
    ['{编号}：查询dealer.online', 'dealer.online'],
    ['{编号} 公司.中国', '公司.中国'],
    ['{编号} {公司}.online', '{公司}.online'],
    ['{编号} Mr.Wang', 'Mr.Wang'],
    ['{编号}.Thanks', '{编号}.Thanks'],
  ])('is refused too where it may be words, and how to say these is told: %s', (text, shown) => {
    expect(told(registered, text)).toEqual([
      `短信里的“${shown}”会被当成网址，发到大陆手机会被拦截。不是网址的，请在点后面空一格；网址可以写在邮件里。`,
    ]);
  });

  it.each([
    '{编号} A1×10.5kg，12,800.00元，1.8m',
    '{编号} 3.16 8:50 No.12 v2.0',
    '1.{编号} 2.{公司} 顺达货运.王师傅',
    '{编号}。{公司} Mr. Wang, Co., Ltd.',
  ])('is not seen in sizes, sums, times, numbers and names: %s', (text) => {
    expect(codes(registered, text)).toEqual([]);
  });

  it('is refused in every language, and allowed in an email', () => {
    const english = { ...registered, language: 'en' } as const;
    expect(codes(english, '{number} www.quanyou.com')).toEqual(['link-in-sms']);
    expect(codes(registered, '{编号} www.quanyou.com', 'body')).toEqual([]);
  });
});

describe('a text that is too long', () => {
  it('is an SMS of more than eight segments when all that is filled in is as long as can be', () => {
    const longest = `{编号}${'货'.repeat(480)}`;
    expect(codes(registered, longest)).toEqual([]);
    expect(told(registered, `${longest}${'货'.repeat(40)}`)).toEqual([
      '短信太长：内容最多的时候要算9条，最多8条。请写短一些。',
    ]);
  });

  it('is a subject of more than 100 characters, or of two lines', () => {
    expect(codes(registered, '货'.repeat(100), 'subject')).toEqual([]);
    expect(told(registered, '货'.repeat(101), 'subject')).toEqual([
      '邮件标题有101个字，最多100个。请写短一些。',
    ]);
    expect(told(registered, '订单\n{编号}', 'subject')).toEqual(['邮件标题只能写一行，请去掉换行。']);
  });

  it('is a body of more than 2000 characters', () => {
    expect(codes(registered, `{编号}${'货'.repeat(1996)}`, 'body')).toEqual([]);
    expect(codes(registered, `{编号}${'货'.repeat(1997)}`, 'body')).toEqual(['too-long']);
  });
});

it.each(['sms', 'subject', 'body'] as const)('an empty text is no text: %s', (part) => {
  expect(codes(registered, ' \n', part)).toEqual(['empty']);
});

it('all faults are told at once', () => {
  expect(codes(shipped, '{编码}[一[二]【全友】www.a.com')).toEqual([
    'unknown-placeholder',
    'nested',
    'unclosed',
    'missing-placeholder',
    'sender-brackets',
    'link-in-sms',
  ]);
});
