import type { TemplateWords } from './templates';

/** 简体中文. */
export const templatesZhCN: TemplateWords = {
  greeting: '[{收件人}，]您好！',
  sms: {
    'order-registered': {
      dealer: '您的订货单已收到，编号{编号}，货款到账后会再通知您。',
      'sales-manager': '经销商{经销商}的订货单已收到，编号{编号}。',
    },
    'payment-confirmed': {
      dealer: '您的订单{编号}货款{金额}元已于{到账日期}到账，发货后会再通知您。',
      'sales-manager': '经销商{经销商}的订单{编号}货款{金额}元已于{到账日期}到账。',
    },
    'goods-shipped': {
      dealer:
        '订单{编号}已发货：发货单{发货单号}，{件数}件[，{运输}]，预计{预计到货}到[，尚欠{欠货}，随后补发]。[客服{客服电话}。][{回复说明}]',
      'sales-manager':
        '经销商{经销商}的订单{编号}已发货：发货单{发货单号}，{件数}件[，{运输}]，预计{预计到货}到[，尚欠{欠货}，随后补发]。',
    },
    'receipt-good': {
      dealer: '您的订单{编号}已于{到货时间}到货，{收货情况}。感谢您的支持！',
      'sales-manager': '经销商{经销商}的订单{编号}已于{到货时间}到货，{收货情况}。',
    },
    'receipt-problem': {
      dealer:
        '您的订单{编号}已于{到货时间}到货，您反馈的问题[（{收货情况}）]已登记，我们会尽快与您联系处理。',
      'sales-manager': '经销商{经销商}的订单{编号}已于{到货时间}到货，反馈有问题[（{收货情况}）]，请关注。',
    },
  },
  subject: {
    'order-registered': '订货单已收到：{编号}',
    'payment-confirmed': '货款已到账：{编号}',
    'goods-shipped': '已发货：订单{编号}',
    'receipt-good': '收货确认：订单{编号}',
    'receipt-problem': '收货问题已登记：订单{编号}',
  },
  openings: {
    'goods-shipped': {
      dealer: '您的订单{编号}已发货。',
      'sales-manager': '经销商{经销商}的订单{编号}已发货。',
    },
  },
  details: {
    'order-registered': ['[订货明细：{订货明细}]'],
    'payment-confirmed': ['[汇款银行：{汇款银行}]', '到账金额：{金额}元'],
    'goods-shipped': [
      '[发货单号：{发货单号}]',
      '[货物数量：{件数}件]',
      '[运输方式：{运输方式}]',
      '[司机：{司机}]',
      '[承运单位：{承运单位}]',
      '[联系电话：{承运电话}]',
      '[预计送到时间：{预计到货}]',
      '欠发货物：{欠货}',
    ],
    'receipt-good': ['[到货时间：{到货时间}]', '[收货说明：{收货说明}]'],
    'receipt-problem': ['[到货时间：{到货时间}]', '[收货说明：{收货说明}]'],
  },
  refusing: '[{退订说明}]',
  question: '[如有疑问，请致电{客服电话}。]',
};
