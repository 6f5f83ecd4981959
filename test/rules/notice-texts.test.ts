import { describe, expect, it } from '@jest/globals';
import { languages } from '../../functions/src/forms/label';
import { noticeKinds, recipients } from '../../functions/src/forms/notice-rule';
import { channels, noticeReasons, noticeStates } from '../../functions/src/rules/notice';
import {
  channelName,
  kindName,
  type NoticeSaying,
  type NoticeView,
  noticeStand,
  noticeStandShort,
  noticeTrouble,
  recipientName,
} from '../../functions/src/rules/notice-texts';

/** Monday 2026-03-16 at 21:30 in Shanghai. */
const now = '2026-03-16T13:30:00.000Z';
const saying: NoticeSaying = { now, zone: 'Asia/Shanghai', language: 'zh-CN' };
const sms = (view: Partial<NoticeView>): NoticeView => ({
  channel: 'sms',
  state: 'pending',
  dueAt: now,
  ...view,
});

describe('where a notice stands, as a clerk says it', () => {
  it.each<[Partial<NoticeView>, string]>([
    [{ state: 'pending' }, '等待发送'],
    [
      { state: 'pending', dueAt: '2026-03-17T00:00:00.000Z', waitsFor: 'quiet-hours' },
      '等待发送（03-17 08:00发，免打扰时段）',
    ],
    [
      { state: 'pending', dueAt: '2026-03-16T15:00:00.000Z', waitsFor: 'correction' },
      '等待发送（23:00发，等改完一起更正）',
    ],
    [{ state: 'pending', dueAt: '2026-03-16T16:00:00.000Z' }, '等待发送（03-16 24:00发）'],
    [
      { state: 'pending', reason: 'passing', dueAt: '2026-03-16T13:31:00.000Z' },
      '等待重试（服务商暂时不通，21:31再试）',
    ],
    [{ state: 'pending', reason: 'passing' }, '等待重试（服务商暂时不通）'],
    [{ state: 'sending' }, '正在发送'],
    [{ state: 'accepted' }, '已发出，等待回执'],
    [{ state: 'accepted', channel: 'email' }, '已发出'],
    [{ state: 'delivered' }, '已送达'],
    [{ state: 'undelivered', reason: 'not-delivered' }, '未送达（对方没有收到，请打电话）'],
    [{ state: 'undelivered', reason: 'not-delivered', code: '30005' }, '未送达（号码是空号，请打电话）'],
    [
      { state: 'undelivered', reason: 'not-delivered', code: '30999' },
      '未送达（对方没有收到，代码30999，请打电话）',
    ],
    [
      { state: 'undelivered', reason: 'not-delivered', inItsPlace: 'left' },
      '未送达（对方没有收到，已改发邮件）',
    ],
    [
      { state: 'undelivered', reason: 'not-delivered', inItsPlace: 'waiting' },
      '未送达（对方没有收到，将改发邮件）',
    ],
    [
      { state: 'undelivered', reason: 'not-delivered', followedBy: 'n~2', inItsPlace: 'left' },
      '未送达（对方没有收到，已另发一条）',
    ],
    [{ state: 'failed', reason: 'bad-number' }, '发送失败：号码有误，请核对'],
    [{ state: 'failed', reason: 'bad-number', code: '21211' }, '发送失败：号码有误，请核对'],
    [{ state: 'failed', reason: 'bad-number', code: '21614' }, '发送失败：这个号码收不到短信，请核对'],
    [{ state: 'failed', reason: 'bad-number', channel: 'email' }, '发送失败：邮箱地址有误，请核对'],
    [{ state: 'failed', reason: 'bad-number', inItsPlace: 'left' }, '发送失败：号码有误，已改发邮件'],
    [
      { state: 'failed', reason: 'bad-number', inItsPlace: 'opted-out' },
      '发送失败：号码有误，邮箱已退订，请打电话',
    ],
    [
      { state: 'failed', reason: 'bad-number', inItsPlace: 'failed' },
      '发送失败：号码有误，邮件也没有送到，请打电话',
    ],
    [
      { state: 'failed', reason: 'bad-number', inItsPlace: 'unsure' },
      '发送失败：号码有误，邮件是否发出不明，请打电话核实',
    ],
    [{ state: 'failed', reason: 'gave-up' }, '发送失败：长时间未能发出，请打电话'],
    [
      { channel: 'email', state: 'failed', reason: 'refused', code: '550 5.1.1' },
      '发送失败：邮箱不存在，请打电话',
    ],
    [{ state: 'failed', reason: 'refused', code: '550' }, '发送失败：服务商拒绝发送，代码550，请打电话'],
    [{ state: 'failed', reason: 'provider-down', inItsPlace: 'left' }, '服务商故障，已改发邮件'],
    [{ state: 'failed', reason: 'opted-out' }, '对方已退订，请打电话'],
    [{ state: 'suppressed', reason: 'opted-out' }, '对方已退订，请打电话'],
    [
      { channel: 'email', state: 'failed', reason: 'refused', code: '550 5.1.1', inItsPlace: 'left' },
      '发送失败：邮箱不存在，已改发短信',
    ],
    [
      { channel: 'email', state: 'undelivered', reason: 'not-delivered', inItsPlace: 'waiting' },
      '未送达（邮件被退回，将改发短信）',
    ],
    [
      { channel: 'email', state: 'failed', reason: 'bad-number', inItsPlace: 'failed' },
      '发送失败：邮箱地址有误，短信也没有送到，请打电话',
    ],
    [{ state: 'suppressed', reason: 'no-address' }, '没有联系方式，请补填'],
    [{ state: 'suppressed', reason: 'landline' }, '座机收不到短信，请打电话'],
    [{ state: 'suppressed', reason: 'rehearsal' }, '演练，未发出'],
    [{ state: 'unknown', reason: 'no-answer' }, '是否发出不明，请打电话核实'],
    [{ state: 'unknown', reason: 'lease-expired', lookUpAt: now }, '可能已发出，正在向服务商查询'],
    [{ state: 'unknown', reason: 'no-answer', followedBy: 'n~2' }, '是否发出不明，已另发一条'],
    [{ state: 'withdrawn' }, '已撤回'],
    [{ state: 'withdrawn', reason: 'passing' }, '已撤回'],
  ])('%j: %s', (view, said) => {
    expect(noticeStand(sms(view), saying)).toBe(said);
  });

  it('is said in the other languages as well, a sentence beginning like one', () => {
    const said = (view: Partial<NoticeView>) =>
      (['zh-TW', 'en'] as const).map((language) => noticeStand(sms(view), { ...saying, language }));
    expect(said({ state: 'failed', reason: 'bad-number' })).toEqual([
      '傳送失敗：號碼有誤，請核對',
      'Failed: wrong number, please check it',
    ]);
    expect(said({ state: 'suppressed', reason: 'opted-out' })).toEqual([
      '對方已退訂，請打電話',
      'The recipient opted out, please phone',
    ]);
    const dueAt = '2026-03-17T00:00:00.000Z';
    expect(said({ dueAt, waitsFor: 'quiet-hours' })).toEqual([
      '等待傳送（03-17 08:00發，免打擾時段）',
      'Waiting (leaves 03-17 08:00, quiet hours)',
    ]);
    expect(said({ dueAt, waitsFor: 'correction' })).toEqual([
      '等待傳送（03-17 08:00發，等改完一起更正）',
      'Waiting (leaves 03-17 08:00, with whatever else is being corrected)',
    ]);
  });

  it.each<[NoticeSaying['language'], string, string]>([
    ['zh-CN', '等待发送（对方当地早上8点，北京时间03-17 02:00发）', '待发送（对方早上8点发，北京时间02:00）'],
    ['zh-TW', '等待傳送（對方當地早上8點，北京時間03-17 02:00發）', '待傳送（對方早上8點發，北京時間02:00）'],
    ['en', 'Waiting (leaves at 08:00 there, 03-17 02:00 here)', 'waiting (08:00 there, 02:00 here)'],
  ])(
    'of one for whom it is night elsewhere says when, by their clocks and by ours: %s',
    (language, full, short) => {
      const dueAt = '2026-03-16T18:00:00.000Z';
      const view = sms({ dueAt, waitsFor: 'quiet-hours', there: { time: '08:00', everywhere: false } });
      expect(noticeStand(view, { ...saying, language })).toBe(full);
      expect(noticeStandShort(view, { ...saying, language })).toBe(short);
    },
  );

  it('names the hour of a country with several clocks, and the company’s own time where that is not Beijing’s', () => {
    const dueAt = '2026-03-16T18:00:00.000Z';
    const view = sms({ dueAt, waitsFor: 'quiet-hours', there: { time: '08:30', everywhere: true } });
    expect(noticeStand(view, saying)).toBe('等待发送（对方全国都到早上8点30分，北京时间03-17 02:00发）');
    expect(noticeStandShort(view, saying)).toBe('待发送（对方全国到早上8点30分发，北京时间02:00）');
    const elsewhere = { ...saying, zone: 'Asia/Tokyo' };
    expect(noticeStandShort(view, elsewhere)).toBe('待发送（对方全国到早上8点30分发，本地时间03:00）');
    const atNoon = { ...view, there: { time: '14:00', everywhere: false } };
    expect(noticeStandShort(atNoon, saying)).toBe('待发送（对方14:00发，北京时间02:00）');
  });

  it('has a text for every state and reason, by SMS and email, in every language, whatever else is known', () => {
    const known: readonly Partial<NoticeView>[] = [
      {},
      { code: '30003', dueAt: '2026-03-18T00:00:00.000Z', lookUpAt: now },
      { followedBy: 'n~2' },
      ...(['left', 'waiting', 'opted-out', 'failed', 'unsure'] as const).map((inItsPlace) => ({
        inItsPlace,
      })),
      { dueAt: '2026-03-18T00:00:00.000Z', there: { time: '08:00', everywhere: true } },
      ...(['quiet-hours', 'correction'] as const).map((waitsFor) => ({
        ...{ waitsFor, dueAt: '2026-03-18T00:00:00.000Z' },
        corrects: sms({ state: 'delivered' }),
      })),
    ];
    const views = noticeStates.flatMap((state) =>
      [undefined, ...noticeReasons].flatMap((reason) =>
        channels.flatMap((channel) => known.map((more) => sms({ state, reason, channel, ...more }))),
      ),
    );
    for (const language of languages)
      for (const view of views) {
        const all = [noticeStand, noticeStandShort].map((say) => say(view, { ...saying, language }));
        for (const said of [...all, noticeTrouble(view, language)]) {
          expect(said).toMatch(
            language === 'en' ? /^[\w\s:;(),-]{4,}$/ : /^[\p{Script=Han}\w\s:：，（）-]{2,}$/u,
          );
          expect(said).not.toMatch(/undefined|object/);
        }
      }
  });

  it('has names for every kind, recipient and channel', () => {
    for (const language of languages) {
      const names = [
        ...([...noticeKinds, 'work-reminder'] as const).map((kind) => kindName(kind, language)),
        ...([...recipients, 'staff'] as const).map((recipient) => recipientName(recipient, language)),
        ...channels.map((channel) => channelName(channel, language)),
      ];
      expect(new Set(names).size).toBe(names.length);
      expect(names.every((name) => name.trim() !== '')).toBe(true);
    }
    expect(kindName('goods-shipped', 'zh-CN')).toBe('发货');
  });
});
