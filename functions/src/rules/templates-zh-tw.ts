import type { TemplateWords } from './templates';

/** 繁體中文. */
export const templatesZhTW: TemplateWords = {
  greeting: '[{收件人}，]您好！',
  sms: {
    'order-registered': {
      dealer: '您的訂貨單已收到，編號{編號}，貨款到帳後會再通知您。',
      'sales-manager': '經銷商{經銷商}的訂貨單已收到，編號{編號}。',
    },
    'payment-confirmed': {
      dealer: '您的訂單{編號}貨款人民幣{金額}元已於{到帳日期}到帳，出貨後會再通知您。',
      'sales-manager': '經銷商{經銷商}的訂單{編號}貨款人民幣{金額}元已於{到帳日期}到帳。',
    },
    'goods-shipped': {
      dealer:
        '訂單{編號}已出貨：出貨單{發貨單號}，{件數}件[，{運輸}]，預計{預計到貨}到[，尚未出貨：{欠貨}，隨後補出貨]。[客服{客服電話}。][{回覆說明}]',
      'sales-manager':
        '經銷商{經銷商}的訂單{編號}已出貨：出貨單{發貨單號}，{件數}件[，{運輸}]，預計{預計到貨}到[，尚未出貨：{欠貨}，隨後補出貨]。',
    },
    'receipt-good': {
      dealer: '您的訂單{編號}已於{到貨時間}到貨，{收貨情況}。感謝您的支持！',
      'sales-manager': '經銷商{經銷商}的訂單{編號}已於{到貨時間}到貨，{收貨情況}。',
    },
    'receipt-problem': {
      dealer:
        '您的訂單{編號}已於{到貨時間}到貨，您反映的問題[（{收貨情況}）]已登記，我們會儘快與您聯絡處理。',
      'sales-manager': '經銷商{經銷商}的訂單{編號}已於{到貨時間}到貨，反映有問題[（{收貨情況}）]，請留意。',
    },
  },
  subject: {
    'order-registered': '訂貨單已收到：{編號}',
    'payment-confirmed': '貨款已到帳：{編號}',
    'goods-shipped': '已出貨：訂單{編號}',
    'receipt-good': '收貨確認：訂單{編號}',
    'receipt-problem': '收貨問題已登記：訂單{編號}',
  },
  openings: {
    'goods-shipped': {
      dealer: '您的訂單{編號}已出貨。',
      'sales-manager': '經銷商{經銷商}的訂單{編號}已出貨。',
    },
  },
  details: {
    'order-registered': ['[訂貨明細：{訂貨明細}]'],
    'payment-confirmed': ['[匯款銀行：{匯款銀行}]', '到帳金額：人民幣{金額}元'],
    'goods-shipped': [
      '[出貨單號：{發貨單號}]',
      '[貨物數量：{件數}件]',
      '[運輸方式：{運輸方式}]',
      '[司機：{司機}]',
      '[承運單位：{承運單位}]',
      '[聯絡電話：{承運電話}]',
      '[預計送達時間：{預計到貨}]',
      '尚未出貨：{欠貨}',
    ],
    'receipt-good': ['[到貨時間：{到貨時間}]', '[收貨說明：{收貨說明}]'],
    'receipt-problem': ['[到貨時間：{到貨時間}]', '[收貨說明：{收貨說明}]'],
  },
  refusing: '[{退訂說明}]',
  question: '[如有疑問，請致電{客服電話}。]',
};
