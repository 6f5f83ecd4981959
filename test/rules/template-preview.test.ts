import { describe, expect, it } from '@jest/globals';
import type { TemplateSlot } from '../../functions/src/forms/template-kinds';
import { templatePreview } from '../../functions/src/rules/template-preview';
import { builtIn } from '../../functions/src/rules/templates';

const context = { company: '全友家居', smsPrices: { '86': 0.05, '886': 0.3, '': 0.5 } };
const slot = (
  kind: TemplateSlot['kind'],
  language: TemplateSlot['language'] = 'zh-CN',
  recipient: TemplateSlot['recipient'] = 'dealer',
) => ({ kind, recipient, language });
const preview = (one: TemplateSlot, changes = {}, company = context.company) =>
  templatePreview(one, { ...builtIn(one), ...changes }, { ...context, company });

describe('a preview', () => {
  it('shows the message as a dealer would read it, with its length and cost', () => {
    expect(preview(slot('goods-shipped'))).toMatchObject({
      sms: '【全友家居】订单DH2026-0001已发货：发货单FH0316，15件，专车张师傅 13700137000，预计3月18日14:00到，尚欠茶几×2，随后补发。',
      subject: '已发货：订单DH2026-0001',
      units: 81,
      segments: 2,
      yuan: 0.1,
    });
  });

  it('shows the least that it can become, so that one sees what stands there for nothing', () => {
    const { lean } = preview(slot('goods-shipped'));
    expect(lean.sms).toBe(
      '【全友家居】订单DH2026-0001已发货：发货单FH0316，15件，专车，电话13700137000，预计3月18日14:00到。',
    );
    expect(lean.email.split('\n')).toContain('欠发货物：无');
    expect(lean.email).not.toContain('FH0316');
    const unbracketed = '{编号}发了，欠{欠货}。';
    expect(preview(slot('goods-shipped'), { sms: unbracketed, body: unbracketed }).lean).toEqual({
      sms: '【全友家居】DH2026-0001发了，欠。',
      email: 'DH2026-0001发了，欠无。',
    });
  });

  it('shows that once where nothing in it is only sometimes known', () => {
    const plain = { sms: '{编号}收到了', subject: '{编号}', body: '{编号}收到了' };
    expect(preview(slot('order-registered'), plain).lean).toEqual({ sms: '', email: '' });
    expect(preview(slot('order-registered', 'zh-TW'), { sms: '{編號}[{退訂說明}]' }).lean.sms).toBe(
      '【全友家居】DH2026-0001',
    );
  });

  it('costs what the usual country of its language costs', () => {
    const kind = 'order-registered';
    const [cn, tw] = [preview(slot(kind)), preview(slot(kind, 'zh-TW'))];
    const us = preview(slot(kind, 'en'), {}, 'Quanyou');
    expect([cn.yuan, tw.yuan, us.yuan]).toEqual([0.05, 0.3, 0.5]);
  });

  it('shows that a company with a Chinese name makes English dear', () => {
    const yuan = (company: string) => preview(slot('goods-shipped', 'en'), {}, company).yuan;
    expect([yuan('Quanyou Home Furniture'), yuan('全友家居')]).toEqual([1, 2]);
  });

  it('says of an English SMS alone that its letters make it dear', () => {
    const isDear = (language: TemplateSlot['language'], sms: string) =>
      preview(slot('order-registered', language), { sms }, 'Quanyou').isDear;
    expect(isDear('en', 'Your order {number} is here.')).toBe(false);
    expect(isDear('en', 'Your order {number} is “here”.')).toBe(true);
    expect(isDear('en', 'Your order {number} 已收到.')).toBe(true);
    expect(isDear('zh-CN', '订单{编号}已收到。')).toBe(false);
  });

  it('says how to answer only where an answer can come', () => {
    expect(preview(slot('goods-shipped', 'zh-TW')).sms).toContain('請回1');
    expect(preview(slot('goods-shipped')).sms).not.toContain('回复');
    expect(preview(slot('goods-shipped', 'en', 'sales-manager')).sms).not.toContain('Reply');
  });

  it('shows the service phone where there is one', () => {
    const one = slot('goods-shipped', 'zh-TW');
    const { sms, body } = templatePreview(one, builtIn(one), { ...context, servicePhone: '+8675512345678' });
    expect(sms).toContain('客服+8675512345678。');
    expect(body).toContain('請致電+8675512345678。');
  });

  it('greets a sales manager by their own name', () => {
    expect(preview(slot('order-registered', 'zh-CN', 'sales-manager')).body).toMatch(/^王芳，您好！/);
  });

  it('tells the most it can become', () => {
    const { mostSegments, mostYuan } = preview(slot('order-registered'), { sms: '{编号}'.padEnd(32, '货') });
    expect([mostSegments, mostYuan]).toEqual([1, 0.05]);
    const longer = preview(slot('order-registered'), { sms: '{编号}'.padEnd(33, '货') });
    expect([longer.mostSegments, longer.mostYuan]).toEqual([2, 0.1]);
  });

  it('counts driver and carrier once: a shipment has the one or the other', () => {
    const { mostSegments } = preview(slot('goods-shipped'), { sms: '[{司机}][{承运单位}]' });
    expect(mostSegments).toBe(1);
  });

  it('shows a line break of the body, and goods one by one', () => {
    expect(preview(slot('order-registered'), { body: '{编号}\n{订货明细}' }).body).toBe(
      'DH2026-0001\n沙发×10、茶几×7\n',
    );
  });
});
