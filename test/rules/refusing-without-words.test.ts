import { describe, expect, it } from '@jest/globals';
import { replyMeaning } from '../../functions/src/rules/reply-words';

describe('who wants no more messages without any of the words', () => {
  it.each([
    ...['請不要再傳簡訊', '不要再寄簡訊給我', '别再发短信了', '停止发送短信', 'no more messages please'],
    ...['不要再发短信给我们，谢谢', '请勿再发短信', '短信不要再发了', '不要給我傳訊息'],
    ...['不想再收到你们的短信', '停发短信'],
    ...['請停止傳送簡訊', '不要再发了，别发短信', 'No more texts!', "Please don't text me"],
    ...['do not send me any more messages'],
    ...["don't message me again", '不用再发短信了'],
    ...['拒收簡訊', '拒收短信', '不要短信', '不收短信', '不再接收短信', '不要再发这种短信'],
    ...['不要给我发任何短信', '取消短信'],
    ...['帮我取消短信通知', '关闭短信', '關閉簡訊', '拒绝接收短信', '拒絕接收簡訊'],
    ...['不接收消息', '短信拒收', '请拒收你们的短信，谢谢'],
    ...['我不想要短信', '不需要短信通知', '不要再發任何簡訊給我', '取消短信订阅'],
    ...['把短信关闭吧', '不要发什么短信了', '拒收垃圾短信'],
    ...['请停止给我发短信', '停止向我们发送短信', '我要求拒收短信', '请取消短信提醒', '不要再发短信退订'],
    ...['remove me from your list', 'Please remove us from this list'],
    ...['take me off your list', '拒收短信，退订', '拒收短信 TD'],
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
    '拒收',
    '拒收！',
    '我拒收，谢谢',
    '拒绝接收',
    '拒收，退订',
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
    ...['不要发货了', '不要发错了', '别发错货', '不要寄了', '不要发这个', '全部不要发了'],
    ...['停发', '不用发了', '不要收'],
    ...['不要发了？', '可以不要发短信吗', '为什么不要发短信', '不要停止发送短信'],
    ...['没收到短信', '不要发短信给司机'],
    ...['货不对，不要发了', 'no more chairs please', 'no more messages?'],
    ...["don't send the truck", '别发大的', '没有收到信息'],
    ...['取消拒收短信', '不要取消短信', '别关闭短信', '不要拒收短信', '取消短信退订'],
    ...['取消短信拒收', '要不要短信', '要不要发短信'],
    ...['拒收吗', '拒收短信？', '怎么拒收短信', '拒收货物', '这批拒收', '全部拒收'],
    ...['拒收，玻璃碎了', '取消', '关闭', '不收', '不接收'],
    ...['取消订单', '取消订单的短信', '收不到短信', '我们不再收到短信了', '停止取消短信？'],
    ...['我没有拒收短信', '不收短信费吧', '不要短', '退订什么', "don't remove me"],
    ...['remove the chair from the order', 'take me home'],
    ...["why don't you text me", 'do not deliver messages', "don't send me the goods"],
  ])('is not understood from words about something else: %s', (body) => {
    expect(replyMeaning(body)).toBe('text');
  });
});
