import { expect, it } from '@jest/globals';
import { recordDelivery } from '../../functions/src/flows/record-delivery';
import { showNotices } from '../../functions/src/flows/show-notices';
import { forms } from '../../functions/src/forms';
import { order } from '../../functions/src/forms/order';
import { noticeSchema } from '../../functions/src/rules/notice';
import { recordSchema } from '../../functions/src/rules/record';
import { rowMessages } from '../../functions/src/rules/row-messages';
import { toldDealer } from '../support/told-dealer';

it('a row follows its notices: sent, delivered to one, lost by SMS for the other, then sent by email', async () => {
  const world = await toldDealer({ dealerEmail: 'li@dealer.example' });
  const { services, deliver, all } = world;
  const row = async () => {
    await showNotices({ services, forms, budgetMs: 20_000 });
    const [record] = Object.values(all('records'));
    const saying = {
      ...services.settings,
      now: services.clock.business().toISOString(),
      language: 'zh-CN',
    } as const;
    return rowMessages(order, recordSchema.parse(record), saying).split('\n');
  };
  const report = async (recipient: string, status: string, errorCode?: string) => {
    const sms = Object.values(all('notices'))
      .map((data) => noticeSchema.parse(data))
      .find((notice) => notice.recipient === recipient && notice.channel === 'sms');
    await recordDelivery(services, forms, {
      noticeId: sms?.id ?? '',
      providerId: sms?.providerId ?? '',
      status,
      ...(errorCode ? { errorCode } : {}),
    });
  };
  expect(await row()).toEqual(['发货：经销商已发出，销售经理已发出']);
  await report('sales-manager', 'delivered');
  await report('dealer', 'undelivered', '30005');
  expect(await row()).toEqual([
    '⚠ 发货 → 经销商：号码是空号，将改发邮件',
    '发货：经销商待发送，销售经理已送达',
  ]);
  await deliver();
  expect(await row()).toEqual(['发货：经销商已改发邮件，销售经理已送达']);
});
